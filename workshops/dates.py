"""Dates known to the day or only to the month, told in the active language."""

import calendar
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def first_and_last_of_month(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month that day lies in."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def tell_month(day: date) -> str:
    """Say a month with its year: "June 2011"."""
    return date_format(day, "YEAR_MONTH_FORMAT")


def tell_days(start: date, end: date) -> str:
    """Say a day or a span of days: "29 May 2012", "29 May 2012 to 1 June 2012"."""
    if start == end:
        return date_format(start, "DATE_FORMAT")
    return _("%(start)s to %(end)s") % {
        "start": date_format(start, "DATE_FORMAT"),
        "end": date_format(end, "DATE_FORMAT"),
    }
