"""Makes the pages and records of the other languages: all that is new in the catalogues, in one transaction."""

from collections import Counter
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import DraftStateMixin, Locale, Page, RevisionMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from greencustoms.core.bulk import BulkWriter
from greencustoms.core.bulk.relations import load_relations

from ..indexing import indexed_at_the_end, label
from ..loading import ADDED, CHANGED, LEFT, UNCHANGED
from ..memory import Memory, digest, state_of_page, state_of_record
from .bookkeeping import TOOL, Bookkeeping
from .catalogues import read_catalogues, translatable_objects
from .copies import AllCounterparts, translated_copy
from .pages import TranslatedPageWriter, pages_named_by
from .sources import Source


def load_translations(folder: Path) -> dict[str, Counter]:
    """Load `folder/<language>/*.po` and return, for each language, how many translations were added, changed, …

    What an editor changed or deleted since is left alone, as are originals of which less than half is translated.
    """
    memory, counts = Memory(), {}
    catalogues = {
        language: {entry.msgid: entry.msgstr for entry in read_catalogues(folder / language).values() if entry.msgstr}
        for language, _name in settings.LANGUAGES
        if language != settings.LANGUAGE_CODE
    }
    loaded = memory.get("all content files")
    whole = digest([loaded.source_digest if loaded else "", catalogues])
    known = memory.get("all translations")
    if not any(catalogues.values()) or (known and known.source_digest == whole):
        return counts
    with transaction.atomic():
        original = Locale.get_default()
        sources = read_sources(original)
        bookkeeping = Bookkeeping(original)
        for language, translations in catalogues.items():
            if translations:
                run = Run(Locale.objects.get(language_code=language), translations, memory, bookkeeping)
                counts[language] = run.load(sources)
        memory.keep("all translations", None, whole, "")
        memory.save()
    return counts


def read_sources(locale) -> list[Source]:
    """What visitors can see in that language, with all that belongs to each in memory: it is asked for five times."""
    instances = [one for one in translatable_objects(locale) if getattr(one, "live", True)]
    for model, group in groupby(sorted(instances, key=label), key=type):
        load_relations(model, list(group))
    return [Source(one) for one in instances]


