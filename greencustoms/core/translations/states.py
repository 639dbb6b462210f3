"""How each translation stands, for any number of rows in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Max, Model, OuterRef, Q, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from ..models import TranslationReview
from .rows import Row

# Databases take only so many values in one query.
KEYS_AT_MOST = 500


class State(TextChoices):
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    CHANGED = "changed", _("Original changed since")
    UNFINISHED = "unfinished", _("Texts not translated yet")
    UNREVIEWED = "unreviewed", _("Machine translation, never reviewed")
    APART = "apart", _("Kept apart from the original")
    IN_STEP = "in-step", _("In step")


@dataclass
class Cell:
    """One translation: what can be said of it, the most urgent first."""

    row: Row
    locale: Locale
    states: list[State] = field(default_factory=list)
    target_pk: int | None = None
    translation_pk: int | None = None
    is_live: bool = False
    texts: int = 0
    translated: int = 0

    @property
    def is_reviewable(self):
        return State.UNREVIEWED in self.states


def cells_of(rows: list[Row], locales: list[Locale]) -> dict[str, list[Cell]]:
    """The cells of each row, in the order of the languages, by the id of the row."""
    facts = Facts(rows, locales)
    return {row.id: [facts.cell(row, locale) for locale in locales] for row in rows}


class Facts:
    """All that the database knows of the translations of these rows."""

    def __init__(self, rows: list[Row], locales: list[Locale]):
        self.locales = locales
        self.keys = {row.key for row in rows}
        # Few keys are named in the query; of many, all are read and sorted out here.
        self.is_everything = len(self.keys) > KEYS_AT_MOST
        self.targets = {}
        for base in {row.base for row in rows}:
            self.read_targets(base)
        self.read_translations()
        self.read_texts()

    def only(self, queryset, name):
        return queryset if self.is_everything else queryset.filter(**{f"{name}__in": self.keys})

    def read_targets(self, base):
        fields = ["translation_key", "locale_id", "pk"]
        fields += ["live", "alias_of_id"] if base is Page else []
        fields += ["live"] if base is not Page and has_field(base, "live") else []
        found = self.only(base._base_manager.filter(locale__in=self.locales), "translation_key")
        for key, locale, pk, *more in found.values_list(*fields):
            is_live, is_alias = more[0] if more else True, len(more) > 1 and more[1] is not None
            if not is_alias:
                self.targets[base, key, locale] = (pk, is_live)

    def read_translations(self):
        reviews = TranslationReview.objects.filter(translation=OuterRef("pk")).order_by("-reviewed_at", "-pk")
        found = Translation.objects.filter(target_locale__in=self.locales, enabled=True).annotate(
            key=F("source__object_id"),
            now=F("source__texts__digest"),
            saved_from=F("origin__saved_from"),
            live_from=F("origin__live_from"),
            reviewed_from=Subquery(reviews.values("made_from")[:1]),
            reviewed_at=Subquery(reviews.values("reviewed_at")[:1]),
        )
        found = self.only(found, "source__object_id")
        self.translations = {(one.key, one.target_locale_id): one for one in found}

    def read_texts(self):
        """How many texts each original has, how many are translated, how many of them by a machine."""
        segments = self.only(StringSegment.objects.all(), "source__object_id")
        counted = segments.values_list("source").annotate(texts=Count("pk")).order_by()
        self.texts = dict(counted)
        by_machine = Q(context__translations__translation_type="machine")
        done = (
            segments.filter(
                context__translations__translation_of=F("string"),
                context__translations__locale__in=self.locales,
                context__translations__has_error=False,
            )
            .values_list("source", "context__translations__locale")
            .annotate(
                done=Count("pk"),
                by_machine=Count("pk", filter=by_machine),
                newest=Max("context__translations__updated_at", filter=by_machine),
            )
            .order_by()
        )
        self.done = defaultdict(lambda: (0, 0, None))
        for source, locale, *counts in done:
            self.done[source, locale] = tuple(counts)

    def cell(self, row: Row, locale: Locale) -> Cell:
        cell = Cell(row, locale)
        translation = self.translations.get((row.key, locale.pk))
        cell.target_pk, cell.is_live = self.targets.get((row.base, row.key, locale.pk), (None, False))
        if cell.target_pk is None:
            cell.states = [State.MISSING]
            return cell
        if translation is None:
            cell.states = [State.APART] if cell.is_live else [State.DRAFT, State.APART]
            return cell
        cell.translation_pk = translation.pk
        cell.texts = self.texts.get(translation.source_id, 0)
        cell.translated, by_machine, newest = self.done[translation.source_id, locale.pk]
        cell.states = list(self.states(cell, translation, by_machine, newest)) or [State.IN_STEP]
        return cell

    def states(self, cell, translation, by_machine, newest):
        if not cell.is_live:
            yield State.DRAFT
        made_from = translation.live_from if cell.is_live else translation.saved_from
        if made_from and translation.now and made_from != translation.now:
            yield State.CHANGED
        if cell.translated < cell.texts:
            yield State.UNFINISHED
        is_reviewed = (
            by_machine
            and translation.reviewed_at
            and translation.reviewed_from == translation.saved_from == translation.now
            and newest <= translation.reviewed_at
        )
        if by_machine and not is_reviewed:
            yield State.UNREVIEWED


def has_field(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())
