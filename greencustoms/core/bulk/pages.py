"""Adds and changes many pages, and keeps the tree of pages in order."""

from collections import defaultdict

from django.db.models import F
from wagtail.models import Page
from wagtail.signals import page_published

from .writer import BulkWriter

TREE = {"path", "depth", "numchild", "url_path"}


class BulkPageWriter(BulkWriter):
    """Publishes pages of one type. New ones go behind the children that their parent page has already."""

    def add_under(self, pairs):
        """Add and publish new pages, given with the page each of them goes under."""
        by_parent = defaultdict(list)
        for parent, page in pairs:
            by_parent[parent.pk].append(page)
        self.add(page for key in sorted(by_parent) for page in self.placed(key, by_parent[key]))

    def placed(self, parent_key, pages):
        """Give these pages their places in the tree. Holds the parent's row, as treebeard does to add one child."""
        parent = Page.objects.select_for_update().get(pk=parent_key)
        last = parent.get_last_child()
        step = last._get_lastpos_in_path() if last else 0
        for place, page in enumerate(pages, start=step + 1):
            page.depth = parent.depth + 1
            page.path = Page._get_path(parent.path, page.depth, place)
            page.numchild = 0
            page.locale_id = parent.locale_id
            page.owner = page.owner or self.user
            page.set_url_path(parent)
        Page.objects.filter(pk=parent_key).update(numchild=F("numchild") + len(pages))
        return pages

    def not_ours(self):
        return super().not_ours() | TREE | {"content_type", "owner", "alias_of"}

    def say_published(self, record):
        super().say_published(record)
        record.draft_title = record.title
        record.latest_revision_created_at = self.now

    def change_batch(self, batch, action, data):
        super().change_batch(batch, action, data)
        with_aliases = set(
            Page.objects.filter(alias_of__in=[page.pk for page in batch]).values_list("alias_of", flat=True)
        )
        for page in batch:
            if page.pk in with_aliases:
                page.update_aliases(revision=page.latest_revision)

    def tell(self, record, revision):
        page_published.send(sender=self.model, instance=record, revision=revision, in_bulk=True)
        super().tell(record, revision)
