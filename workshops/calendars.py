"""Workshops laid out by year and month, for the calendar of a year."""


def by_month(workshops):
    """Pair each workshop with its month and its row within the month, for the calendar of a year."""
    rows, seen = [], {}
    for workshop in workshops:
        month = workshop.start_date.month
        seen[month] = seen.get(month, 0) + 1
        rows.append({"workshop": workshop, "month": month, "row": seen[month]})
    return rows


def group_by_year(workshops):
    """Group workshops, latest year first, each year in the order of its calendar."""
    years = {}
    for workshop in workshops:
        years.setdefault(workshop.start_date.year, []).append(workshop)
    return [
        {"year": year, "workshops": found, "months": by_month(sorted(found, key=lambda w: (w.start_date, w.pk)))}
        for year, found in sorted(years.items(), reverse=True)
    ]
