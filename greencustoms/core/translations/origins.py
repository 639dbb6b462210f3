"""Which texts of the original a translation was made from, and whether they have changed since.

Texts are compared, not dates: who publishes an original again without changing a word makes no translation old.
A digest stands for all texts of an original with their places, as the translation package offers them to translators.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import groupby

from django.db import transaction
from django.db.models import F, Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.models import StringSegment, Translation, TranslationLog, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from ..bulk.relations import load_relations
from ..memo import remember
from ..models import SourceTexts, TranslationOrigin

Texts = dict[str, list[str]]
"""The texts at each place of an original, in their order."""


def texts_of_instance(instance: Model) -> Texts:
    found = defaultdict(list)
    segments = [one for one in extract_segments(instance) if isinstance(one, StringSegmentValue)]
    for segment in sorted(segments, key=lambda one: one.order):
        found[segment.path].append(segment.string.data)
    return dict(found)


def texts_of_sources(sources: Iterable[int]) -> dict[int, Texts]:
    """The texts that the translation package has noted, of many originals, in one query."""
    found = {source: defaultdict(list) for source in sources}
    rows = StringSegment.objects.filter(source__in=found).order_by("source", "order")
    for source, path, text in rows.values_list("source", "context__path", "string__data"):
        found[source][path].append(text)
    return {source: dict(texts) for source, texts in found.items()}


def digest(texts: Texts) -> str:
    return hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()


def digest_of_source(source: TranslationSource) -> str:
    return digest(texts_of_sources([source.pk])[source.pk])


def changed_originals() -> dict[tuple, datetime]:
    """When the original of a translation changed, by its translation key and locale; only where it did.

    Asked for on every page, so it is remembered until content changes.
    """
    return remember("changed originals", read_changed_originals)


def read_changed_originals():
    rows = TranslationOrigin.objects.exclude(live_from="").exclude(live_from=F("translation__source__texts__digest"))
    rows = rows.filter(translation__source__texts__isnull=False)
    fields = ("translation__source__object_id", "translation__target_locale_id")
    return {
        (key, locale): changed_at
        for key, locale, changed_at in rows.values_list(*fields, "translation__source__texts__changed_at")
    }


def original_changed_at(instance) -> datetime | None:
    """When the texts of the original changed after this translation was made; nothing if they did not."""
    if not isinstance(instance, TranslatableMixin):
        return None
    return changed_originals().get((instance.translation_key, instance.locale_id))


# Noting


def note_texts(source: TranslationSource, instance: Model):
    """The original is published with these texts."""
    now = digest(texts_of_instance(instance))
    texts, made = SourceTexts.objects.get_or_create(
        source=source, defaults={"digest": now, "changed_at": timezone.now()}
    )
    if not made and texts.digest != now:
        texts.digest, texts.changed_at = now, timezone.now()
        texts.save()


def original_saved(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """A draft of something that is live is stored as a revision; its own row then changes in named fields only."""
    # What is new has not been sent for translation yet.
    if (
        created
        or raw
        or update_fields is not None
        or not isinstance(instance, TranslatableMixin)
        or not hasattr(sender, "pk")
    ):
        return
    if sender.__module__ == "__fake__" or not getattr(instance, "live", True):
        return
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale_id).first()
    if source is not None and source.specific_content_type.model_class() is sender:
        note_texts(source, instance)


def translation_saved(instance, created, raw=False, **kwargs):
    """The translation package made or changed a page or record: of the texts that it has noted of the original."""
    if raw or not created:
        return
    translation = Translation.objects.filter(source=instance.source_id, target_locale=instance.locale_id).first()
    if translation is None:
        return
    source = instance.source
    if not SourceTexts.objects.filter(source=source).exists():
        note_texts(source, source.get_source_instance())
    origin, _made = TranslationOrigin.objects.get_or_create(translation=translation)
    origin.saved_from = digest_of_source(source)
    if not hasattr(source.specific_content_type.model_class(), "has_unpublished_changes"):
        origin.live_from = origin.saved_from
    origin.save()


def something_published(sender, instance, **kwargs):
    if not isinstance(instance, TranslatableMixin):
        return
    if instance.locale_id != original_locale():
        translation_published(instance)
    elif instance.first_published_at != instance.last_published_at:
        # Writing in bulk sends no other signal. What is published for the first time has been noted when it was sent.
        original_saved(sender, instance)


@cache
def original_locale() -> int:
    """The key of the language that is translated from. It is asked for with each of thousands of new records."""
    return Locale.get_default().pk


def forget_original_locale(**kwargs):
    original_locale.cache_clear()


def translation_published(instance):
    origin = TranslationOrigin.objects.filter(
        translation__source__object_id=instance.translation_key, translation__target_locale=instance.locale_id
    ).first()
    if origin is not None and origin.live_from != origin.saved_from:
        origin.live_from = origin.saved_from
        origin.save()


def connect():
    """Called once, when the apps are ready."""
    post_save.connect(original_saved, dispatch_uid="origins-original")
    post_save.connect(translation_saved, sender=TranslationLog, dispatch_uid="origins-translation")
    page_published.connect(something_published, dispatch_uid="origins-page")
    published.connect(something_published, dispatch_uid="origins-record")
    post_save.connect(forget_original_locale, sender=Locale, dispatch_uid="origins-locale-saved")
    post_delete.connect(forget_original_locale, sender=Locale, dispatch_uid="origins-locale-deleted")


# What was written many at once, without signals


@transaction.atomic
def note_what_is_missing():
    """Note texts and origins of translations that were written in bulk: those are made from what is noted of them."""
    sources = list(TranslationSource.objects.filter(texts=None, locale=Locale.get_default()))
    SourceTexts.objects.bulk_create(list(texts_now(sources)), batch_size=500)
    translations = list(Translation.objects.filter(origin=None).values_list("pk", "source_id"))
    if translations:
        noted = texts_of_sources({source for _pk, source in translations})
        digests = {source: digest(texts) for source, texts in noted.items()}
        TranslationOrigin.objects.bulk_create(
            [
                TranslationOrigin(translation_id=pk, saved_from=digests[source], live_from=digests[source])
                for pk, source in translations
            ],
            batch_size=500,
        )


def texts_now(sources):
    by_kind = sorted(sources, key=lambda source: source.specific_content_type_id)
    for _kind, group in groupby(by_kind, key=lambda source: source.specific_content_type_id):
        group = list(group)
        instances = instances_of(group)
        for source in group:
            if source.object_id in instances:
                texts = texts_of_instance(instances[source.object_id])
                yield SourceTexts(source=source, digest=digest(texts), changed_at=timezone.now())


def instances_of(sources: list[TranslationSource]) -> dict:
    """The originals of sources of one kind, with all that belongs to them, by their translation key."""
    model = sources[0].specific_content_type.model_class()
    found = list(
        model._default_manager.filter(
            translation_key__in=[source.object_id for source in sources], locale=sources[0].locale_id
        )
    )
    if issubclass(model, ClusterableModel):
        load_relations(model, found)
    return {instance.translation_key: instance for instance in found}
