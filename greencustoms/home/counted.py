"""The figures of the achievements page that are counted from the record of workshops, each with what it means.

All languages show the same figures: those of the English record, which is the whole one.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greencustoms.core.frame import localise
from greencustoms.core.memo import remember
from greencustoms.core.outgoing_text import guarded
from workshops import figures
from workshops.charts import bars
from workshops.country_pages import ROUTE, index_path
from workshops.models import WorkshopPage

HELD = "?status=held"


@dataclass(frozen=True)
class CountedFigure:
    """A number from the record: what it counts, how, since when it is so, and where the list behind it stands."""

    key: str
    label: str
    value: int | None
    unit: str
    definition: str
    coverage: str
    as_of: date
    list_url: str
    list_label: str
    opening_balances: tuple = ()


def record():
    return WorkshopPage.objects.in_record(settings.LANGUAGE_CODE)


def counts() -> figures.Counts:
    """All counts of the whole record, remembered until content changes."""
    return remember("achievements counts", lambda: figures.count(record()))


def counted_figures(opening_balances=()) -> list[CountedFigure]:
    """The figures in the order they are shown, each with the numbers entered by hand that it continues."""
    told = counts()
    women = told.women
    of_records = ngettext(
        "%(known)s of %(count)s record has the number.", "%(known)s of %(count)s records have the number.", told.workshops
    ) % {"known": told.with_participants, "count": told.workshops}
    if told.inexact:
        of_records += " " + ngettext(
            "%(count)s of them says “about” or “more than”.", "%(count)s of them say “about” or “more than”.", told.inexact
        ) % {"count": told.inexact}
    women_of = ngettext(
        "%(count)s record says how many of all were women.",
        "%(count)s records say how many of all were women.",
        women.workshops,
    ) % {"count": women.workshops}
    workshops_url, to_workshops = index_path() + HELD, _("List of these workshops")
    rows = [
        (
            "workshops",
            _("workshops held"),
            told.workshops,
            "",
            _("Workshops of this record with the status “held”. Planned, postponed and cancelled ones do not count."),
            "",
            workshops_url,
            to_workshops,
        ),
        (
            "countries",
            _("countries reached"),
            len(told.countries),
            "",
            _("Countries and areas that were host of a workshop held, or that its record names as taking part; each once."),
            "",
            f"{index_path()}{ROUTE}",
            _("List of these countries"),
        ),
        (
            "partners",
            _("partners involved"),
            told.partners,
            "",
            _("Partners with a page on this site that the record of a workshop held names; each once."),
            "",
            localise(f"/{settings.LANGUAGE_CODE}/partners/", index_path().split("/")[1]),
            _("List of partners"),
        ),
        (
            "participants",
            _("participants"),
            told.participants if told.with_participants else None,
            "",
            _("The sum of the participants of all workshops held whose record has a number. Who came twice counts twice."),
            of_records,
            f"{workshops_url}&sort=participants",
            to_workshops,
        ),
        (
            "women",
            _("women among participants"),
            women.percent,
            "%",
            _("Women as a share of all participants, only of workshops held whose record has both numbers."),
            women_of,
            f"{workshops_url}&sort=participants",
            to_workshops,
        ),
    ]
    return [
        CountedFigure(
            key, label, value, unit, definition, coverage, told.as_of, list_url, list_label,
            tuple(balance for balance in opening_balances if balance.opening_balance_of == key),
        )
        for key, label, value, unit, definition, coverage, list_url, list_label in rows
    ]  # fmt: skip


def charts():
    """Workshops by year and level, and participants by year, as drawings."""
    told = counts()
    levels = WorkshopPage.Level.values
    known = {year.year: {"participants": year.participants} for year in told.years if year.with_participants}
    return {
        "years": told.years,
        "levels": WorkshopPage.Level.choices,
        "workshops_chart": bars({year.year: year.levels for year in told.years}, levels),
        "participants_chart": bars(known, ["participants"]),
        "year_rows": [
            {"year": year, "numbers": [year.levels.get(level, 0) for level in levels], "list_url": list_of(year.year)}
            for year in told.years
        ],
    }


def list_of(year: int) -> str:
    return f"{index_path()}?year={year}&status=held"


def as_csv(request) -> str:
    """Every figure of the page, one a line, with its definition: what the page shows can be recomputed from the record."""
    told, file = counts(), io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["figure", "year", "level", "value", "unit", "as_of", "definition", "coverage", "list"])
    for figure in counted_figures():
        url = request.build_absolute_uri(figure.list_url)
        row = [figure.key, "", "", "" if figure.value is None else figure.value, figure.unit, told.as_of]
        writer.writerow([*row, guarded(figure.definition), guarded(figure.coverage), url])
    for year in told.years:
        url = request.build_absolute_uri(list_of(year.year))
        for level, number in sorted(year.levels.items()):
            writer.writerow(["workshops", year.year, level, number, "", told.as_of, "", "", url])
        participants = year.participants if year.with_participants else ""
        coverage = f"{year.with_participants}/{year.workshops}"
        writer.writerow(["participants", year.year, "", participants, "", told.as_of, "", coverage, url])
    return "\ufeff" + file.getvalue()


def csv_url() -> str:
    return reverse("achievements-csv")
