"""What the translation package keeps of each translation, written for hundreds of them at once.

The package itself asks the database some hundred times for each. With these rows its editor shows every text beside
its translation, knows which revision of the original was translated, and marks what was translated by a machine.
"""

import json
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)

from .sources import Source

TOOL = "Initial content"
BATCH = 500


def as_json(value):
    return json.dumps(value, cls=DjangoJSONEncoder)


def content_of(instance: Model) -> str:
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    return as_json(get_serializable_data_for_fields(instance))


class Bookkeeping:
    """Writes the rows of many sources, then those of their translations into one language after the other."""

    def __init__(self, locale: Locale):
        self.locale = locale
        self.now = timezone.now()
        self.versions = {}
        self.records = {}
        """The package's record of each source, by its translation key."""

    # The originals

    def keep_sources(self, sources: Iterable[Source]):
        """Note the originals as they are now. Those that the package knows already stay as they are."""
        sources = list(sources)
        keys = [source.instance.translation_key for source in sources]
        found = TranslationSource.objects.filter(locale=self.locale, object_id__in=keys)
        known = {record.object_id: record for record in found}
        new = [source for source in sources if source.instance.translation_key not in known]
        TranslatableObject.objects.bulk_create(
            [self.translatable_object(source.instance) for source in new], ignore_conflicts=True, batch_size=BATCH
        )
        made = TranslationSource.objects.bulk_create([self.source(one.instance) for one in new], batch_size=BATCH)
        self.records |= known | {one.object_id: one for one in made}
        self.keep_segments(new)

    def translatable_object(self, instance):
        base = ContentType.objects.get_for_model(instance.get_translation_model())
        return TranslatableObject(translation_key=instance.translation_key, content_type=base)

    def source(self, instance):
        label = instance._meta.app_label
        if label not in self.versions:
            self.versions[label] = get_schema_version(label)
        return TranslationSource(
            object_id=instance.translation_key,
            specific_content_type=ContentType.objects.get_for_model(type(instance)),
            locale=self.locale,
            object_repr=str(instance)[:200],
            content_json=content_of(instance),
            schema_version=self.versions[label],
            last_updated_at=self.now,
        )

    def keep_segments(self, sources):
        contexts = self.keep_contexts(sources)
        strings, templates = self.keep_strings(sources), self.keep_templates(sources)
        rows = {StringSegment: [], TemplateSegment: [], RelatedObjectSegment: [], OverridableSegment: []}
        for source in sources:
            key = source.instance.translation_key
            for one in source.segments:
                place = {"source": self.records[key], "context_id": contexts[key, one.path], "order": one.order}
                if isinstance(one, StringSegmentValue):
                    row = StringSegment(string_id=strings[one.string.data], attrs=as_json(one.attrs), **place)
                elif isinstance(one, TemplateSegmentValue):
                    row = TemplateSegment(template_id=templates[one.template], **place)
                elif isinstance(one, RelatedObjectSegmentValue):
                    named, _made = TranslatableObject.objects.get_or_create(
                        translation_key=one.translation_key, defaults={"content_type": one.content_type}
                    )
                    row = RelatedObjectSegment(object=named, **place)
                elif isinstance(one, OverridableSegmentValue):
                    row = OverridableSegment(data_json=as_json(one.data), **place)
                rows[type(row)].append(row)
        for model, made in rows.items():
            model.objects.bulk_create(made, batch_size=BATCH)

    def keep_contexts(self, sources):
        wanted = {(source.instance.translation_key, one.path) for source in sources for one in source.segments}
        TranslationContext.objects.bulk_create(
            [
                TranslationContext(object_id=key, path=path, path_id=TranslationContext._get_path_id(path))
                for key, path in sorted(wanted, key=str)
            ],
            ignore_conflicts=True,
            batch_size=BATCH,
        )
        rows = TranslationContext.objects.values_list("object_id", "path", "pk")
        return {(key, path): pk for key, path, pk in rows}

    def keep_strings(self, sources):
        texts = {
            one.string.data for source in sources for one in source.segments if isinstance(one, StringSegmentValue)
        }
        String.objects.bulk_create(
            [String(locale=self.locale, data=text, data_hash=String._get_data_hash(text)) for text in sorted(texts)],
            ignore_conflicts=True,
            batch_size=BATCH,
        )
        return dict(String.objects.filter(locale=self.locale).values_list("data", "pk"))

    def keep_templates(self, sources):
        wanted = {
            one.template: one for source in sources for one in source.segments if isinstance(one, TemplateSegmentValue)
        }
        known = dict(Template.objects.values_list("template", "pk"))
        for text, one in wanted.items():
            if text not in known:
                known[text] = Template.from_value(one).pk
        return known

    # The translations

    def keep_translations(self, pairs, locale: Locale, translations: dict[str, str]):
        """Note the translations into that language: pairs of a source and what was made of it, with its revision."""
        pairs = list(pairs)
        records = [self.records[source.instance.translation_key] for source, _made in pairs]
        Translation.objects.bulk_create(
            [
                Translation(
                    source=record,
                    target_locale=locale,
                    translations_last_updated_at=self.now,
                    destination_last_updated_at=self.now,
                )
                for record in records
            ],
            batch_size=BATCH,
        )
        TranslationLog.objects.bulk_create(
            [
                TranslationLog(source=record, locale=locale, revision=getattr(made, "latest_revision", None))
                for record, (_source, made) in zip(records, pairs, strict=True)
            ],
            batch_size=BATCH,
        )
        segments = StringSegment.objects.filter(source__in=[record.pk for record in records]).select_related("string")
        words = {}
        for segment in segments:
            text = segment.string.data
            words[segment.string_id, segment.context_id] = translations.get(text, text)
        StringTranslation.objects.bulk_create(
            [
                StringTranslation(
                    translation_of_id=string,
                    context_id=context,
                    locale=locale,
                    data=text,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
                    tool_name=TOOL,
                    created_at=self.now,
                    updated_at=self.now,
                )
                for (string, context), text in words.items()
            ],
            batch_size=BATCH,
        )
