from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from guide.models import FocalPoint

from .. import parameters
from ..visibility import address_of, guide_for, under_the_guide, visible_slugs
from .base import Dataset, day


class Office(Schema):
    id: str = Field(description="Never changes.")
    treaty: str = Field(description="Id of a chapter.")
    country: str = Field(description="ISO 3166-1 alpha-2.")
    office: str = Field(description="An office, never a person.")
    role: str
    email: str
    telephone: str
    address: str
    website: str
    as_reported_on: str = Field(description="When the source said so. Offices change: an old date warns.")
    source_title: str
    source_url: str
    url: str


class FocalPointParameters(parameters.Listing):
    country: parameters.Country = parameters.country()
    treaty: str = parameters.slug("Id of a chapter.")


class FocalPoints(Dataset):
    name = "focal-points"
    title = _("National focal points")
    summary = _("The offices in each country that answer for a treaty, with the day they were reported.")
    example = "treaty=montreal-protocol"
    record = Office
    parameters = FocalPointParameters
    by_id = "pk"

    def find(self, asked, request):
        chapters = visible_slugs("guide.ChapterPage")
        if asked.treaty:
            chapters = {key: slug for key, slug in chapters.items() if slug == asked.treaty}
        found = FocalPoint.objects.for_readers().filter(treaty__in=chapters)
        if asked.country:
            found = found.in_country(asked.country)
        return under_the_guide(found, asked.language)

    def one(self, key, asked, request):
        is_number = key.isascii() and key.isdigit() and len(key) < 10
        return super().one(key, asked, request) if is_number else None

    def rows(self, found, asked, request):
        guide, chapters = guide_for(asked.language), visible_slugs("guide.ChapterPage")
        return [
            {
                "id": str(office.pk),
                "treaty": chapters[office.treaty_id],
                "country": office.country.code,
                "office": office.office,
                "role": office.role,
                "email": office.email,
                "telephone": office.telephone,
                "address": office.address,
                "website": office.url,
                "as_reported_on": day(office.as_reported_on),
                "source_title": office.source_title,
                "source_url": office.source_url,
                "url": address_of(guide, request, f"focal-points/?country={office.country.code}"),
            }
            for office in found
        ]
