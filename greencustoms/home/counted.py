"""The figures of the achievements page that are counted from the record of workshops, each with what it means.

All languages show the same figures: those of the English record, which is the whole one.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greencustoms.core.frame import localise
from greencustoms.core.memo import remember
from greencustoms.core.page_part import language_of
from workshops import figures
from workshops.charts import bars
from workshops.country_pages import countries_path, index_path
from workshops.models import WorkshopPage


@dataclass(frozen=True)
class CountedFigure:
    """A number from the record: what it counts and how, as of when, and where the list behind it stands.

    `value` is None where no record has the number. `opening_balances` are numbers entered by hand for years that are
    not on record; they are shown beside it and never added, because both may count the same workshops.
    """

    key: str
    label: str
    value: int | None
    definition: str
    list_url: str
    list_label: str
    as_of: date
    unit: str = ""
    coverage: str = ""
    opening_balances: tuple = ()


def record():
    return WorkshopPage.objects.in_record(settings.LANGUAGE_CODE)


def counts() -> figures.Counts:
    """All counts of the whole record, remembered until content changes."""
    return remember("achievements counts", lambda: figures.count(record()))


def counted_figures(request, key_figures=()) -> list[CountedFigure]:
    """The figures in the order they are shown, each with those entered by hand that are its opening balance."""
    told = counts()
    held = f"{index_path(request)}?status=held"

    def figure(key, label, value, definition, list_url, list_label, **more):
        balances = tuple(entered for entered in key_figures if entered.opening_balance_of == key)
        return CountedFigure(
            key, label, value, definition, list_url, list_label, told.as_of, opening_balances=balances, **more
        )

    return [
        figure(
            "workshops",
            _("workshops held"),
            told.workshops,
            _("Workshops on record that were held. Planned, confirmed, postponed and cancelled ones do not count."),
            held,
            _("List of these workshops"),
        ),
        figure(
            "countries",
            _("countries reached"),
            len(told.countries),
            _("Countries and areas that a workshop was held in, or that its record names as taking part; each once."),
            countries_path(request),
            _("List of these countries"),
        ),
        figure(
            "partners",
            _("partners involved"),
            told.partners,
            _("Partners with a page on this site that the record of a workshop held names; each once."),
            localise(f"/{settings.LANGUAGE_CODE}/partners/", language_of(request)),
            _("List of all partners"),
        ),
        figure(
            "participants",
            _("participants"),
            told.participants if told.with_participants else None,
            _("The sum over all workshops held whose record has the number. Who came twice counts twice."),
            f"{held}&sort=participants",
            _("List of workshops, most participants first"),
            coverage=coverage_of(told),
        ),
        figure(
            "women",
            _("women among participants"),
            told.women.percent,
            _("Women as a share of all participants, only of workshops held whose record has both numbers."),
            f"{held}&sort=participants",
            _("List of workshops, most participants first"),
            unit="%",
            coverage=ngettext(
                "%(count)s record says how many of all were women.",
                "%(count)s records say how many of all were women.",
                told.women.workshops,
            )
            % {"count": told.women.workshops},
        ),
    ]


def coverage_of(told: figures.Counts) -> str:
    """How many records have the number of participants, and how many of these are not exact."""
    sentences = [
        ngettext(
            "%(known)s of %(count)s record has the number.",
            "%(known)s of %(count)s records have the number.",
            told.workshops,
        )
        % {"known": told.with_participants, "count": told.workshops}
    ]
    if told.inexact:
        inexact = ngettext(
            "%(count)s of them says “about” or “more than”.",
            "%(count)s of them say “about” or “more than”.",
            told.inexact,
        )
        sentences.append(inexact % {"count": told.inexact})
    return " ".join(sentences)


def list_of(request, year: int) -> str:
    """The address of the list of workshops held in that year."""
    return f"{index_path(request)}?year={year}&status=held"


def by_year(request):
    """Workshops by year and level, and participants by year: as drawings and as the rows of one table."""
    told = counts()
    levels = WorkshopPage.Level
    participants = {year.year: {"participants": year.participants} for year in told.years if year.with_participants}
    return {
        "levels": levels.choices,
        "workshops_chart": bars({year.year: year.levels for year in told.years}, levels.values),
        "participants_kinds": [("participants", _("Participants"))],
        "participants_chart": bars(participants, ["participants"], [year.year for year in told.years]),
        "year_rows": [
            {
                "counts": year,
                "numbers": [year.levels.get(level, 0) for level in levels.values],
                "list_url": list_of(request, year.year),
            }
            for year in told.years
        ],
    }
