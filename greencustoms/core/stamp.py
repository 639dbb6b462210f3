"""How all processes notice that content changed: a stamp in the database that differs after every change.

Each change adds a row with a random token; the sum of the tokens tells one state from every other. Rows are only
added, so that editors who save at the same time never wait for each other, and a change that is rolled back takes
its row with it. Bulk updates send no signals: whoever makes one calls `touch`.
"""

import random
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move, unpublished

TOKENS = 2**48
"""Tokens below this tell of a change; those from here on of a withdrawal: something visitors saw was taken away."""

KEPT = 100
PRUNE_AT = 1000

# Models of other apps that change what visitors see.
WATCHED = (
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.Locale",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailredirects.Redirect",
)
# Deleting one of these, or anything that was live, takes something away.
FILES = frozenset({"core.SiteDocument", "core.SiteImage"})
# Saving one of these hides what was there for all.
RESTRICTIONS = frozenset({"wagtailcore.CollectionViewRestriction", "wagtailcore.PageViewRestriction"})
OWN_APPS = frozenset({"core", "guide", "home", "partners", "workshops"})
# Models of our own that visitors never see.
UNSEEN = frozenset(
    {
        "core.ContentStamp",
        "core.ImportRun",
        "core.Job",
        "core.LoadedEntry",
        "core.OutgoingMail",
        "core.RateCount",
        "core.SiteRendition",
        "core.TranslationReview",
        "core.TranslationUpload",
        "core.User",
        "guide.OfflineFile",
        "home.Message",
    }
)

_touches_held: ContextVar[list | None] = ContextVar("stamp_touches_held", default=None)
_read_in_request: ContextVar[dict | None] = ContextVar("stamp_read_in_request", default=None)


def current():
    """Return the stamp of the content as it is now: one small query, once for each request of a reader."""
    kept = _read_in_request.get()
    if kept is not None and "stamp" in kept:
        return kept["stamp"]
    from .models import ContentStamp

    found = ContentStamp.objects.aggregate(total=models.Sum("token"), count=models.Count("pk"))
    stamp = (found["total"] or 0, found["count"])
    if kept is not None:
        kept["stamp"] = stamp
    return stamp


def current_with_withdrawal():
    """Return the stamp, and when something was last taken away, in seconds since 1970 (0 for never)."""
    from .models import ContentStamp

    found = ContentStamp.objects.aggregate(
        total=models.Sum("token"),
        count=models.Count("pk"),
        withdrawn=models.Max("made_at", filter=models.Q(token__gte=TOKENS)),
    )
    withdrawn = found["withdrawn"].timestamp() if found["withdrawn"] else 0.0
    return (found["total"] or 0, found["count"]), withdrawn


def touch(is_withdrawal=False, **kwargs):
    """Tell all processes that content changed; and, if so, that something was taken away from visitors.

    No copy of a page that is older than a withdrawal is shown again, whatever breaks.
    """
    from .models import ContentStamp

    held = _touches_held.get()
    if held is not None:
        held.append(is_withdrawal)
        return
    first = TOKENS if is_withdrawal else 1
    ContentStamp.objects.create(token=random.randrange(first, first + TOKENS - 1))  # noqa: S311 - no secret
    kept = _read_in_request.get()
    if kept is not None:
        kept.pop("stamp", None)


@contextmanager
def touch_once():
    """Thousands of changes in one transaction are one change: they leave one row, at the end."""
    held = []
    token = _touches_held.set(held)
    try:
        yield
    finally:
        _touches_held.reset(token)
    if held:
        touch(is_withdrawal=any(held))


def withdraw(**kwargs):
    """Tell all processes that something was taken away from visitors."""
    touch(is_withdrawal=True)


def is_seen(sender, raw=False):
    """Whether visitors see what records of that model hold."""
    label = sender._meta.label
    if label in UNSEEN or sender.__module__ == "__fake__" or raw:
        return False
    return sender._meta.app_label in OWN_APPS or label in WATCHED or issubclass(sender, Page)


def touch_for_model(sender, raw=False, **kwargs):
    if is_seen(sender, raw):
        touch(is_withdrawal=sender._meta.label in RESTRICTIONS)


def touch_for_deletion(sender, instance, **kwargs):
    if is_seen(sender):
        touch(is_withdrawal=getattr(instance, "live", False) or sender._meta.label in FILES)


def touch_for_relation(sender, instance, action, **kwargs):
    """Forms store relations after the record itself, and storing them saves no record."""
    if action.startswith("post_") and is_seen(type(instance)):
        touch()


def prune():
    """Drop old rows now and then. Called where a row more or less does not matter: at start-up."""
    from .models import ContentStamp

    if ContentStamp.objects.count() > PRUNE_AT:
        newest = ContentStamp.objects.order_by("-pk").values_list("pk", flat=True)
        kept = [*newest[:KEPT], *newest.filter(token__gte=TOKENS)[:1]]
        ContentStamp.objects.exclude(pk__in=kept).filter(pk__lt=min(newest[:KEPT])).delete()


def connect():
    """Watch everything that visitors see. Called once, when the apps are ready."""
    post_save.connect(touch_for_model, dispatch_uid="stamp-save")
    post_delete.connect(touch_for_deletion, dispatch_uid="stamp-delete")
    m2m_changed.connect(touch_for_relation, dispatch_uid="stamp-relation")
    page_published.connect(touch, dispatch_uid="stamp-publish")
    for signal in (page_unpublished, post_page_move, unpublished):
        signal.connect(withdraw, dispatch_uid=f"stamp-page-{id(signal)}")


class ReadStampOnce:
    """Middleware: within one request of a reader the stamp is read at most once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _read_in_request.set({})
        try:
            return self.get_response(request)
        finally:
            _read_in_request.reset(token)
