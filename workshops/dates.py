"""The month that a date known only to the month stands for."""

import calendar
from datetime import date


def first_and_last_of_month(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month that day lies in."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
