"""Works out what a table of focal points would do. An office is known by its treaty, its country and its name."""

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
from greencustoms.core.tabular.columns import Column
from greencustoms.core.tabular.country_names import CountryCode
from greencustoms.core.tabular.days import DayOrMonth
from greencustoms.core.tabular.kinds import Address, LookedUp, Slug, Text
from greencustoms.core.tabular.registry import register
from greencustoms.core.tabular.revisioned import RevisionedImporter

from ..models import ChapterPage, FocalPoint
from .columns import treaties_of

REQUIRED = {"treaty", "country", "office", "as_reported_on", "source_title"}
LONGEST_KEY = 200


def key_of(treaty: str, country: str, office: str) -> str:
    """The key of an office: montreal-protocol-ke-ozone-unit."""
    parts = (treaty or "", country or "", slugify(anyascii(office or "")))
    return "-".join(parts).lower()[:LONGEST_KEY].strip("-") if all(parts) else ""


@register
class FocalPointImporter(RevisionedImporter):
    """Offices that answer for a treaty. The column `id` is made of the other columns; filled, it changes that office."""

    kind = "focal-points"
    title = gettext_lazy("Import focal points")
    one, many = gettext_lazy("focal point"), gettext_lazy("focal points")
    sheet = "focal points"
    key = "id"
    model = FocalPoint

    def make_columns(self):
        locale_id = Locale.objects.get(language_code=settings.LANGUAGE_CODE).pk
        kinds = {
            "treaty": LookedUp(
                lambda: treaties_of(locale_id),
                gettext_lazy("“%(text)s” is not a treaty that the Guide has a chapter on."),
            ),
            "country": CountryCode(),
            "office": Text(200),
            "role": Text(160),
            "email": Text(254),
            "telephone": Text(60),
            "address": Text(lines=True),
            "url": Address(),
            "as_reported_on": DayOrMonth(),
            "source_title": Text(300),
            "source_url": Address(),
        }
        own = Column(
            "id",
            gettext_lazy("key"),
            Slug(LONGEST_KEY),
            help=gettext_lazy("Leave empty for a new office. As an export wrote it, it changes that office."),
        )
        rest = [
            Column(name, FocalPoint._meta.get_field(name).verbose_name, kind, is_required=name in REQUIRED)
            for name, kind in kinds.items()
        ]
        return [own, *rest]

    def user_may(self, user) -> bool:
        policy = ModelPermissionPolicy(FocalPoint)
        return all(policy.user_has_permission(user, action) for action in ("add", "change", "publish"))

    def edit_url(self, pk) -> str:
        return reverse(FocalPoint.snippet_viewset.get_url_name("edit"), args=[pk])

    @cached_property
    def treaties(self):
        """The English chapters by their slugs."""
        return {page.slug: page for page in ChapterPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)}

    @cached_property
    def slugs(self):
        return {page.pk: slug for slug, page in self.treaties.items()}

    def key_of_record(self, record):
        return key_of(self.slugs.get(record.treaty_id), record.country.code, record.office)

    def find_records(self, keys):
        found = {self.key_of_record(office): office for office in self.load(self.all_records().order_by("-pk"))}
        return {key: office for key, office in found.items() if key in keys}

    def cells_of(self, record):
        cells = {"id": self.key_of_record(record), "treaty": self.slugs.get(record.treaty_id, "")}
        cells["country"] = record.country.code
        for name in self.by_name.keys() - cells.keys():
            value = getattr(record, name)
            cells[name] = value.isoformat() if isinstance(value, date) else value
        return cells

    def key_for(self, given):
        return key_of(given.get("treaty"), given.get("country"), given.get("office"))

    def title_of(self, values):
        return values["office"]

    def make_target(self, entry):
        target = copy_of(entry.record) if entry.record else FocalPoint()
        for name in (set(entry.changes()) if entry.record else set(entry.after)) - {"id"}:
            value = entry.after[name]
            setattr(target, name, self.treaties.get(value) if name == "treaty" else value)
        return target

    def faults(self, entry):
        if entry.record is None and entry.has_own_key and entry.key != self.key_for(entry.after):
            yield "id", _("No office has this key. Leave the cell empty: the key is made of the other columns.")
        yield from super().faults(entry)

    def basis(self):
        digest = hashlib.sha256(super().basis().encode())
        digest.update(repr(sorted(self.slugs.items())).encode())
        return digest.hexdigest()
