"""The record as its index shows it: upcoming workshops first, then the past ones by year, a page at a time."""

from datetime import date

from django.utils import timezone

from greencustoms.core.pagination import paginate

from .calendars import group_by_year
from .choices import Extent, choices_in
from .filters import WorkshopFilterForm

ROWS_ON_A_PAGE = 48


class UpcomingThenPast:
    """Upcoming workshops, soonest first, and after them the past ones, latest first, as one sequence."""

    def __init__(self, found, extent, day):
        # The first day is known, so that a database can begin there instead of at the first workshop ever.
        self.upcoming = found.upcoming(day).filter(start_date__gte=extent.first_start or day)
        self.past = found.past(day)
        self.first_past, self.count = extent.upcoming, extent.count

    def __len__(self):
        return self.count

    def __getitem__(self, part):
        start, stop = part.start, min(part.stop, self.count)
        rows = list(self.upcoming[start : min(stop, self.first_past)]) if start < self.first_past else []
        if stop > self.first_past:
            rows += self.past[max(0, start - self.first_past) : stop - self.first_past]
        return rows


class Counted:
    """Workshops in some other order. Their number is known already."""

    def __init__(self, found, extent):
        self.found, self.count = found, extent.count

    def __len__(self):
        return self.count

    def __getitem__(self, part):
        return list(self.found[part])


def list_workshops(record, language, request):
    """Read the filter from the query string and return what the index shows, by name."""
    day = timezone.localdate()
    whole = Extent.of_record(record, language, day)
    form = WorkshopFilterForm(request.GET, choices_in(record, language))
    found = form.apply_to(record)
    extent = Extent.of(found, day) if form.chosen else whole
    rows = found.for_rows()
    ordered = Counted(rows.in_order(form.order), extent) if form.order else UpcomingThenPast(rows, extent, day)
    results = paginate(ordered, request, ROWS_ON_A_PAGE)
    return {
        "form": form,
        "chips": form.chips,
        "query": form.query(),
        "count": extent.count,
        "whole_count": whole.count,
        "results": results,
    } | in_groups(results.items, found, form.order, day)


def in_groups(rows, found, order, day):
    """Part the rows of one page: upcoming, then by year with the number in the whole year; one list for other orders."""
    if order and order != "oldest":
        return {"upcoming": [], "years": [], "rows": rows}
    upcoming = [] if order else [workshop for workshop in rows if workshop.end_date >= day]
    past = [workshop for workshop in rows if workshop not in upcoming]
    years = group_by_year(past)
    if order == "oldest":
        years.reverse()
    if years:
        shown = [group["year"] for group in years]
        of_years = found if order else found.past(day)
        span = (date(min(shown), 1, 1), date(max(shown), 12, 31))
        totals = of_years.filter(start_date__range=span).count_by_year()
        for group in years:
            group["count"] = totals.get(group["year"], len(group["workshops"]))
            group["is_part"] = group["count"] > len(group["workshops"])
    return {"upcoming": upcoming, "years": years, "rows": []}
