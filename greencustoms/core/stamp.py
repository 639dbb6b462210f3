"""How all processes notice that content changed: a stamp in the database that differs after every change.

Each change adds a row with a random token; the sum of the tokens tells one state from every other. Rows are only
added, so that editors who save at the same time never wait for each other, and a change that is rolled back takes
its row with it. Bulk updates send no signals: whoever makes one calls `touch`.
"""

import random
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

TOKENS = 2**48
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
OWN_APPS = frozenset({"core", "guide", "home", "partners", "workshops"})
# Models of our own that visitors never see.
UNSEEN = frozenset(
    {
        "core.ContentStamp",
        "core.ImportRun",
        "core.LoadedEntry",
        "core.OutgoingMail",
        "core.RateCount",
        "core.SiteRendition",
        "core.User",
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


def touch(**kwargs):
    """Tell all processes that content changed."""
    from .models import ContentStamp

    held = _touches_held.get()
    if held is not None:
        held.append(True)
        return
    ContentStamp.objects.create(token=random.randrange(1, TOKENS))  # noqa: S311 - no secret
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
        touch()


def touch_for_model(sender, **kwargs):
    label = sender._meta.label
    is_of_a_migration = sender.__module__ == "__fake__"
    if label in UNSEEN or is_of_a_migration or kwargs.get("raw"):
        return
    if sender._meta.app_label in OWN_APPS or label in WATCHED or issubclass(sender, Page):
        touch()


def prune():
    """Drop old rows now and then. Called where a row more or less does not matter: at start-up."""
    from .models import ContentStamp

    if ContentStamp.objects.count() > PRUNE_AT:
        old = ContentStamp.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
        ContentStamp.objects.filter(pk__in=list(old)).delete()


def connect():
    """Watch everything that visitors see. Called once, when the apps are ready."""
    post_save.connect(touch_for_model, dispatch_uid="stamp-save")
    post_delete.connect(touch_for_model, dispatch_uid="stamp-delete")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(touch, dispatch_uid=f"stamp-page-{id(signal)}")


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
