"""Adds and changes many records of one model that have revisions, and publishes them."""

import uuid
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import published

from ..stamp import touch, touch_once
from . import indexes
from .relations import load_relations, start_empty, store_relations
from .statistics import MANY, look_again
from .tables import chain_of, in_batches, insert_rows, update_rows

BATCH = 250


class BulkWriter:
    """Publishes records of one model, batch by batch. Whoever calls it holds a transaction around the whole.

    Each record gets a revision, its published state, its lines in the audit log and its place in both indexes; the
    signal `published` is sent for each. `post_save` is not: who must know of new content listens to `published`.
    """

    def __init__(self, model, user=None, on_progress: Callable[[int], None] | None = None):
        self.model = model
        self.user = user
        self.now = timezone.now()
        self.uuid = uuid.uuid4()
        self.on_progress = on_progress or (lambda count: None)
        self.content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        self.base_content_type = ContentType.objects.get_for_model(chain_of(model)[0], for_concrete_model=False)

    # Adding

    @touch_once()
    def add(self, records):
        """Store and publish new records, with the rows and names set on them."""
        count = 0
        for batch in in_batches(records, BATCH):
            self.add_batch(batch)
            count += len(batch)
            self.on_progress(len(batch))
            touch()
        if count >= MANY:
            look_again(self.model)

    def add_batch(self, batch):
        start_empty(self.model, batch)
        for record in batch:
            self.say_published(record)
        insert_rows(self.model, batch)
        store_relations(self.model, batch)
        revisions = self.write_revisions(batch)
        update_rows(self.model, batch, names={"latest_revision", "live_revision"})
        self.log(batch, "wagtail.create", content_changed=True)
        self.log(batch, "wagtail.publish", content_changed=True)
        self.finish(batch, revisions, are_new=True)

    # Changing

    @touch_once()
    def change(self, records, action="wagtail.edit", data=None):
        """Store and publish records that are there already, with all that was set on them.

        `action` is told in the audit log, with what `data` has for the key of a record.
        """
        for batch in in_batches(records, BATCH):
            self.change_batch(batch, action, data)
            self.on_progress(len(batch))
            touch()

    def change_batch(self, batch, action, data):
        load_relations(self.model, batch)
        for record in batch:
            self.say_published(record)
        store_relations(self.model, batch)
        revisions = self.write_revisions(batch)
        update_rows(self.model, batch, leave=self.not_ours())
        self.log(batch, action, content_changed=True, data=data)
        self.log(batch, "wagtail.publish", content_changed=True)
        self.finish(batch, revisions)

    def not_ours(self):
        """Columns that say where a record stands, not what it says."""
        return {"locale", "translation_key"}

    def keep_revisions(self, records):
        """Give a revision of what they say now to those that have none, so that one can go back to it."""
        without = [record for record in records if record.latest_revision_id is None]
        for batch in in_batches(without, BATCH):
            load_relations(self.model, batch)
            self.write_revisions(batch)
            update_rows(self.model, batch, names={"latest_revision", "live_revision"})

    # What both have in common

    def say_published(self, record):
        record.live = True
        record.expired = False
        record.has_unpublished_changes = False
        record.first_published_at = record.first_published_at or self.now
        record.last_published_at = self.now

    def write_revisions(self, batch):
        """Store what the records say now as their latest and live revisions."""
        revisions = Revision.objects.bulk_create(
            [
                Revision(
                    content_type=self.content_type,
                    base_content_type=self.base_content_type,
                    object_id=str(record.pk),
                    created_at=self.now,
                    user=self.user,
                    object_str=str(record),
                    content=record.serializable_data(),
                )
                for record in batch
            ]
        )
        for record, revision in zip(batch, revisions, strict=True):
            record.latest_revision = record.live_revision = revision
        return revisions

    def log(self, batch, action, data=None, **flags):
        indexes.write_log(self.model, batch, action, user=self.user, uuid=self.uuid, now=self.now, data=data, **flags)

    def finish(self, batch, revisions, are_new=False):
        indexes.note_references(self.model, batch, are_new)
        indexes.put_into_search(self.model, batch)
        for record, revision in zip(batch, revisions, strict=True):
            self.tell(record, revision)

    def tell(self, record, revision):
        published.send(sender=self.model, instance=record, revision=revision)
