"""A year as its page shows it: totals of the whole year, and its workshops in the order of the calendar."""

from django.utils.dates import MONTHS

from greencustoms.core.pagination import paginate

from . import figures
from .calendars import by_month

ROWS_ON_A_PAGE = 48


def list_year(page, request):
    """Return what the page of a year shows, by name. One month can be chosen; what is no month chooses nothing."""
    counts = page.workshops.count_by_month()
    month = month_in(request.GET.get("month"), counts)
    found = page.workshops.in_month(month) if month else page.workshops
    results = paginate(found.for_rows().in_order("oldest"), request, ROWS_ON_A_PAGE)
    count = sum(counts.values())
    return {
        "count": count,
        "results": results,
        "months": by_month(results.items),
        "month": month and {"number": month, "name": MONTHS[month], "count": counts[month]},
        "choices": choices_of(counts) if count > ROWS_ON_A_PAGE else [],
        "totals": next(iter(figures.by_year(page.workshops)), None),
        "reached": len(figures.countries_reached(page.workshops)),
    }


def month_in(typed, counts) -> int | None:
    """Return the month that was asked for, if workshops began in it."""
    number = int(typed) if typed and len(typed) <= 2 and typed.isdecimal() else None
    return number if number in counts else None


def choices_of(counts):
    return [{"number": month, "name": MONTHS[month], "count": counts[month]} for month in sorted(counts)]
