"""A table as it stood in a file, before anyone asks what it means.

A cell is what JSON can hold: a text, a number, true or false, or None where it is empty. What only a spreadsheet knows
is a mapping with one key: `{"day": "2012-05-29"}`, `{"month": "2012-05"}` for a date that shows no day,
`{"formula": "=A1+B1"}`, `{"error": "#REF!"}`.
"""

from dataclasses import dataclass, field

from ..outgoing_text import without_controls

Cell = str | int | float | bool | dict | None

DAY, MONTH, FORMULA, ERROR = "day", "month", "formula", "error"


@dataclass
class Row:
    """One row that is not blank, with its number as a spreadsheet program shows it."""

    number: int
    cells: list[Cell]


@dataclass
class Table:
    """The row of headings and the rows under it. `notices` tell what was guessed while reading.

    `is_strict` says that each row has as many cells as there are headings, as in CSV; `merged` holds areas of merged
    cells as first row, first column, last row, last column.
    """

    headings: list[str]
    heading_row: int
    rows: list[Row]
    notices: list[str] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)
    is_strict: bool = False

    def as_json(self):
        return {
            "headings": self.headings,
            "heading_row": self.heading_row,
            "rows": [[row.number, row.cells] for row in self.rows],
            "notices": self.notices,
            "merged": self.merged,
            "is_strict": self.is_strict,
        }

    @classmethod
    def from_json(cls, data):
        return cls(**data | {"rows": [Row(number, cells) for number, cells in data["rows"]]})


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def make_table(rows, notices=(), merged=(), is_strict=False) -> Table | None:
    """Take the first row that is not blank for the headings; None where all are blank. Blank rows are left out."""
    full = [
        Row(number, [without_controls(cell) if isinstance(cell, str) else cell for cell in cells])
        for number, cells in rows
        if not all(is_blank(cell) for cell in cells)
    ]
    if not full:
        return None
    head, *body = full
    headings = ["" if cell is None else " ".join(str(plain(cell)).split()) for cell in head.cells]
    while headings and not headings[-1]:
        headings.pop()
    return Table(headings, head.number, body, list(notices), [list(area) for area in merged], is_strict)


def plain(cell: Cell):
    """Return what stands in a cell, also where only a spreadsheet knows it as more than text."""
    return next(iter(cell.values())) if isinstance(cell, dict) else cell
