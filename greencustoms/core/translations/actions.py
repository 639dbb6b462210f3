"""What editors do with many translations at once: send, publish together with the original, mark as reviewed.

Each action is one transaction. It returns what it did and, for each thing it left alone, why.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from ..models import TranslationReview
from .origins import digest_of_source
from .rights import Rights
from .rows import Row, instances
from .states import Cell, State, cells_of


@dataclass
class Outcome:
    done: int = 0
    left: list[str] = field(default_factory=list)

    def leave(self, row: Row, locale: Locale, why):
        self.left.append(_("%(title)s, %(language)s: %(why)s") % {"title": row.title, "language": locale, "why": why})


def wanted_cells(rows, locales, rights, outcome):
    """The cells of these rows that the user may change; with the others the outcome says why not."""
    for cells in cells_of(rows, locales).values():
        targets = targets_of(cells)
        for cell in cells:
            if rights.may_write(targets.get(cell.locale.pk), cell.locale):
                yield cell
            else:
                outcome.leave(cell.row, cell.locale, _("you may not publish in this language."))


def targets_of(cells: list[Cell]) -> dict[int, Model]:
    base = cells[0].row.base if cells else None
    keys = {cell.target_pk: cell.locale.pk for cell in cells if cell.target_pk}
    return {keys[pk]: one for pk, one in base._base_manager.in_bulk(list(keys)).items()} if keys else {}


@transaction.atomic
def send(rows: list[Row], locales: list[Locale], rights: Rights, from_draft=False) -> Outcome:
    """Make drafts where there is no translation yet; where there is one, bring its list of texts up to date.

    `from_draft` takes the texts of the latest draft of each original, so that both can be published together.
    """
    outcome = Outcome()
    originals = instances(rows)
    for cell in wanted_cells(rows, locales, rights, outcome):
        original = originals.get(cell.row.id)
        if original is None:
            continue
        if State.APART in cell.states:
            outcome.leave(cell.row, cell.locale, _("it is kept apart from the original."))
            continue
        if from_draft and getattr(original, "latest_revision_id", None):
            if not rights.may_read_draft(original):
                outcome.leave(cell.row, cell.locale, _("you may not read drafts of the original."))
                continue
            original = original.get_latest_revision_as_object()
        TranslationSource.update_or_create_from_instance(original)
        if State.MISSING in cell.states:
            creator = TranslationCreator(rights.user, [cell.locale])
            for page in untranslated_above(original, cell.locale):
                creator.create_translations(page, include_related_objects=False)
            creator.create_translations(original)
        outcome.done += 1
    return outcome


def untranslated_above(original, locale) -> list[Page]:
    """The pages above that have no translation yet: sent along, for the package would copy them in English, live."""
    if not isinstance(original, Page):
        return []
    above = original.get_ancestors().filter(depth__gt=1).specific()
    known = set(
        Page.objects.filter(locale=locale, translation_key__in=[page.translation_key for page in above]).values_list(
            "translation_key", flat=True
        )
    )
    return [page for page in above if page.translation_key not in known]


@transaction.atomic
def publish_together(rows: list[Row], locales: list[Locale], rights: Rights) -> Outcome:
    """Publish the latest draft of each original and its finished translations at once.

    An original whose translation into one of these languages is missing or unfinished is left as it is, whole.
    """
    outcome = Outcome()
    originals = instances(rows)
    allowed = {}
    for cell in wanted_cells(rows, locales, rights, outcome):
        allowed.setdefault(cell.row.id, []).append(cell)
    for row in rows:
        original, cells = originals.get(row.id), allowed.get(row.id, [])
        if original is None or len(cells) < len(locales):
            continue
        if not rights.may_publish_original(original):
            outcome.left.append(_("%(title)s: you may not publish the original.") % {"title": row.title})
            continue
        reasons = [(cell, why) for cell in cells if (why := why_not_ready(cell))]
        for cell, why in reasons:
            outcome.leave(row, cell.locale, why)
        if not reasons:
            publish_original(original, rights.user)
            for cell in cells:
                publish_translation(cell, rights, outcome)
    return outcome


def why_not_ready(cell: Cell) -> str:
    if cell.translation_pk is None:
        return _("there is no translation that follows the original.")
    if cell.translated < cell.texts:
        return _("%(count)s texts are not translated yet.") % {"count": cell.texts - cell.translated}
    return ""


def publish_original(original, user):
    revision = getattr(original, "latest_revision", None)
    if revision is not None and getattr(original, "has_unpublished_changes", False):
        revision.publish(user=user)


def publish_translation(cell, rights, outcome):
    translation = Translation.objects.select_related("source", "target_locale").get(pk=cell.translation_pk)
    try:
        translation.save_target(user=rights.user, publish=True)
    except ValidationError as error:
        outcome.leave(cell.row, cell.locale, " ".join(error.messages))
    else:
        outcome.done += 1


@transaction.atomic
def mark_reviewed(rows: list[Row], locales: list[Locale], rights: Rights) -> Outcome:
    """Say of machine translations that a person has read them and found them right, as they stand now."""
    outcome = Outcome()
    for cell in wanted_cells(rows, locales, rights, outcome):
        if not cell.is_reviewable:
            continue
        if State.CHANGED in cell.states or State.UNFINISHED in cell.states:
            outcome.leave(cell.row, cell.locale, _("it is not in step with the original yet."))
            continue
        translation = Translation.objects.select_related("source").get(pk=cell.translation_pk)
        TranslationReview.objects.create(
            translation=translation, made_from=digest_of_source(translation.source), reviewed_by=rights.user
        )
        outcome.done += 1
    return outcome
