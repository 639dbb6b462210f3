from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from greencustoms.core.models import SiteDocument
from workshops.models import Rating, ReportFile, WorkshopPage, WorkshopReportPage

from .. import parameters
from ..visibility import address_of, in_language, visible_slugs
from .base import Dataset, published


class CountryOfReport(Schema):
    country: str = Field(description="ISO 3166-1 alpha-2.")
    participants: int | None


class DocumentOfReport(Schema):
    title: str
    url: str


class Report(Schema):
    id: str = Field(description="Never changes.")
    workshop: str = Field(description="Id of the workshop; empty while visitors do not see it.")
    partner: str = Field(description="Id of the partner that reports; empty while visitors do not see it.")
    language: str = Field(description="Language in which the report was written. It is not translated.")
    title: str
    overview: str
    sessions: str
    partners_involved: list[str] = Field(description="Ids of partners.")
    others_involved: str
    results: str
    lessons: str
    follow_up: str
    participants_total: int | None
    participants_women: int | None
    participants_men: int | None
    countries: list[CountryOfReport]
    rating_answers: int | None = Field(description="How many participants filled in a form.")
    ratings: dict[str, float] = Field(description="Averages from 1 (poor) to 5 (very good), as far as known.")
    documents: list[DocumentOfReport]
    url: str
    updated: str | None


class ReportParameters(parameters.Listing):
    workshop: str = parameters.Field("", max_length=80, description="Id of a workshop.")
    partner: str = parameters.slug("Id of the partner that reports.")


class Reports(Dataset):
    name = "reports"
    title = _("Workshop reports")
    summary = _("What partners reported after workshops, as approved by the secretariat.")
    example = "per_page=5"
    record = Report
    parameters = ReportParameters
    by_id = ""

    def find(self, asked, request):
        found = in_language(WorkshopReportPage.objects.live().public(), asked.language)
        if asked.workshop:
            held = WorkshopPage.objects.live().public().filter(record_id=asked.workshop)
            under = Q(pk__in=[])
            for path in held.values_list("path", flat=True):
                under |= Q(path__startswith=path)
            found = found.filter(under)
        if asked.partner:
            found = found.filter(partner__slug=asked.partner, partner__in=visible_slugs("partners.PartnerPage"))
        return found.select_related("locale").order_by("-first_published_at", "pk")

    def rows(self, found, asked, request):
        files = ReportFile.objects.filter(document__isnull=False).select_related("document")
        if hasattr(found, "prefetch_related"):
            found = found.prefetch_related("countries", "partners_involved", Prefetch("files", files))
        reports = list(found)
        partners = visible_slugs("partners.PartnerPage")
        public = set(
            SiteDocument.objects.published().filter(pk__in=[row.document_id for one in reports for row in one.files.all()])
            .values_list("pk", flat=True)
        )  # fmt: skip
        above = {report.path[: -WorkshopReportPage.steplen] for report in reports}
        shown = WorkshopPage.objects.live().public().filter(path__in=above)
        workshops = dict(shown.values_list("path", "record_id"))
        return [
            {
                "id": str(report.translation_key),
                "workshop": workshops.get(report.path[: -WorkshopReportPage.steplen], ""),
                "partner": partners.get(report.partner_id, ""),
                "language": report.language,
                "title": report.title,
                "overview": report.overview,
                "sessions": report.sessions,
                "partners_involved": sorted(
                    partners[partner.pk] for partner in report.partners_involved.all() if partner.pk in partners
                ),
                "others_involved": report.others_involved,
                "results": report.results,
                "lessons": report.lessons,
                "follow_up": report.follow_up,
                "participants_total": report.participants_total,
                "participants_women": report.participants_women,
                "participants_men": report.participants_men,
                "countries": [
                    {"country": row.country.code, "participants": row.participants} for row in report.countries.all()
                ],
                "rating_answers": report.rating_answers,
                "ratings": {
                    rating.value.removeprefix("rating_"): getattr(report, rating.value)
                    for rating in Rating
                    if getattr(report, rating.value) is not None
                },
                "documents": [
                    {"title": row.title, "url": request.build_absolute_uri(row.document.url)}
                    for row in report.files.all()
                    if row.document_id in public
                ],
                "url": address_of(report, request),
                "updated": published(report),
            }
            for report in reports
        ]
