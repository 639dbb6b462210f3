"""Items that carry a code of the query."""

from bisect import bisect_left

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from ..identifiers import Kind, write_cas, write_hs
from .index import Index
from .query import Code
from .records import CERTAIN, NAMED, Reason
from .scores import Match

EXACT, EXACT_HS, PART_OF_HS, UNDER_HS, IN_CHAPTER, BEGINS = 100, 98, 94, 90, 82, 92


def match_code(index: Index, code: Code) -> list[Match]:
    """Return the items that carry this code, or for HS codes a heading above or a subheading below it."""
    if code.kind == Kind.HS:
        return match_hs(index, code)
    found = index.marks.get((code.kind, code.key), [])
    matches = [Match(item, EXACT, reason(code.kind, value), CERTAIN) for item, value in found]
    if not matches and code.kind == Kind.ASHRAE and code.is_sure:
        matches = [Match(item, BEGINS, reason(code.kind, value), NAMED)
                   for key, item, value in under(index.refrigerants, code.key) if not key[len(code.key)].isdigit()]  # fmt: skip
    if not matches and code.kind == Kind.ANNEX_CODE and len(code.key) < 3:
        matches = [Match(item, BEGINS, reason(code.kind, value), CERTAIN) for _k, item, value in under(index.schedules, code.key)]  # fmt: skip
    return matches


def match_hs(index, code):
    """A heading covers its subheadings; a longer national code belongs to the six digits of the Harmonized System."""
    matches = []
    for key, item, value in under(index.hs, code.key):
        if key == code.key:
            matches.append(Match(item, EXACT_HS, hs_reason(code, value, _("HS code %(code)s")), CERTAIN))
        elif len(code.key) >= 4:
            matches.append(Match(item, UNDER_HS, hs_reason(code, value, includes(code)), NAMED))
        elif code.is_sure:
            matches.append(Match(item, IN_CHAPTER, hs_reason(code, value, _("HS chapter %(code)s includes it")), NAMED))
    for length in range(len(code.key) - 1, 3, -1):
        shorter = code.key[:length]
        for key, item, value in under(index.hs, shorter):
            if key == shorter:
                text = _("HS code %(written)s is part of %(code)s") % {"written": code.written, "code": write_hs(key)}
                matches.append(Match(item, PART_OF_HS + length / 10, Reason(text, Kind.HS, value), CERTAIN))
    return matches


def includes(code):
    return _("HS heading %(code)s includes it") if len(code.key) == 4 else _("HS code %(code)s includes it")


def hs_reason(code, value, text):
    return Reason(text % {"code": code.written}, Kind.HS, value)


def under(ordered, start):
    """The rows of a sorted list whose first column begins with that text."""
    at = bisect_left(ordered, (start,))
    while at < len(ordered) and ordered[at][0].startswith(start):
        yield ordered[at]
        at += 1


def reason(kind, value):
    return Reason(code_in_words(kind, value), kind, value)


def code_in_words(kind, value):
    words = {
        Kind.CAS: _("CAS number %(value)s"),
        Kind.UN: _("UN number %(value)s"),
        Kind.ASHRAE: _("refrigerant number %(value)s"),
        Kind.BASEL_CODE: _("Basel code %(value)s"),
        Kind.ANNEX_CODE: _("Schedule %(value)s"),
        Kind.EVENT_CODE: _("unique identifier %(value)s"),
    }
    return words.get(kind, "%(value)s") % {"value": value.removeprefix("UN") if kind == Kind.UN else value}


def label_of(code: Code):
    """What a code seen in the query is called."""
    if code.kind == Kind.HS:
        return _("HS chapter") if len(code.key) == 2 else _("HS heading") if len(code.key) == 4 else _("HS code")
    if code.kind == Kind.OTHER:
        return _("halon number")
    if code.kind == Kind.ANNEX_CODE:
        return _("Schedule")
    return str(Kind(code.kind).label)


def cas_near(index: Index, code: Code) -> list[str]:
    """The listed CAS numbers that differ from a wrong one by one digit, or by two that changed places."""
    near = [key for key in index.cas if OSA.distance(key, code.key, score_cutoff=1) <= 1]
    return [write_cas(key) for key in near]
