"""What can be taken away from the record: data, feeds and calendars, each for the filter in the query string."""

from functools import partial

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from greencustoms.core.memo import remember

from . import exports, feeds, ics, informea
from .choices import choices_in
from .filters import WorkshopFilterForm
from .freshness import respond, version_of
from .models import WorkshopPage

LONGEST_SLUG = 255

MAKERS = {
    "csv": exports.as_csv,
    "xlsx": exports.as_xlsx,
    "json": exports.as_json,
    "informea": informea.as_informea,
    "feed": feeds.atom_feed,
    "calendar": ics.calendar_feed,
}


def index_address(request):
    return request.build_absolute_uri(reverse("workshops:csv").rpartition("/")[0] + "/")


@require_safe
def download(request, name):
    """One of the downloads of `MAKERS`."""
    language = get_language()
    record = WorkshopPage.objects.in_record(language)
    form = WorkshopFilterForm(request.GET, choices_in(record, language))
    found = form.apply_to(record).in_order(form.order or "newest")
    query = form.query()

    def look():
        rest = informea.state_of_the_rest(found) if name == "informea" else ((), ())
        return version_of(request, name, query, found, record, rest)

    # A look at each workshop found, which whoever asks again and again for what is new need not wait for.
    version = remember(("download", name, query, language, request.scheme, request.get_host()), look)
    # Only the headers of the answer to HEAD are sent.
    rows = found.none() if request.method == "HEAD" else found
    source = index_address(request) + query
    return respond(request, version, partial(MAKERS[name], rows, request, source))


@require_safe
def event(request, year, slug):
    """One workshop for a calendar. One that is known only to the month has no entry."""
    if len(slug) > LONGEST_SLUG:
        raise Http404
    address = f"/{year}/{slug}/"
    pages = WorkshopPage.objects.live().public().known_to_the_day().filter(slug=slug, url_path__endswith=address)
    for language in (get_language(), settings.LANGUAGE_CODE):
        found = pages.filter(locale__language_code=language)
        workshop = found.first()
        if workshop:
            version = version_of(request, "event", "", found, found)
            return respond(request, version, partial(ics.calendar_file, workshop, request))
    raise Http404
