"""Dates as people write them in tables: days, and months where no day is known."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ..folding import fold
from .kinds import Kind, shortened
from .problems import CellError
from .table import DAY

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
IN_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")


@dataclass(frozen=True)
class Month:
    """A month of a year, of which no day is known."""

    year: int
    month: int

    def first_day(self):
        return date(self.year, self.month, 1)


class DayOrMonth(Kind):
    """A day; or only a month, where `months` allows it."""

    blank = None

    def __init__(self, months: bool = False):
        self.months = months

    @property
    def written(self):
        if self.months:
            return _("2012-05-29 or, if only the month is known, 2012-05")
        return _("2012-05-29")

    def value_of(self, cell):
        if isinstance(cell, dict) and DAY in cell:
            return date.fromisoformat(cell[DAY])
        if isinstance(cell, (int, float)):
            raise CellError(
                _("%(number)s is a number, not a date. Format the cell as a date, or write 2012-05-29.")
                % {"number": cell}
            )
        found = self.read_text(self.text_of(cell))
        if isinstance(found, Month) and not self.months:
            raise CellError(_("“%(text)s” names no day. Write 2012-05-29.") % {"text": shortened(cell)})
        return found

    def read_text(self, text):
        try:
            found = read_numbers(text) or read_words(text)
        except ValueError:
            raise CellError(_("“%(text)s” is in no calendar.") % {"text": shortened(text)}) from None
        if not found:
            raise CellError(
                _("“%(text)s” is not a date that can be understood. Write 2012-05-29.") % {"text": shortened(text)}
            )
        return found

    def show(self, value):
        if isinstance(value, Month):
            return date_format(value.first_day(), "YEAR_MONTH_FORMAT")
        return date_format(value, "DATE_FORMAT") if value else ""


def read_numbers(text):
    if match := ISO_DAY.fullmatch(text):
        return date(*map(int, match.groups()))
    if match := ISO_MONTH.fullmatch(text):
        year, month = map(int, match.groups())
        date(year, month, 1)
        return Month(year, month)
    if match := DOTTED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    if match := SLASHED.fullmatch(text):
        return read_slashed(*map(int, match.groups()), text)
    return None


def read_slashed(first, second, year, text):
    """29/05/2012 and 05/29/2012 can only mean one day each; 05/06/2012 means two."""
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise CellError(
        _("“%(text)s” can mean %(one)s or %(other)s. Write %(iso)s or %(other_iso)s.")
        % {
            "text": text,
            "one": date_format(date(year, second, first), "DATE_FORMAT"),
            "other": date_format(date(year, first, second), "DATE_FORMAT"),
            "iso": date(year, second, first).isoformat(),
            "other_iso": date(year, first, second).isoformat(),
        }
    )


def read_words(text):
    """“29 May 2012”, “May 29, 2012”, “June 2011”; the month in English or in the active language."""
    day = None
    if match := IN_WORDS.fullmatch(text):
        day, name, year = match.groups()
    elif match := MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month = month_names().get(fold(name))
    if not month:
        return None
    return date(int(year), month, int(day)) if day else Month(int(year), month)


def month_names():
    names = {}
    for language in ("en", get_language() or "en"):
        with override(language):
            names |= {fold(str(name)): number for number, name in MONTHS_3.items()}
            names |= {fold(str(name)): number for number, name in MONTHS.items()}
    return names
