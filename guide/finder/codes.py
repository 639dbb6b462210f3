"""Items that carry a code of the query."""

from bisect import bisect_left

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from ..identifiers import Kind, write_cas
from .index import Index
from .query import Code
from .reasons import BELONGS, COVERS, HALON, IN_CHAPTER, IS, Why
from .records import CERTAIN, NAMED
from .scores import Match

EXACT, EXACT_HS, PART_OF_HS, UNDER_HS, UNDER_CHAPTER, BEGINS_SO = 100, 98, 94, 90, 82, 92


def match_code(index: Index, code: Code) -> list[Match]:
    """Return the items that carry this code, or for HS codes a heading above or a subheading below it."""
    if code.kind == Kind.HS:
        return match_hs(index, code)
    found = dict(index.marks.get((code.kind, code.key), []))
    if found:
        kind = HALON if code.kind == Kind.OTHER else code.kind
        return [Match(item, EXACT, Why(IS, kind, value), CERTAIN) for item, value in found.items()]
    if code.kind == Kind.ASHRAE and code.is_sure:
        return blends(index, code)
    if code.kind == Kind.ANNEX_CODE and len(code.key) < 3:
        listed = under(index.schedules, code.key)
        return [Match(item, BEGINS_SO, Why(IS, code.kind, value), CERTAIN) for _key, item, value in listed]
    return []


def blends(index, code):
    """R-410 without its letter is R-410A, or whichever letters there are; R-13 is not R-134a."""
    found = {
        item: value for key, item, value in under(index.refrigerants, code.key) if not key[len(code.key)].isdigit()
    }
    return [Match(item, BEGINS_SO, Why(IS, code.kind, value), NAMED) for item, value in found.items()]


def match_hs(index, code):
    """A heading covers its subheadings; a longer national code belongs to the six digits of the Harmonized System."""
    matches = []
    for key, item, value in under(index.hs, code.key):
        if key == code.key:
            matches.append(Match(item, EXACT_HS, Why(IS, Kind.HS, value), CERTAIN))
        elif len(code.key) >= 4:
            matches.append(Match(item, UNDER_HS, Why(COVERS, Kind.HS, value, code.written), NAMED))
        elif code.is_sure:
            matches.append(Match(item, UNDER_CHAPTER, Why(IN_CHAPTER, Kind.HS, value, code.written), NAMED))
    for length in range(len(code.key) - 1, 3, -1):
        shorter = code.key[:length]
        for key, item, value in under(index.hs, shorter):
            if key == shorter:
                why = Why(BELONGS, Kind.HS, value, code.written)
                matches.append(Match(item, PART_OF_HS + length / 10, why, CERTAIN))
    return matches


def under(ordered, start):
    """The rows of a sorted list whose first column begins with that text."""
    at = bisect_left(ordered, (start,))
    while at < len(ordered) and ordered[at][0].startswith(start):
        yield ordered[at]
        at += 1


def label_of(code: Code) -> str:
    """What a code seen in the query is called."""
    if code.kind == Kind.HS:
        return _("HS chapter") if len(code.key) == 2 else _("HS heading") if len(code.key) == 4 else _("HS code")
    labels = {Kind.OTHER: _("halon number"), Kind.ASHRAE: _("refrigerant number"), Kind.ANNEX_CODE: _("Schedule")}
    return labels.get(code.kind) or str(Kind(code.kind).label)


def cas_near(index: Index, code: Code) -> list[str]:
    """The listed CAS numbers that differ from a wrong one by one digit, or by two that changed places."""
    near = [key for key in index.cas if OSA.distance(key, code.key, score_cutoff=1) <= 1]
    return [write_cas(key) for key in near]
