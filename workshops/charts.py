"""Bar charts by year, laid out for the drawing in `components/year_chart.html`."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from greencustoms.core.languages import direction, interface_language

ROW, BAR = 26, 18
LEFT, WIDTH, END = 46, 236, 320
GAP = 40
TALLEST = 48


@dataclass(frozen=True)
class Segment:
    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """One year. `total` is None where nothing is on record."""

    year: int
    total: int | None
    segments: list
    y: int
    text_y: int
    end_x: float


@dataclass(frozen=True)
class YearBar:
    """A year of the record, with the height of its bar."""

    year: int
    count: int
    height: int


def year_bars(counts: dict[int, int]) -> list[YearBar]:
    """Every year from the first to the last of the record; one without workshops has no bar."""
    if not counts:
        return []
    most = max(counts.values())
    years = range(min(counts), max(counts) + 1)
    numbers = {year: counts.get(year, 0) for year in years}
    return [YearBar(year, number, -(-number * TALLEST // most)) for year, number in numbers.items()]


def step_for(most: int) -> int:
    """Return a round step that gives at most five marks on the axis."""
    step = 1
    while most > 5 * step:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step


def bars(totals: dict, kinds: list, years=()):
    """Lay out a chart. `totals` holds for each year its number of each kind.

    Years between the first and the last without a number are gaps; `years` are others that the chart reaches to. For
    readers from right to left it is drawn from right to left.
    """
    if not totals:
        return None
    first, last = min([*totals, *years]), max([*totals, *years])
    sums = {year: sum(numbers.values()) for year, numbers in totals.items()}
    step = step_for(max(sums.values()))
    top = step * max(1, -(-max(sums.values()) // step))
    reading = direction(interface_language(get_language() or settings.LANGUAGE_CODE))

    def at(x, width=0):
        """Where something begins that is so wide and would begin at x from left to right."""
        return round(END - x - width if reading == "rtl" else x, 1)

    rows = []
    for place, year in enumerate(range(first, last + 1)):
        segments, x = [], float(LEFT)
        for kind in kinds:
            width = totals.get(year, {}).get(kind, 0) * WIDTH / top
            if width:
                segments.append(Segment(kind, at(x + 0.75, max(width - 1.5, 0.5)), round(max(width - 1.5, 0.5), 1)))
            x += width
        y = 6 + place * ROW
        rows.append(Row(year, sums.get(year), segments, y, y + 14, at(x + 6)))
    bottom = 6 + len(rows) * ROW
    return {
        "rows": rows,
        "width": END,
        "height": bottom + 24,
        "bottom": bottom,
        "marks_y": bottom + 18,
        "marks": [(at(LEFT + mark * WIDTH / top), mark) for mark in range(0, top + 1, step)],
        "direction": reading,
        "year_x": at(0),
        "axis_x": at(LEFT),
        "gap_x": at(LEFT + 4, GAP),
    }
