"""Dates that are known to the day, to the month or to the year, told in the active language."""

import re
from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")


@register.filter
def told_date(text):
    """Tell "2016-10-15" or "2024-11" as a date in words; anything else ("2024", "about 2012") stays as it is."""
    try:
        if found := DAY.fullmatch(text):
            return date_format(date(*map(int, found.groups())), "DATE_FORMAT")
        if found := MONTH.fullmatch(text):
            return date_format(date(*map(int, found.groups()), 1), "YEAR_MONTH_FORMAT")
    except (TypeError, ValueError):
        pass
    return text
