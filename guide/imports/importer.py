"""Works out what a table of controlled items would do to the Guide."""

import hashlib
from datetime import date
from functools import cached_property

from anyascii import anyascii
from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale
from wagtail.permission_policies.base import ModelPermissionPolicy

from greencustoms.core.bulk.restore import copy_of
from greencustoms.core.bulk.tables import in_batches
from greencustoms.core.tabular.registry import register
from greencustoms.core.tabular.revisioned import LOADED_AT_ONCE, RevisionedImporter
from partners.models import PartnerPage

from ..item_forms import mark_key
from ..models import ChapterPage, ControlledItem, ItemCategory
from .columns import MARK_COLUMNS, make_columns
from .filling import fill, listings_of, marks_of

RELATED = ("category", "owner")
MODELS = {"category": ItemCategory, "owner": PartnerPage, "listings": ChapterPage}


@register
class ItemImporter(RevisionedImporter):
    """Controlled items in English, matched by their slugs."""

    kind = "controlled-items"
    title = gettext_lazy("Import controlled items")
    one, many = gettext_lazy("controlled item"), gettext_lazy("controlled items")
    sheet = "controlled items"
    key = "slug"
    model = ControlledItem
    # Whether a slug is free is known from all items at once.
    not_checked = frozenset({"slug"})

    @cached_property
    def locale_id(self):
        return Locale.objects.get(language_code=settings.LANGUAGE_CODE).pk

    def make_columns(self):
        return make_columns(self.locale_id)

    def user_may(self, user) -> bool:
        policy = ModelPermissionPolicy(ControlledItem)
        return all(policy.user_has_permission(user, action) for action in ("add", "change", "publish"))

    def all_records(self):
        return ControlledItem.objects.filter(locale_id=self.locale_id)

    def edit_url(self, pk) -> str:
        return reverse(ControlledItem.snippet_viewset.get_url_name("edit"), args=[pk])

    @cached_property
    def found(self):
        """What slugs stand for, by column."""
        return {
            name: {one.slug: one for one in model.objects.filter(locale_id=self.locale_id)}
            for name, model in MODELS.items()
        }

    @cached_property
    def slugs(self):
        """The slugs of what items refer to, by column and key."""
        return {name: {one.pk: slug for slug, one in found.items()} for name, found in self.found.items()}

    def find_records(self, keys):
        batches = in_batches(sorted(keys), LOADED_AT_ONCE)
        items = (item for batch in batches for item in self.all_records().filter(slug__in=batch).order_by("pk"))
        return {item.slug: item for item in self.load(items)}

    def cells_of(self, record):
        lists = {name: marks_of(record, kind) for name, kind in MARK_COLUMNS.items()}
        lists["listings"] = listings_of(record, self.slugs["listings"])
        cells = {name: self.by_name[name].kind.write(values) for name, values in lists.items()}
        for name in RELATED:
            cells[name] = self.slugs[name].get(getattr(record, f"{name}_id"), "")
        for name in self.by_name.keys() - cells.keys():
            value = getattr(record, name)
            cells[name] = value.isoformat() if isinstance(value, date) else value
        return cells

    def key_for(self, given):
        return slugify(anyascii(given.get("name") or ""))[:80].strip("-")

    def title_of(self, values):
        return values["name"]

    def make_target(self, entry):
        target = copy_of(entry.record) if entry.record else ControlledItem(locale_id=self.locale_id, slug=entry.key)
        names = set(entry.changes()) if entry.record else set(entry.after)
        names -= {"slug"}
        fill(target, {name: entry.after[name] for name in names}, entry.after, self.found)
        return target

    def faults(self, entry):
        if not entry.key and "name" not in entry.wanting | entry.unread:
            yield "slug", _("No address can be made from the name. Write one here.")
        yield from self.twins(entry)
        yield from super().faults(entry)

    def twins(self, entry):
        """A mark, or a place in a treaty, that one item has twice."""
        seen = set()
        for name, kind in MARK_COLUMNS.items():
            for mark in entry.after[name]:
                key = mark_key({"kind": kind, **mark._asdict()})
                if key in seen:
                    yield name, _("“%(text)s” stands here twice.") % {"text": mark}
                seen.add(key)
        for listed in entry.after["listings"]:
            key = (listed.chapter, listed.list_name.casefold())
            if key in seen:
                yield "listings", _("“%(text)s” stands here twice.") % {"text": listed}
            seen.add(key)

    def basis(self):
        digest = hashlib.sha256(super().basis().encode())
        for model in MODELS.values():
            digest.update(repr(list(model.objects.order_by("pk").values_list("pk", "slug"))).encode())
        return digest.hexdigest()
