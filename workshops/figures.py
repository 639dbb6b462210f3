"""Figures counted from the record. Each counts workshops that were held; nothing is counted twice or guessed.

Functions take a queryset of workshops and make one query each, so that they can be asked of the whole record, of a
year or of a country alike. A number of participants counts as it is recorded, "about" and "more than" included.
"""

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone


def held(workshops):
    """The workshops that took place."""
    return workshops.filter(status=workshops.model.Status.HELD).order_by()


@dataclass
class Year:
    """The workshops held in one year, and what is known of those who took part in them."""

    year: int
    levels: dict = field(default_factory=dict)
    participants: int = 0
    with_participants: int = 0
    inexact: int = 0

    @property
    def workshops(self):
        return sum(self.levels.values())


def by_year(workshops) -> list[Year]:
    """Count by the year a workshop began in and by level, earliest year first. Years without workshops are left out."""
    model = workshops.model
    inexact = ~Q(participants_qualifier=model.Qualifier.EXACTLY) & Q(participants_total__isnull=False)
    rows = (
        held(workshops)
        .values("level", year=ExtractYear("start_date"))
        .annotate(
            number=Count("pk"),
            participants=Coalesce(Sum("participants_total"), 0),
            with_participants=Count("participants_total"),
            inexact=Count("pk", filter=inexact),
        )
    )
    years = {}
    for row in rows:
        year = years.setdefault(row["year"], Year(row["year"]))
        year.levels[row["level"]] = row["number"]
        year.participants += row["participants"]
        year.with_participants += row["with_participants"]
        year.inexact += row["inexact"]
    return [years[number] for number in sorted(years)]


def countries_reached(workshops) -> set[str]:
    """The codes of the countries that were hosts, and of those whose officers took part."""
    hosts = held(workshops).values_list("country", flat=True).distinct()
    listed = apps.get_model("workshops.ParticipatingCountry").objects.filter(workshop__in=held(workshops))
    return {*hosts, *listed.order_by().values_list("country", flat=True).distinct()}


def partners_involved(workshops) -> int:
    """The number of partners that visitors can see and that had a part in a workshop."""
    partners = apps.get_model("partners.PartnerPage").objects.live().public()
    return partners.filter(workshops__in=held(workshops)).distinct().count()


@dataclass(frozen=True)
class Share:
    """Women among the participants of those workshops whose records say how many of all were women."""

    women: int
    participants: int
    workshops: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.women / self.participants) if self.participants else None


def women_among(workshops) -> Share:
    """Only workshops that have both numbers count: women, and all (or else men, from which all follow)."""
    everybody = Coalesce(F("participants_total"), F("participants_women") + F("participants_men"))
    known = held(workshops).filter(participants_women__isnull=False).annotate(everybody=everybody)
    told = known.filter(everybody__isnull=False).aggregate(
        women=Sum("participants_women"), participants=Sum("everybody"), workshops=Count("pk")
    )
    return Share(told["women"] or 0, told["participants"] or 0, told["workshops"])


def as_of(workshops) -> date:
    """The day the record last changed; today if nothing was ever published."""
    latest = workshops.order_by().aggregate(latest=Max("last_published_at"))["latest"]
    return timezone.localdate(latest) if latest else timezone.localdate()


@dataclass(frozen=True)
class Counts:
    """All figures of a set of workshops, as of one day."""

    years: list[Year]
    countries: set[str]
    partners: int
    women: Share
    as_of: date

    @property
    def workshops(self):
        return sum(year.workshops for year in self.years)

    @property
    def participants(self):
        return sum(year.participants for year in self.years)

    @property
    def with_participants(self):
        return sum(year.with_participants for year in self.years)

    @property
    def inexact(self):
        return sum(year.inexact for year in self.years)


def count(workshops) -> Counts:
    """Count everything: six queries, however many workshops there are."""
    return Counts(
        years=by_year(workshops),
        countries=countries_reached(workshops),
        partners=partners_involved(workshops),
        women=women_among(workshops),
        as_of=as_of(workshops),
    )
