"""A page or record in one language names pages and records of the same language, wherever they exist in it.

A new translation is a copy of its original, so at first it names what the original names. What has no translation yet
stays as it is: readers are led to the original.
"""

from django.db import models
from django.db.models.signals import pre_save
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import Locale, TranslatableMixin


class Counterparts:
    """What stands for a page or record in one language. Remembers its answers: use one for one piece of work."""

    def __init__(self, locale_id):
        self.locale_id = locale_id
        self.known = {}

    def key_of(self, model, key):
        """The primary key of that record's translation; its own where there is none."""
        if (model, key) not in self.known:
            original = model._base_manager.filter(pk=key).values("translation_key")
            found = model._base_manager.filter(locale=self.locale_id, translation_key__in=original)
            self.known[model, key] = found.values_list("pk", flat=True).first() or key
        return self.known[model, key]


def point_to_same_language(instance, counterparts):
    """Change what the record names: its foreign keys, and the pages it is said to belong with."""
    for field in instance._meta.concrete_fields:
        if is_reference(field) and getattr(instance, field.attname):
            setattr(instance, field.attname, counterparts.key_of(field.related_model, getattr(instance, field.attname)))
    held = getattr(instance, "_cluster_related_objects", {})
    for field in get_all_child_m2m_relations(type(instance)):
        if issubclass(field.related_model, TranslatableMixin) and held.get(field.name):
            keys = [counterparts.key_of(field.related_model, one.pk) for one in held[field.name]]
            if keys != [one.pk for one in held[field.name]]:
                found = field.related_model._base_manager.in_bulk(keys)
                setattr(instance, field.name, [found[key] for key in keys if key in found])


def is_reference(field):
    return (
        isinstance(field, models.ForeignKey)
        and not isinstance(field, (ParentalKey, models.OneToOneField))
        and field.name != "alias_of"
        and issubclass(field.related_model, TranslatableMixin)
    )


def point_before_save(sender, instance, raw=False, **kwargs):
    is_translation = isinstance(instance, TranslatableMixin) and sender.__module__ != "__fake__" and not raw
    if is_translation and instance.locale_id and instance.locale_id != Locale.get_default().pk:
        point_to_same_language(instance, Counterparts(instance.locale_id))


def connect():
    """Called once, when the apps are ready."""
    pre_save.connect(point_before_save, dispatch_uid="same-language")
