"""<language>/offline/: “Keep this on my phone”, and what its scripts fetch. All of it is the same for everybody."""

import gzip

import brotli
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greencustoms.core.dates import tell_day
from greencustoms.core.page_part import PagePart, language_of, render_part
from greencustoms.core.pagecache.copies import best_encoding

from ..models import OfflineFile
from .building import ARCHIVE, INDEX, as_json
from .jobs import ask_for_packs
from .packs import guide_for
from .serving import offers
from .words import words_for_phones

ROUTE = "offline/"


def fresh(response):
    """Asked for each time, and not taken for a page that may be kept ready: sizes and dates change by themselves."""
    patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
def offline(request):
    """Say what can be kept, how large it is and of when; the scripts do the rest."""
    language = language_of(request)
    guide = guide_for(language)
    if guide is None:
        raise Http404
    told = offered(request)
    encoding = encoding_for(request)
    home = guide.get_parent().specific
    part = PagePart(
        request,
        home,
        ROUTE,
        title=_("Keep this on my phone"),
        description=_("The finder, its decision cards and the Guide, to be read where there is no network."),
    )
    rows = [
        {
            "name": offer.file.name,
            "title": offer.file.title,
            "pages": offer.content.pages,
            "size": offer.content.size(encoding),
            "date": tell_day(offer.day),
        }
        for offer in offers(language)
    ]
    context = {
        "packs": rows,
        "offered": told,
        "archives": archives(language),
        "words": words_for_phones(),
        "language": language,
    }
    return fresh(render_part(request, part, "pages/offline_page.html", context))


def archives(language):
    found = OfflineFile.objects.filter(language=language, name__startswith=ARCHIVE).defer("body").order_by("name")
    return [
        {
            "title": file.title,
            "href": f"/{language}/{ROUTE}{file.name.removeprefix(ARCHIVE)}.zip",
            "size": file.size,
            "date": tell_day(timezone.localtime(file.made_at).date()),
        }
        for file in found
    ]


def encoding_for(request):
    return best_encoding(request.headers.get("Accept-Encoding", "")[:1000]) or "gzip"


@require_safe
def catalogue(request):
    """What is ready, for pages that are open already."""
    return fresh(JsonResponse(offered(request)))


def offered(request) -> dict:
    """What can be kept, for the scripts; `isComplete` says that nothing else will be."""
    language = language_of(request)
    is_ready = ask_for_packs(language)
    encoding = encoding_for(request)
    rows = [
        {
            **offer.told,
            "told": offer.told,
            "pages": offer.content.pages,
            "size": offer.content.size(encoding),
            "length": len(offer.content.written),
        }
        for offer in offers(language)
    ]
    return {"isComplete": is_ready, "packs": rows}


def offer_named(request, name):
    return next((offer for offer in offers(language_of(request)) if offer.file.name == name), None)


@require_safe
def pack(request, name):
    """A whole pack: that of the version which is asked for, or none."""
    offer = offer_named(request, name)
    if offer is None or request.GET.get("v", offer.content.version) != offer.content.version:
        raise Http404
    return fresh(packed(request, offer.content.packed, offer.content.written))


def packed(request, pack_with, written):
    """An answer that is compressed already, in the way that the browser likes best."""
    encoding = best_encoding(request.headers.get("Accept-Encoding", "")[:1000])
    response = HttpResponse(pack_with(encoding) if encoding else written, content_type="application/json")
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def hashes(request, name):
    """What tells for each file of a pack whether it has changed, and how large it is when it is fetched alone."""
    offer = offer_named(request, name)
    if offer is None:
        raise Http404
    return fresh(JsonResponse({"told": offer.told, "files": offer.content.hashes}))


@require_safe
def one_file(request, name):
    """One file of a pack, for phones that have the others."""
    offer = offer_named(request, name)
    found = offer.content.files.get(request.GET.get("path", "")) if offer else None
    if found is None:
        raise Http404
    return fresh(HttpResponse(as_json(found), content_type="application/json"))


@require_safe
def finder_index(request):
    """The index of the finder, see `finder_index.py`."""
    file = get_object_or_404(OfflineFile, language=language_of(request), name=INDEX)
    body = bytes(file.body)
    written = brotli.decompress(body)
    return fresh(
        packed(request, lambda encoding: body if encoding == "br" else gzip.compress(written, 9, mtime=0), written)
    )


@require_safe
def archive(request, name):
    """The ZIP of a pack."""
    file = get_object_or_404(OfflineFile, language=language_of(request), name=f"{ARCHIVE}{name}")
    response = HttpResponse(bytes(file.body), content_type="application/zip")
    day = timezone.localtime(file.made_at).date()
    response["Content-Disposition"] = f'attachment; filename="green-customs-{name}-{file.language}-{day}.zip"'
    return fresh(response)


@require_safe
def worker(request):
    """/sw.js, the service worker: at the root, so that it may answer for all pages of the site."""
    with open(finders.find("js/offline/worker.js"), encoding="utf-8") as file:
        return fresh(HttpResponse(file.read(), content_type="text/javascript; charset=utf-8"))
