"""Removes many records, with all that Wagtail and this site keep of them."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.utils import timezone
from wagtail.models import Comment, Page, Revision, TaskState
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_unpublished, unpublished

from ..stamp import touch, touch_once
from . import indexes
from .tables import chain_of, in_batches

BATCH = 250


@touch_once()
def remove(model, records, user=None, on_progress=lambda count: None):
    """Delete these records of one model. Whoever calls it holds a transaction around the whole.

    Each leaves a line in the audit log, and the signals of unpublishing are sent as Wagtail sends them before it
    deletes something that is live.
    """
    now, one_action = timezone.now(), uuid.uuid4()
    for batch in in_batches(records, BATCH):
        keys = [record.pk for record in batch]
        indexes.write_log(model, batch, "wagtail.delete", user=user, uuid=one_action, now=now, deleted=True)
        hide(model, batch, keys)
        drop_revisions(model, keys)
        with disable_reference_index_auto_update():
            manager = Page.objects if issubclass(model, Page) else model._base_manager
            manager.filter(pk__in=keys).delete()
        indexes.forget_references(model, [str(key) for key in keys])
        on_progress(len(batch))
        touch()


def hide(model, batch, keys):
    """Unpublish all at once; Wagtail would otherwise do so for each, with several statements."""
    model._base_manager.filter(pk__in=keys).update(live=False, live_revision=None, latest_revision=None)
    for record in batch:
        if record.live:
            record.live = False
            if isinstance(record, Page):
                page_unpublished.send(sender=model, instance=record)
            unpublished.send(sender=model, instance=record)


def drop_revisions(model, keys):
    """Delete revisions without reading them, all but those that a workflow or a comment refers to: Django does these."""
    base = ContentType.objects.get_for_model(chain_of(model)[0], for_concrete_model=False)
    revisions = Revision.objects.filter(base_content_type=base, object_id__in=[str(key) for key in keys])
    referred = TaskState.objects.filter(revision__in=revisions).values("revision")
    commented = Comment.objects.filter(revision_created__in=revisions).values("revision_created")
    free = list(revisions.exclude(pk__in=referred).exclude(pk__in=commented).values_list("pk", flat=True))
    Revision.objects.filter(pk__in=free)._raw_delete(using=router.db_for_write(Revision))
