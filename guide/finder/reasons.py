"""Why an item was found, in words. Matching notes a `Why`; only those that are shown are put into words."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..identifiers import Kind, digits_of, refrigerant_key, write_hs
from .names import LIST, NOTE, OWN_NAME
from .query import write_refrigerant
from .records import Reason

IS, BEGINS, SHARES, NEARLY = "is", "begins", "shares", "nearly"
"""How a name fits: it is in the query as it is; it begins so; it has words of it; it is spelled nearly so."""

COVERS, BELONGS, IN_CHAPTER = "covers", "belongs", "chapter"
"""How an HS code fits: the code typed covers it; the code typed belongs to it; its chapter was typed."""


HALON = "halon"
"""The kind of a halon number, which is no number of ASHRAE: halon-1301 is R-13B1."""


class Why(NamedTuple):
    how: str
    kind: str
    value: str
    typed: str = ""


def in_words(why: Why) -> Reason:
    return Reason(text_of(why), why.kind, why.value)


def text_of(why):
    values = {"value": why.value, "code": why.typed, "written": why.typed}
    if why.kind in (Kind.HS, Kind.CN):
        return hs_text(why, values)
    if why.how == BEGINS:
        return _("“%(value)s” begins so") % values
    if why.how == NEARLY:
        return _("spelling is near “%(value)s”") % values
    if why.kind == NOTE:
        return _("the note on it: %(value)s") % values
    if why.kind == LIST:
        return _("listed in %(value)s") % values
    if why.how == SHARES:
        return _("words of “%(value)s”") % values
    return named(why)


def hs_text(why, values):
    if why.how == BELONGS:
        return _("HS code %(written)s is part of %(code)s") % (values | {"code": write_hs(digits_of(why.value))})
    if why.how == IN_CHAPTER:
        return _("HS chapter %(code)s includes it") % values
    if why.how == COVERS and len(digits_of(why.typed)) == 4:
        return _("HS heading %(code)s includes it") % values
    if why.how == COVERS:
        return _("HS code %(code)s includes it") % values
    return _("HS code %(value)s") % values


def named(why):
    kind, value = why.kind, why.value
    if kind == Kind.CAS:
        return _("CAS number %(value)s") % {"value": value}
    if kind == Kind.UN:
        return _("UN number %(value)s") % {"value": digits_of(value)}
    if kind == Kind.ASHRAE:
        return _("refrigerant number %(value)s") % {"value": write_refrigerant(refrigerant_key(value))}
    if kind == HALON:
        return _("halon number %(value)s") % {"value": digits_of(value)}
    if kind == Kind.BASEL_CODE:
        return _("Basel code %(value)s") % {"value": value}
    if kind == Kind.ANNEX_CODE:
        return _("Schedule %(value)s") % {"value": value}
    if kind == Kind.EVENT_CODE:
        return _("unique identifier %(value)s") % {"value": value}
    if kind == OWN_NAME:
        return _("name %(value)s") % {"value": value}
    if kind == Kind.TRADE_NAME:
        return _("trade name %(value)s") % {"value": value}
    if kind == Kind.SYNONYM:
        return _("other name %(value)s") % {"value": value}
    if kind == Kind.SCIENTIFIC_NAME:
        return _("scientific name %(value)s") % {"value": value}
    if kind == Kind.COMMON_NAME:
        return _("common name %(value)s") % {"value": value}
    return _("mark %(value)s") % {"value": value}
