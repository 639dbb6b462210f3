"""Importing pages: each goes under a parent page, and the tree stays in order."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..bulk import BulkPageWriter
from .plan import ADD, Entry, Plan
from .revisioned import RevisionedImporter

NO_PLACE = {"path": "", "depth": None}


class PageImporter(RevisionedImporter):
    """For pages of one type below `root_page`."""

    writer_class = BulkPageWriter
    not_checked = frozenset({"path", "depth", "numchild", "url_path", "translation_key", "slug", "draft_title"})

    @property
    def root_page(self) -> Page | None:
        raise NotImplementedError

    def parent_for(self, entry: Entry) -> Page:
        """The page that a new one goes under."""
        raise NotImplementedError

    def all_records(self):
        return self.model.objects.descendant_of(self.root_page)

    def user_may(self, user) -> bool:
        """Who may add and publish pages there. Without the page itself there is nothing to import into."""
        root = self.root_page
        if root is None:
            return False
        permissions = root.permissions_for_user(user)
        return permissions.can_add_subpage() and permissions.can_publish_subpage()

    def edit_url(self, pk) -> str:
        return reverse("wagtailadmin_pages:edit", args=[pk])

    def faults(self, entry: Entry):
        """A page without a place in the tree is not compared with its neighbours; that is done for all rows at once."""
        page = entry.target
        placed = {name: getattr(page, name) for name in NO_PLACE}
        for name, value in NO_PLACE.items():
            setattr(page, name, value)
        yield from super().faults(entry)
        for name, value in placed.items():
            setattr(page, name, value)

    def lock(self, plan: Plan):
        Page.objects.select_for_update().get(pk=self.root_page.pk)
        super().lock(plan)

    def add(self, writer, entries: list[Entry]):
        writer.add_under([(self.parent_for(entry), entry.target) for entry in entries])

    def reason_to_keep(self, entry, record, went_back) -> str:
        if record is not None and entry["action"] == ADD and record.numchild:
            return _("There are pages under it.")
        return super().reason_to_keep(entry, record, went_back)
