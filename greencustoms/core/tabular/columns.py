"""The columns of a table that can be imported, and finding them among the headings of a file."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ..folding import fold
from .kinds import Kind
from .problems import Problem
from .table import Table, is_blank


@dataclass(frozen=True)
class Column:
    """One column: known by its name or by its label. A new record must have what is required.

    `is_derived` marks what follows from the other columns: exports have it, imports do not read it.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    is_required: bool = False
    is_derived: bool = False


def heading_key(heading: str) -> str:
    """The form in which headings are compared: “Start_date *” is “start date”."""
    return re.sub(r"[\s_*:]+", " ", fold(heading)).strip()


def known_headings(columns) -> dict[str, Column]:
    """Each heading that is understood: names, and labels in the active language and in English."""
    found = {heading_key(str(column.label)): column for column in columns}
    with override("en"):
        found = {heading_key(str(column.label)): column for column in columns} | found
    return found | {heading_key(column.name): column for column in columns}


@dataclass
class Header:
    """Which column of the file holds what. `places` maps the name of a column to its place in a row."""

    places: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def heading(self, name: str) -> str:
        """The heading as it stands in the file; the name itself where the file has no such column."""
        return self.headings.get(name, name)


def read_header(table: Table, columns, key: str) -> Header:
    """Find the columns by their headings, and tell of all that is missing, unknown or there twice."""
    header, known = Header(), known_headings(columns)
    unknown = []
    for place, heading in enumerate(table.headings):
        column = known.get(heading_key(heading))
        if column is None:
            unknown.append((place, heading))
        elif column.name in header.places:
            header.problems.append(
                Problem(table.heading_row, heading, _("This column is there twice. Remove one of the two."))
            )
        else:
            header.places[column.name] = place
            header.headings[column.name] = heading
    if not header.places:
        header.problems.append(Problem(table.heading_row, "", no_headings(table, known)))
        return header
    if key not in header.places:
        header.problems.append(
            Problem(
                table.heading_row,
                key,
                _("The column “%(column)s” is missing. It may be empty for what is new, but it must be there.")
                % {"column": key},
            )
        )
    note_unknown(header, table, unknown, [column.name for column in columns if column.name not in header.places])
    note_beyond(header, table)
    note_merged(header, table)
    return header


def no_headings(table, known):
    """None of the headings is known: perhaps they stand further down, under a title."""
    for row in table.rows[:10]:
        if sum(heading_key(str(cell)) in known for cell in row.cells if not is_blank(cell)) > 1:
            return _(
                "The headings must stand in the first row that is not blank. They seem to stand in row %(row)s: "
                "remove the rows above it."
            ) % {"row": row.number}
    return _("None of the headings is known. The template shows which there are.")


def note_unknown(header, table, unknown, missing):
    named = [heading for place, heading in unknown if heading]
    if named:
        message = ngettext(
            "This column is not known and is not read: %(columns)s.",
            "These columns are not known and are not read: %(columns)s.",
            len(named),
        ) % {"columns": ", ".join(f"“{heading}”" for heading in named)}
        hints = [hint_for(heading, missing) for heading in named]
        header.notices.append(" ".join([message, *filter(None, hints)]))
    for place, heading in unknown:
        if not heading:
            note_without_heading(header, table, place)


def hint_for(heading, missing):
    alike = get_close_matches(heading_key(heading), [heading_key(name) for name in missing], 1, 0.75)
    if not alike:
        return ""
    name = next(name for name in missing if heading_key(name) == alike[0])
    return _("Is “%(heading)s” meant to be “%(name)s”?") % {"heading": heading, "name": name}


def note_without_heading(header, table, place):
    row = next((row for row in table.rows if len(row.cells) > place and not is_blank(row.cells[place])), None)
    if row:
        header.notices.append(
            _("Column %(letter)s has no heading and is not read. It is filled in row %(row)s, for example.")
            % {"letter": letter_of(place), "row": row.number}
        )


def note_beyond(header, table):
    """Cells to the right of the last heading: in a CSV file they mean that a row was cut in the wrong places."""
    width = len(table.headings)
    for row in table.rows:
        if any(not is_blank(cell) for cell in row.cells[width:]):
            if table.is_strict:
                message = _(
                    "This row has %(cells)s cells, but there are %(headings)s headings. A text that contains the sign "
                    "between columns must stand in quotation marks."
                ) % {"cells": len(row.cells), "headings": width}
                header.problems.append(Problem(row.number, "", message))
            else:
                note_without_heading(header, table, width)
                return
        elif table.is_strict and len(row.cells) < width:
            message = _(
                "This row has only %(cells)s cells, but there are %(headings)s headings. A line break inside a text "
                "needs quotation marks around the text."
            ) % {"cells": len(row.cells), "headings": width}
            header.problems.append(Problem(row.number, "", message))


def note_merged(header, table):
    """Merged cells hide which rows and columns a value belongs to."""
    last_place = max(header.places.values())
    for first_row, first_column, last_row, last_column in table.merged:
        if last_row < table.heading_row or first_column > last_place + 1:
            continue
        area = f"{letter_of(first_column - 1)}{first_row}:{letter_of(last_column - 1)}{last_row}"
        if first_row <= table.heading_row:
            message = _("Cells of the headings are merged (%(area)s). Split them, so that each column has its heading.")
        else:
            message = _("Cells are merged (%(area)s). Split them and fill in each.")
        header.problems.append(Problem(first_row, letter_of(first_column - 1), message % {"area": area}))


def letter_of(place: int) -> str:
    """The letters of a column as spreadsheets name it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
