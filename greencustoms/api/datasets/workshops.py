from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from greencustoms.core.countries import Region
from workshops.exports import rows_of
from workshops.fields import FIELDS
from workshops.filters import SORTS, WorkshopFilterForm
from workshops.models import WorkshopPage

from .. import parameters
from ..visibility import address_of
from .base import Dataset, published


class Workshop(Schema):
    """The columns of the exports, see docs/open-data.md."""

    id: str = Field(description="Record number: never changes, the same in all languages.")
    uuid: str
    language: str
    title: str
    slug: str
    start_date: str = Field(description="ISO 8601; `2012-05` where only the month is known.")
    end_date: str
    date_precision: str = Field(description="`day` or `month`.")
    date_note: str
    place: str
    venue: str
    country: str = Field(description="Host country or area, ISO 3166-1 alpha-2.")
    region: str
    level: str
    status: str
    joint_with: str
    organisers: list[str]
    partners: list[str] = Field(description="Ids of partners.")
    treaties: list[str] = Field(description="Ids of chapters.")
    topics: list[str]
    languages: list[str] = Field(description="Working languages.")
    countries: list[str] = Field(description="Countries whose officers took part.")
    participants_total: int | None
    participants_women: int | None
    participants_men: int | None
    participants_qualifier: str = Field(description="`exactly`, `about`, `more-than`; empty without a number.")
    participants_note: str
    summary: str
    url: str
    updated: str | None


class WorkshopParameters(parameters.Listing):
    q: str = parameters.words("Words in title, place, country, organisers, topics, summary; all must be there.")
    year: str = Field("", pattern=r"^(20[0-9]{2})?$", description="Year in which it began.")
    level: parameters.one_of(WorkshopPage.Level) = ""
    region: parameters.one_of(Region) = Field("", description="UN region of the host country.")
    country: parameters.Country = parameters.country("Host country: ISO 3166-1 alpha-2 code in capitals.")
    partner: str = parameters.slug("Id of a partner.")
    treaty: str = parameters.slug("Id of a chapter.")
    topic: str = parameters.words("A topic as it is written in `topics`, whatever its case and accents.")
    status: parameters.one_of(WorkshopPage.Status) = ""
    sort: parameters.Literal[tuple(value for value, _label in SORTS)] = Field("", description="Latest first if empty.")


class Workshops(Dataset):
    name = "workshops"
    title = _("Workshops")
    summary = _("The record of all workshops: when, where, for whom, on which treaties.")
    example = "country=BY&status=held"
    record = Workshop
    parameters = WorkshopParameters
    by_id = "record_id"

    def find(self, asked, request):
        found = WorkshopPage.objects.in_record(asked.language)
        for name, method in WorkshopFilterForm.HOW.items():
            if value := getattr(asked, name):
                found = getattr(found, method)(value)
        return found.select_related("locale").in_order(asked.sort or "newest")

    def rows(self, found, asked, request):
        return [
            {field.name: field.value(workshop) for field in FIELDS}
            | {
                "uuid": str(workshop.translation_key),
                "language": workshop.locale.language_code,
                "url": address_of(workshop, request),
                "updated": published(workshop),
            }
            for workshop in rows_of(found, request)
        ]

    def tell(self, record, asked, request):
        return self.rows(type(record).objects.filter(pk=record.pk).select_related("locale"), asked, request)[0]
