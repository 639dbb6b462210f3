"""Makes, in memory, the translation of a page or record: a copy of it with the words of another language."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, TranslatableMixin
from wagtail_localize.segments.ingest import ingest_segments

from greencustoms.core.bulk.relations import in_memory
from greencustoms.core.same_language import Counterparts, point_to_same_language

from .sources import Source

# What a copy has of its own: its keys, its place in the tree, its history.
OWN = {
    "alias_of",
    "depth",
    "first_published_at",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "path",
    "url_path",
}


class AllCounterparts(Counterparts):
    """Reads all translations of a model at once, as long as nothing new is stored: then `forget`."""

    def __init__(self, locale_id):
        super().__init__(locale_id)
        self.forget()

    def forget(self):
        self.translated, self.originals = {}, {}

    def by_translation_key(self, model):
        if model not in self.translated:
            rows = model._base_manager.filter(locale=self.locale_id).values_list("translation_key", "pk")
            self.translated[model] = dict(rows)
            self.originals[model] = dict(model._base_manager.values_list("pk", "translation_key"))
        return self.translated[model]

    def key_of(self, model, key):
        translated = self.by_translation_key(model)
        return translated.get(self.originals[model].get(key), key)

    def has(self, segment):
        return segment.translation_key in self.by_translation_key(segment.content_type.model_class())


def translated_copy(
    source: Source, translations: dict[str, str], locale: Locale, counterparts: AllCounterparts
) -> Model:
    """The translation, not stored yet. A page still needs its place in the tree."""
    copy = copy_of_values(source.instance)
    copy.locale = locale
    for relation in get_all_child_relations(source.instance):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            in_memory(copy)[name] = [
                copy_of_row(row, locale, counterparts) for row in getattr(source.instance, name).all()
            ]
    for field in get_all_child_m2m_relations(source.instance):
        in_memory(copy)[field.name] = list(getattr(source.instance, field.name).all())
    ready = [
        segment
        for segment in source.translated_segments(translations)
        if not hasattr(segment, "translation_key") or counterparts.has(segment)
    ]
    ingest_segments(copy, copy, source.instance.locale, locale, ready)
    point_to_same_language(copy, counterparts)
    if isinstance(copy, Page):
        copy.draft_title = copy.title
    return copy


def copy_of_row(row, locale, counterparts):
    copy = copy_of_values(row)
    if isinstance(copy, TranslatableMixin):
        copy.locale = locale
    point_to_same_language(copy, counterparts)
    return copy


def copy_of_values(instance: Model) -> Model:
    """A new object with the values of that one. Streams are made anew: words are put into them in place."""
    copy = type(instance)()
    for field in instance._meta.concrete_fields:
        if field.primary_key or field.name in OWN or (field.is_relation and field.remote_field.parent_link):
            continue
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            stored = json.dumps(value.get_prep_value(), cls=DjangoJSONEncoder)
            value = field.to_python(stored)
        setattr(copy, field.attname, value)
    return copy
