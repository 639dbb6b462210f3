"""Marks and names of an item, and where treaties list it, as texts that stand in one cell."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.tabular.kinds import Address, Kind, LookedUp, Text, shortened
from greencustoms.core.tabular.problems import CellError

from ..identifiers import NAME_KINDS, problem_with
from ..identifiers import Kind as MarkKind

WITH_EDITION = re.compile(r"(?P<value>[^()]+?)\s*\((?P<edition>[^()]{1,20})\)")
WITH_LANGUAGE = re.compile(r"(?P<value>.+?)\s*\[(?P<language>[a-z-]{2,10})\]")
BETWEEN_PARTS = " | "

EXAMPLES = {
    MarkKind.HS: "2903.77 (HS 2022)",
    MarkKind.CN: "2903 77 60 (CN 2026)",
    MarkKind.CAS: "75-71-8",
    MarkKind.UN: "UN1028",
    MarkKind.ASHRAE: "R-12",
    MarkKind.BASEL_CODE: "A1181",
    MarkKind.EVENT_CODE: "MON-ØØ81Ø-6",
}


class Mark(NamedTuple):
    """One mark or name: as written, with its edition or language where it has one."""

    value: str
    edition: str = ""
    language: str = ""

    def __str__(self):
        edition = f" ({self.edition})" if self.edition else ""
        language = f" [{self.language}]" if self.language else ""
        return f"{self.value}{edition}{language}"


class MarkOf(Kind):
    """Marks of one kind, each written as it stands on packages and papers; check digits and formats are checked."""

    def __init__(self, kind: str):
        self.kind = MarkKind(kind)

    @property
    def written(self):
        if self.kind in EXAMPLES:
            return EXAMPLES[self.kind]
        if self.kind in NAME_KINDS:
            return _("text; its language may follow in square brackets, as in “CFC [en]”")
        return _("text")

    def value_of(self, cell):
        text = self.text_of(cell)
        mark = self.parse(text)
        problem = problem_with(self.kind, mark.value)
        if problem:
            raise CellError(f"“{shortened(text)}”: {problem}")
        if self.kind == MarkKind.HS and not mark.edition:
            raise CellError(
                _("“%(text)s”: Name the edition of the Harmonized System, as in “2903.77 (HS 2022)”.")
                % {"text": shortened(text)}
            )
        if len(mark.value) > 200:
            raise CellError(_("“%(text)s” is too long: at most 200 characters.") % {"text": shortened(text)})
        return mark

    def parse(self, text) -> Mark:
        if self.kind in (MarkKind.HS, MarkKind.CN) and (found := WITH_EDITION.fullmatch(text)):
            return Mark(found["value"].strip(), edition=found["edition"].strip())
        found = WITH_LANGUAGE.fullmatch(text) if self.kind in NAME_KINDS else None
        if found and found["language"] in LANGUAGE_NAMES:
            return Mark(found["value"].strip(), language=found["language"])
        return Mark(text)


class Listed(NamedTuple):
    """One place in one treaty."""

    chapter: str
    list_name: str
    since: str = ""
    note: str = ""
    source_title: str = ""
    source_url: str = ""

    def __str__(self):
        parts = list(self)
        while parts and not parts[-1]:
            parts.pop()
        return BETWEEN_PARTS.join(part.replace("|", "\\|") for part in parts)


class ListingIn(Kind):
    """Where a treaty names the item: treaty, list, and what else is known, divided by upright strokes."""

    written = gettext_lazy("treaty | annex, appendix or schedule | since | note | source | address of the source")
    longest = {"list_name": 200, "since": 60, "note": 300, "source_title": 500, "source_url": 500}

    def __init__(self, treaties: LookedUp):
        self.treaties = treaties

    def allowed(self):
        return self.treaties.allowed()

    def value_of(self, cell):
        parts = [part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", self.text_of(cell))]
        if not 2 <= len(parts) <= len(Listed._fields) or not parts[1]:
            raise CellError(
                _("“%(text)s” is not a listing. Write treaty and list, as in “cites | Appendix I”.")
                % {"text": shortened(self.text_of(cell))}
            )
        listed = Listed(self.treaties.read(parts[0]), *parts[1:])
        for name, longest in self.longest.items():
            Text(longest).read(getattr(listed, name))
        Address().read(listed.source_url)
        return listed
