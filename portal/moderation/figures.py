"""The figures of a report beside those of its workshop, and taking them over."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from greencustoms.core.countries import country_name
from workshops.models import ParticipatingCountry, WorkshopPage

NUMBERS = {
    "participants_total": _("Participants"),
    "participants_women": _("Women"),
    "participants_men": _("Men"),
}
COUNTRIES = "countries"


@dataclass(frozen=True)
class Figure:
    name: str
    label: str
    on_record: str
    reported: str

    @property
    def differs(self):
        return bool(self.reported) and self.on_record != self.reported


def compare(workshop, report) -> list[Figure]:
    """Each figure as it stands on the page of the workshop and in the report."""
    rows = [
        Figure(name, str(label), in_words(getattr(workshop, name)), in_words(getattr(report, name)))
        for name, label in NUMBERS.items()
    ]
    here, there = codes_of(workshop.participating_countries), codes_of(report.countries)
    return [*rows, Figure(COUNTRIES, str(_("Countries")), names_of(here), names_of(there))]


def take_over(workshop, report, names, user):
    """Write these figures of the report to the workshop and publish it. What waits there unpublished stays so."""
    waiting = workshop.get_latest_revision() if workshop.has_unpublished_changes else None
    live = WorkshopPage.objects.get(pk=workshop.pk)
    write(live, report, names)
    live.save_revision(user=user, log_action=True).publish(user=user)
    if waiting:
        draft = waiting.as_object()
        write(draft, report, names)
        draft.save_revision(user=user)


def write(workshop, report, names):
    for name in NUMBERS:
        if name in names:
            setattr(workshop, name, getattr(report, name))
    if "participants_total" in names:
        workshop.participants_qualifier = WorkshopPage.Qualifier.EXACTLY
    if COUNTRIES in names:
        codes = sorted(codes_of(report.countries))
        workshop.participating_countries = [
            ParticipatingCountry(country=code, sort_order=place) for place, code in enumerate(codes)
        ]


def codes_of(rows):
    return {row.country.code for row in rows.all()}


def names_of(codes):
    return ", ".join(sorted(country_name(code) for code in codes))


def in_words(number):
    return "" if number is None else str(number)
