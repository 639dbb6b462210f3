"""How all worker processes notice that items changed: each change adds a row with a random token.

The sum of the tokens tells one state of the items from every other. Rows are only added, so that editors who save at
the same time never wait for each other, and a change that is rolled back takes its row with it. `touch` must be called
after bulk updates, which send no signals.
"""

import random

from django.db import connection, models
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

TOKENS = 2**48
KEPT = 100
PRUNE_AT = 1000

_reads = 0


def current():
    """Return the stamp of the items as they are now: one small query."""
    from ..models import FinderStamp

    global _reads
    _reads += 1
    found = FinderStamp.objects.aggregate(total=models.Sum("token"), count=models.Count("pk"))
    return found["total"] or 0, found["count"]


def touch(**kwargs):
    """Tell all processes that items changed. A second time in one transaction nothing more is written."""
    from ..models import FinderStamp

    if any(getattr(callback, "finder_reads", None) == _reads for _ids, callback, *_rest in connection.run_on_commit):
        return
    FinderStamp.objects.create(token=random.randrange(1, TOKENS))  # noqa: S311 - no secret
    if connection.in_atomic_block:
        mark_transaction()
    prune()


def mark_transaction():
    def marker():
        """Does nothing. It vanishes with the transaction, or with the savepoint that is rolled back."""

    marker.finder_reads = _reads
    connection.on_commit(marker)


def prune():
    """Drop old rows now and then; rows that another process drops at the same time are skipped."""
    from ..models import FinderStamp

    if FinderStamp.objects.count() > PRUNE_AT:
        old = FinderStamp.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
        locked = FinderStamp.objects.select_for_update(skip_locked=True).filter(pk__in=list(old))
        FinderStamp.objects.filter(pk__in=[stamp.pk for stamp in locked]).delete()


def connect():
    """Watch everything that the index is made of. Called once, when the apps are ready."""
    from django.apps import apps

    watched = [apps.get_model("guide", name) for name in ("ControlledItem", "ItemCategory", "ItemIdentifier",
                                                          "ItemListing", "ChapterPage")]  # fmt: skip
    watched += [apps.get_model("wagtailcore", name) for name in ("Locale", "PageViewRestriction", "Site")]
    for model in watched:
        post_save.connect(touch, sender=model, dispatch_uid=f"finder-save-{model._meta.label}")
        post_delete.connect(touch, sender=model, dispatch_uid=f"finder-delete-{model._meta.label}")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(touch_for_page, dispatch_uid=f"finder-page-{id(signal)}")


def touch_for_page(sender, **kwargs):
    """Pages of other types matter only where they move or hide a part of the Guide."""
    touch()
