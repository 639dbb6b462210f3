from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from guide.models import ChapterPage
from partners.models import PartnerPage

from .. import parameters
from ..visibility import address_of, in_language
from .base import Dataset, published, texts


class Partner(Schema):
    id: str = Field(description="Last part of the address of its page; the same in all languages.")
    uuid: str = Field(description="Stays even if the address is changed.")
    language: str
    title: str = Field(description="The name people use.")
    full_name: str
    acronym: str
    kind: str = Field(description="`treaty-secretariat` or `international-organisation`.")
    city: str = Field(description="Seat.")
    country: str = Field(description="Country of the seat, ISO 3166-1 alpha-2; empty if not on record.")
    website: str
    joined_year: int | None
    joined_note: str
    summary: str
    regulates: list[str]
    contributions: list[str] = Field(description="What it brings to Green Customs.")
    treaties: list[str] = Field(description="Ids of the chapters about the treaties it administers.")
    url: str
    updated: str | None


class PartnerParameters(parameters.Listing):
    kind: parameters.one_of(PartnerPage.Kind) = Field("", description="Treaty secretariats or other organisations.")
    country: parameters.Country = parameters.country("Country of the seat: ISO 3166-1 alpha-2 code in capitals.")


class Partners(Dataset):
    name = "partners"
    title = _("Partners")
    summary = _("The organisations of the partnership: what they are and what they bring to it.")
    example = "kind=treaty-secretariat"
    record = Partner
    parameters = PartnerParameters

    def find(self, asked, request):
        found = in_language(PartnerPage.objects.live().public(), asked.language)
        if asked.kind:
            found = found.filter(kind=asked.kind)
        if asked.country:
            found = found.filter(country=asked.country)
        return found.defer("body", "sources").select_related("locale").order_by("title", "pk")

    def rows(self, found, asked, request):
        partners = list(found)
        keys = [partner.translation_key for partner in partners]
        chapters = ChapterPage.objects.live().public().filter(partner__translation_key__in=keys)
        treaties = {}
        for key, slug in chapters.order_by("number", "pk").values_list("partner__translation_key", "slug"):
            treaties.setdefault(key, {})[slug] = True
        return [
            {
                "id": partner.slug,
                "uuid": str(partner.translation_key),
                "language": partner.locale.language_code,
                "title": partner.title,
                "full_name": partner.full_name,
                "acronym": partner.acronym,
                "kind": partner.kind,
                "city": partner.city,
                "country": partner.country.code or "",
                "website": partner.website,
                "joined_year": partner.joined_year,
                "joined_note": partner.joined_note,
                "summary": partner.summary,
                "regulates": texts(partner.regulates),
                "contributions": texts(partner.contributions),
                "treaties": list(treaties.get(partner.translation_key, {})),
                "url": address_of(partner, request),
                "updated": published(partner),
            }
            for partner in partners
        ]
