"""What the home app promises: a whole sitemap, and each message stored once."""

from datetime import timedelta

from wagtail.models import Page, PageViewRestriction

from greencustoms.core.invariants import Broken, invariant

from .models import Message
from .sitemaps import PageSitemap

DOUBLE_WITHIN = timedelta(minutes=1)


@invariant("sitemap")
def sitemap():
    """It holds each page that a visitor may see, and no other."""
    told = {page.pk for page in PageSitemap().items()}
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    rows = Page.objects.filter(live=True, depth__gt=1).values_list("pk", "path")
    expected = {pk for pk, path in rows if not any(path.startswith(start) for start in private)}
    for pk in sorted(expected ^ told):
        wrong = "it is missing in the sitemap" if pk in expected else "it is in the sitemap, but not public"
        yield Broken(f"Page {pk}", wrong, "look whether it stands under the home page of a site")


@invariant("messages once")
def messages_once():
    """What somebody sent by a form is stored once."""
    last = {}
    for message in Message.objects.order_by("created_at", "pk").iterator(chunk_size=500):
        key = message.kind, message.email, message.subject, message.text
        before = last.get(key)
        if before and message.created_at - before.created_at < DOUBLE_WITHIN:
            yield Broken(
                f"Message {message.pk} “{message}”", f"it is message {before.pk} once more", "delete one of them"
            )
        last[key] = message
