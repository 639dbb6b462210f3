"""The rows of the overview: every live page and record in English, whatever their kind, in few queries."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, get_translatable_models

from .rights import Rights


@dataclass(frozen=True)
class Row:
    """One original. `base` is the model that keeps its language: `Page` for all pages."""

    kind: str
    key: UUID
    pk: int
    title: str
    kind_name: str
    base: type[Model]
    path: str = ""
    depth: int = 0

    @property
    def id(self) -> str:
        """Its name in forms and addresses."""
        return f"{self.kind}:{self.pk}"

    @property
    def is_page(self) -> bool:
        return self.base is Page


def record_models() -> list[type[Model]]:
    """What is translated and is neither a page nor a row of something else."""
    return [
        model
        for model in get_translatable_models()
        if not issubclass(model, Page) and not any(isinstance(field, ParentalKey) for field in model._meta.fields)
    ]


def row_of(instance: Model) -> Row:
    """The row of one original, whether it is live or not."""
    model = type(instance)
    if isinstance(instance, Page):
        place = {"base": Page, "path": instance.path, "depth": instance.depth}
        return Row(
            model._meta.label_lower, instance.translation_key, instance.pk, instance.title, name_of(model), **place
        )
    return Row(model._meta.label_lower, instance.translation_key, instance.pk, str(instance), name_of(model), model)


def is_translated(model: type[Model] | None) -> bool:
    """Whether there are translations of this kind; what partners write stays in the language they wrote it in."""
    return model is not None and not getattr(model, "stays_in_its_language", False)


def page_rows(rights: Rights, locale: Locale) -> list[Row]:
    kinds = {kind.pk: kind for kind in ContentType.objects.all()}
    rows = []
    pages = rights.visible_pages().filter(locale=locale).order_by("path")
    for pk, key, title, path, depth, kind in pages.values_list(
        "pk", "translation_key", "title", "path", "depth", "content_type"
    ):
        model = kinds[kind].model_class()
        if is_translated(model):
            rows.append(Row(model._meta.label_lower, key, pk, title, name_of(model), Page, path, depth))
    return rows


def record_rows(locale: Locale) -> list[Row]:
    rows = []
    for model in record_models():
        found = [one for one in model._default_manager.filter(locale=locale) if getattr(one, "live", True)]
        label, name = model._meta.label_lower, name_of(model)
        made = [Row(label, one.translation_key, one.pk, str(one), name, model) for one in found]
        rows += sorted(made, key=lambda row: row.title.casefold())
    return rows


def all_rows(rights: Rights) -> list[Row]:
    locale = Locale.get_default()
    return page_rows(rights, locale) + record_rows(locale)


def kinds_of(rows: list[Row]) -> list[tuple[str, str]]:
    return sorted({row.kind: row.kind_name for row in rows}.items(), key=lambda pair: pair[1])


def sections_of(rows: list[Row]) -> list[tuple[str, str]]:
    """The home page and what stands right under it, as places of the tree."""
    return [(row.path, f"{'– ' * (row.depth - 2)}{row.title}") for row in rows if row.is_page and row.depth <= 3]


def name_of(model) -> str:
    return capfirst(str(model._meta.verbose_name))


def instances(rows: list[Row]) -> dict[str, Model]:
    """The originals themselves, by the id of their row."""
    found = {}
    by_kind = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    for kind, group in by_kind.items():
        model = ContentType.objects.get_by_natural_key(*kind.split(".")).model_class()
        made = model._default_manager.in_bulk([row.pk for row in group])
        found |= {row.id: made[row.pk] for row in group if row.pk in made}
    return found
