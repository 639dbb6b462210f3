"""Workshops and documents in the shape that InforMEA harvests: the entities Meeting and Document of its API.

InforMEA (informea.org) collects meetings and documents of the secretariats of treaties. A Meeting names its treaty,
its dates, place and status, and carries a title and a description for each language; a Document carries its files.
See docs/open-data.md for each member.
"""

from itertools import chain, islice

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from greencustoms.core.models import SiteDocument

from .exports import ROWS_AT_ONCE, download, in_batches, json_parts, licence, rows_of
from .fields import named, texts
from .models import WorkshopPage

PROTOCOL_VERSION = 1
OWN_NAMESPACE = "https://www.greencustoms.org/"


def language_code(code: str) -> str:
    """InforMEA knows languages by two letters."""
    return code.partition("-")[0]


def treaty_code(slug: str) -> str:
    """`basel` for the chapter basel-convention: the short names that InforMEA uses for treaties."""
    return slug.removesuffix("-convention").removesuffix("-protocol")


def localised(pairs):
    return [{"language": language_code(language), "value": value} for language, value in pairs if value]


def status_of(workshop):
    """As it stands on record, so that a harvest does not depend on the day it is made."""
    if workshop.status in (workshop.Status.CANCELLED, workshop.Status.POSTPONED):
        return workshop.status
    if workshop.date_precision == workshop.Precision.MONTH:
        return "nodate"
    return {workshop.Status.HELD: "over", workshop.Status.PLANNED: "tentative"}.get(workshop.status, "confirmed")


def file_of(document, request):
    return {
        "id": str(document.pk),
        "url": request.build_absolute_uri(document.url),
        "mimeType": document.content_type,
        "language": language_code(document.language),
        "filename": document.filename,
    }


def meeting_of(workshop, versions, documents, request):
    is_known = workshop.date_precision == workshop.Precision.DAY
    treaties = sorted(treaty_code(slug) for slug in named(workshop, "treaties"))
    published = workshop.last_published_at
    return {
        "protocolVersion": PROTOCOL_VERSION,
        "id": workshop.record_id,
        "treaty": treaties[0] if treaties else None,
        "treaties": treaties,
        "url": workshop.address,
        "title": localised((page.locale.language_code, page.title) for page in versions),
        "description": localised((page.locale.language_code, page.summary) for page in versions),
        "start": workshop.start_date.isoformat() if is_known else None,
        "end": workshop.end_date.isoformat() if is_known else None,
        "month": None if is_known else workshop.start_date.isoformat()[:7],
        "repetition": None,
        "kind": None,
        "type": "workshop",
        "access": None,
        "status": status_of(workshop),
        "imageUrl": None,
        "imageCopyright": None,
        "location": workshop.venue,
        "city": workshop.place,
        "country": workshop.country.code,
        "latitude": None,
        "longitude": None,
        "updated": published.isoformat() if published else None,
        "keywords": [{"term": topic, "namespace": OWN_NAMESPACE} for topic in texts(workshop.topics)],
        "files": [file_of(document, request) for document in documents],
    }


def document_of(document, request):
    return {
        "protocolVersion": PROTOCOL_VERSION,
        "id": str(document.pk),
        "published": str(document.year) if document.year else None,
        "updated": document.created_at.isoformat(),
        "types": [document.kind],
        "titles": localised([(document.language, document.title)]),
        "descriptions": localised([(document.language, document.subject)]),
        "files": [file_of(document, request)],
    }


def versions_of(workshops):
    """Every language that each of them can be read in, by the key that translations share; English first."""
    keys = {workshop.translation_key for workshop in workshops}
    pages = WorkshopPage.objects.live().public().filter(translation_key__in=keys).for_rows()
    found = {}
    for page in pages.select_related("locale").order_by("locale__language_code"):
        found.setdefault(page.translation_key, []).append(page)
    for pages in found.values():
        pages.sort(key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE)
    return found


def documents_on(workshops, published):
    """The documents shown on each of their pages, by the id of the page."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(SiteDocument),
        object_id__in=[str(workshop.pk) for workshop in workshops],
    )
    found = {}
    for page_id, document_id in rows.order_by("pk").values_list("object_id", "to_object_id"):
        if document_id in published:
            found.setdefault(int(page_id), {})[document_id] = published[document_id]
    return found


def meetings(workshops, published, request):
    rows = rows_of(workshops.select_related("locale"), request)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        versions = versions_of(batch)
        pages = [page for workshop in batch for page in versions.get(workshop.translation_key, [workshop])]
        documents = documents_on(pages, published)
        for workshop in batch:
            own = versions.get(workshop.translation_key, [workshop])
            files = {key: document for page in own for key, document in documents.get(page.pk, {}).items()}
            yield meeting_of(workshop, own, files.values(), request)


def state_of_the_rest(workshops):
    """What a harvest tells besides those workshops, and when that changed: translations and documents."""
    keys = workshops.order_by().values("translation_key")
    translations = WorkshopPage.objects.live().public().filter(translation_key__in=keys).order_by("pk")
    fields = ("pk", "title", "language", "year", "kind", "subject", "file", "file_hash")
    told = chain(
        translations.values_list("pk", "last_published_at").iterator(chunk_size=2000),
        SiteDocument.objects.published().order_by("pk").values_list(*fields).iterator(chunk_size=2000),
    )
    of_documents = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(SiteDocument))
    times = [
        translations.order_by().aggregate(latest=Max("last_published_at"))["latest"],
        of_documents.aggregate(latest=Max("timestamp"))["latest"],
    ]
    return told, times


def published_documents():
    return {str(document.pk): document for document in SiteDocument.objects.published().order_by("pk")}


def as_informea(workshops, request, source):
    published = published_documents()
    head = {
        "source": source,
        "licence": licence(),
        "documents": [document_of(document, request) for document in published.values()],
    }
    parts = json_parts(head, "meetings", meetings(workshops, published, request))
    return download(in_batches(parts), "application/json", "json")
