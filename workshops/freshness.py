"""Whether a download has changed since it was last fetched: its ETag and Last-Modified, told before it is made."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from wagtail.models import Page, PageLogEntry

FORMAT = "1"
"""Counts up when the form of a download changes while its contents do not."""

# What takes pages away or shows them without publishing anything.
SHOWN_OR_HIDDEN = [
    "wagtail.delete",
    "wagtail.move",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
    "wagtail.view_restriction.create",
    "wagtail.view_restriction.delete",
    "wagtail.view_restriction.edit",
]

HEADERS = {
    "Cache-Control": "public, max-age=0, must-revalidate",
    # Anybody may read these from a program in a browser: they hold nothing that is not public, and need no cookie.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class Version:
    """One state of a download. Two states with equal contents have equal tags."""

    etag: str
    last_modified: datetime


def version_of(request: HttpRequest, name: str, query: str, found, record, rest=((), ())) -> Version:
    """Tell the state of a download of those workshops, which a query found in a record.

    The tag looks at each workshop found, so it also knows when one took the place of another. The time looks at
    the whole record: a workshop that an edit took out of the list is a change of the list. `rest` are whatever else is
    told, and the times it changed at.
    """
    digest = hashlib.blake2b(digest_size=16)
    parts = [FORMAT, name, query, get_language(), request.scheme, request.get_host()]
    digest.update(repr(parts).encode())
    rows = found.order_by("pk").values_list("pk", "url_path", "last_published_at")
    for key, url_path, published in rows.iterator(chunk_size=2000):
        digest.update(f"{key} {url_path} {published and published.timestamp()}\n".encode())
    named = Page.objects.live().public().filter(content_type__model__in=["partnerpage", "chapterpage"])
    for key, slug, published in named.order_by("pk").values_list("pk", "slug", "last_published_at"):
        digest.update(f"{key} {slug} {published and published.timestamp()}\n".encode())
    told, times = rest
    for row in told:
        digest.update(repr(row).encode())
    return Version(f'W/"{digest.hexdigest()}"', latest_change(record, named, times=times))


def latest_change(*several, times=()) -> datetime:
    """Return when one of those pages was last published, or any page shown or hidden."""
    times = [*times] + [pages.order_by().aggregate(latest=Max("last_published_at"))["latest"] for pages in several]
    shown_or_hidden = PageLogEntry.objects.filter(action__in=SHOWN_OR_HIDDEN)
    times.append(shown_or_hidden.aggregate(latest=Max("timestamp"))["latest"])
    known = [time for time in times if time]
    return max(known).replace(microsecond=0) if known else datetime(2001, 1, 1, tzinfo=UTC)


def respond(request: HttpRequest, version: Version, make) -> HttpResponseBase:
    """Answer 304 if the reader has this version, otherwise with what `make` makes."""
    seconds = int(version.last_modified.timestamp())
    response = get_conditional_response(request, version.etag, seconds) or make()
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.method == "HEAD" and response.streaming:
        response.streaming_content = ()
        del response.headers["Content-Length"]
    response.headers["ETag"] = version.etag
    response.headers["Last-Modified"] = http_date(seconds)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
