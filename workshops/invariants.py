"""Counters and downloads agree with the record."""

import json

from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from greencustoms.core.invariants import Broken, invariant

from . import exports, figures
from .models import WorkshopPage


def visible() -> list:
    """Every workshop of the English record that a visitor may see, asked in the plainest way."""
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    pages = WorkshopPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, live=True).defer("body")
    return [page for page in pages if not any(page.path.startswith(path) for path in private)]


@invariant("counted figures")
def counted_figures():
    held = [page for page in visible() if page.status == WorkshopPage.Status.HELD]
    told = figures.by_year(WorkshopPage.objects.in_record(settings.LANGUAGE_CODE))
    if sum(year.workshops for year in told) != len(held):
        counted = sum(year.workshops for year in told)
        yield Broken("Workshops held", f"{counted} are told, {len(held)} are on record", "call a developer")


@invariant("open data")
def open_data():
    """The download holds each workshop that a visitor may see, and no other."""
    expected = {page.record_id for page in visible()}
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    with override(settings.LANGUAGE_CODE):
        answer = exports.as_json(WorkshopPage.objects.in_record(settings.LANGUAGE_CODE), request, "/")
        rows = json.loads(b"".join(answer.streaming_content))["workshops"]
    found = {row["id"] for row in rows}
    for key in sorted(expected ^ found):
        wrong = "it is missing in the download" if key in expected else "it is in the download, but not public"
        yield Broken(f"Workshop {key}", wrong, "call a developer")