class Run:
    """One language. New translations are written many at once; the few that changed go through the package itself."""

    def __init__(self, locale, translations, memory, bookkeeping):
        self.locale = locale
        self.translations = translations
        self.memory = memory
        self.bookkeeping = bookkeeping
        self.counterparts = AllCounterparts(locale.pk)
        self.counts = Counter()
        self.made = []

    def load(self, sources: list[Source]) -> Counter:
        self.existing = self.find_existing(sources)
        new = []
        for source in sources:
            what = self.what_to_do(source)
            self.counts[what] += 1
            if what == ADDED:
                new.append(source)
            elif what == CHANGED:
                self.change(source)
        with indexed_at_the_end() as note:
            self.add_pages([source for source in new if isinstance(source.instance, Page)])
            self.add_records([source for source in new if not isinstance(source.instance, Page)], note)
        self.bookkeeping.keep_sources([source for source, _made in self.made])
        self.bookkeeping.keep_translations(self.made, self.locale, self.translations)
        self.remember()
        return self.counts

    def find_existing(self, sources):
        found = {}
        for model, group in groupby(sources, key=lambda source: source.instance.get_translation_model()):
            keys = [source.instance.translation_key for source in group]
            for one in model._base_manager.filter(locale=self.locale, translation_key__in=keys):
                found[model, one.translation_key] = one
        return found

    def translation_of(self, instance):
        return self.existing.get((instance.get_translation_model(), instance.translation_key))

    def key(self, source):
        return f"{self.locale.language_code} {source.instance._meta.label_lower} {source.instance.translation_key}"

    def words(self, source):
        return digest([[text, self.translations.get(text)] for text in source.texts])

    def what_to_do(self, source):
        remembered, translation = self.memory.get(self.key(source)), self.translation_of(source.instance)
        if remembered is None:
            is_wanted = translation is None and source.is_ready_for(self.translations)
            return ADDED if is_wanted else LEFT
        if translation is None or remembered.object_state != self.state_of(translation):
            return LEFT
        return UNCHANGED if remembered.source_digest == self.words(source) else CHANGED

    def state_of(self, translation):
        if isinstance(translation, Page):
            return state_of_page(translation, Page.objects.get(pk=translation.pk).get_parent().pk)
        return state_of_record(translation)

    # New ones

    def add_pages(self, sources):
        """A page comes after the page above it and after the pages it names, so that it can name their translations."""
        waiting = sorted(sources, key=lambda source: (source.instance.depth, source.instance.path))
        while waiting:
            keys = {source.instance.pk for source in waiting}
            parents = {source.instance.pk: source.instance.get_parent() for source in waiting}
            free = [source for source in waiting if parents[source.instance.pk].pk not in keys]
            ready = [source for source in free if not pages_named_by(source.instance) & keys] or free
            for model, group in groupby(ready, key=lambda source: type(source.instance)):
                self.add_under_parents(model, list(group))
            written = {source.instance.pk for source in ready}
            waiting = [source for source in waiting if source.instance.pk not in written]

    def add_under_parents(self, model, sources):
        pairs = []
        for source in sources:
            parent = self.parent_of(source.instance)
            if parent is None:
                self.counts[ADDED] -= 1
                self.counts[LEFT] += 1
                continue
            copy = self.copy(source)
            copy.path_of_original = source.instance.path
            if parent.depth == 1:
                copy.slug = f"{copy.slug}-{self.locale.language_code}"
            pairs.append((parent, copy))
        TranslatedPageWriter(model).add_under(pairs)
        self.counterparts.forget()

    def parent_of(self, page):
        parent = page.get_parent()
        if parent.depth == 1:
            return parent
        return Page.objects.filter(translation_key=parent.translation_key, locale=self.locale).first()

    def add_records(self, sources, note):
        """What others name comes first: records are written when all they name has been."""
        waiting = sources
        while waiting:
            keys = {source.instance.translation_key for source in waiting}
            ready = [source for source in waiting if not self.named_by(source) & keys] or waiting
            for model, group in groupby(ready, key=lambda source: type(source.instance)):
                self.store(model, [self.copy(source) for source in group], note)
            written = {id(source) for source in ready}
            waiting = [source for source in waiting if id(source) not in written]

    def named_by(self, source):
        keys = {one.translation_key for one in source.segments if hasattr(one, "translation_key")}
        return keys - {source.instance.translation_key}

    def copy(self, source):
        copy = translated_copy(source, self.translations, self.locale, self.counterparts)
        self.made.append((source, copy))
        return copy

    def store(self, model, copies, note):
        self.counterparts.forget()
        if issubclass(model, DraftStateMixin):
            BulkWriter(model).add(copies)
            return
        for copy in copies:
            copy.save()
            if isinstance(copy, RevisionMixin):
                copy.save_revision(clean=False)
            note(copy)

    def remember(self):
        pages = {
            one.pk: one for one in Page.objects.filter(pk__in=[c.pk for _s, c in self.made if isinstance(c, Page)])
        }
        parents = dict(Page.objects.values_list("path", "pk"))
        for source, copy in self.made:
            if isinstance(copy, Page):
                page = pages[copy.pk]
                state = state_of_page(page, parents.get(page.path[: -Page.steplen]))
            else:
                state = state_of_record(type(copy)._base_manager.get(pk=copy.pk))
            self.memory.keep(self.key(source), copy, self.words(source), state)

    # Changed ones

    def change(self, source):
        """Take in the new words, and what changed in the original, as an editor would who updates a translation."""
        record, _made = TranslationSource.update_or_create_from_instance(source.instance)
        translation, _made = Translation.objects.get_or_create(source=record, target_locale=self.locale)
        for segment in record.stringsegment_set.select_related("string"):
            text = segment.string.data
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context_id=segment.context_id,
                locale=self.locale,
                defaults={
                    "data": self.translations.get(text, text),
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": TOOL,
                },
            )
        translation.save_target(publish=True)
        made = translation.get_target_instance()
        self.memory.keep(self.key(source), made, self.words(source), self.state_of(made))
