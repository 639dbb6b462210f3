"""The record as an Atom feed (RFC 4287): the workshops whose pages changed last."""

from datetime import UTC, datetime

from django.db.models import F
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greencustoms.core.outgoing_text import one_line

from .exports import licence
from .ics import changed_at
from .identifiers import tag_of

ENTRIES = 50


class WorkshopFeed(Atom1Feed):
    """Each entry says its language; a feed without entries does not change all the time."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def latest_post_date(self):
        times = [item["updateddate"] for item in self.items]
        return max(times) if times else datetime(2001, 1, 1, tzinfo=UTC)


def summary_of(workshop):
    facts = [workshop.dates, workshop.place_label, workshop.get_level_display(), workshop.get_status_display()]
    return one_line(". ".join([str(fact).rstrip(".") for fact in facts] + [workshop.summary])).strip()


def atom_feed(workshops, request, source):
    feed = WorkshopFeed(
        title=_("Green Customs workshops"),
        link=source,
        description="",
        subtitle=_("The workshops that were put on record or changed last."),
        feed_url=request.build_absolute_uri(),
        feed_guid=tag_of("workshops", get_language()) + source.partition("?")[1] + source.partition("?")[2],
        language=get_language(),
        author_name=_("Green Customs Initiative"),
        feed_copyright=licence(),
    )
    last_first = F("last_published_at").desc(nulls_last=True)
    latest = workshops.order_by(last_first, "-pk").for_rows().select_related("locale")[:ENTRIES]
    for workshop in latest:
        language = workshop.locale.language_code
        feed.add_item(
            title=one_line(workshop.title),
            link=workshop.get_full_url(request) or source,
            # Atom1Feed says that a summary is HTML.
            description=escape(summary_of(workshop)),
            unique_id=tag_of("workshops", workshop.record_id, language),
            pubdate=workshop.first_published_at or changed_at(workshop),
            updateddate=changed_at(workshop),
            categories=[workshop.level, workshop.country.code],
            language=language,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
