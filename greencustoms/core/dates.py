"""Dates in words of the active language, by the rules of CLDR."""

from datetime import date

from babel import Locale
from babel.dates import format_interval, format_skeleton
from django.utils.translation import get_language

CLDR_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}


def cldr_locale() -> Locale:
    """Return the CLDR locale of the active language; British English for English, as the UN writes it."""
    language = get_language() or "en"
    return Locale.parse(CLDR_LOCALES.get(language, language))


def tell_month(day: date) -> str:
    """Say a month with its year: "June 2011"."""
    return format_skeleton("yMMMM", day, locale=cldr_locale())


def tell_day(day: date) -> str:
    """Say a day: "29 May 2012"."""
    return format_skeleton("yMMMMd", day, locale=cldr_locale())


def tell_days(start: date, end: date) -> str:
    """Say a day or a span of days: "24–25 January 2024", "29 May – 1 June 2012"."""
    if start == end:
        return tell_day(start)
    return format_interval(start, end, "yMMMMd", locale=cldr_locale())
