"""Dates in words of the active language, by the rules of CLDR."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_interval, format_skeleton
from django.utils.translation import get_language

CLDR_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}

# Working out a pattern of CLDR takes longer than the query for a row of a list, and lists tell the same dates again.
REMEMBERED = 10_000


def cldr_locale() -> Locale:
    """Return the CLDR locale of the active language; British English for English, as the UN writes it."""
    return Locale.parse(cldr_name())


def cldr_name() -> str:
    language = get_language() or "en"
    return CLDR_LOCALES.get(language, language)


def tell_month(day: date) -> str:
    """Say a month with its year: "June 2011"."""
    return tell("yMMMM", day.replace(day=1), cldr_name())


def tell_day(day: date) -> str:
    """Say a day: "29 May 2012"."""
    return tell("yMMMMd", day, cldr_name())


def tell_days(start: date, end: date) -> str:
    """Say a day or a span of days: "24–25 January 2024", "29 May – 1 June 2012"."""
    return tell_day(start) if start == end else tell_span(start, end, cldr_name())


@lru_cache(maxsize=REMEMBERED)
def tell(skeleton: str, day: date, locale: str) -> str:
    return format_skeleton(skeleton, day, locale=Locale.parse(locale))


@lru_cache(maxsize=REMEMBERED)
def tell_span(start: date, end: date, locale: str) -> str:
    return format_interval(start, end, "yMMMMd", locale=Locale.parse(locale))
