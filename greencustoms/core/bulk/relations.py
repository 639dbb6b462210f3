"""What belongs to records and is stored in tables of its own: rows of inline lists, and pages or records named."""

from collections import defaultdict

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import TranslatableMixin

from .tables import update_rows


def in_memory(record) -> dict:
    """What django-modelcluster holds of a record's relations before they are stored."""
    if not hasattr(record, "_cluster_related_objects"):
        record._cluster_related_objects = {}
    return record._cluster_related_objects


def start_empty(model, records):
    """Say of new records that nothing belongs to them yet but what was set; else each would be asked for."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    names += [field.name for field in get_all_child_m2m_relations(model)]
    for record in records:
        held = in_memory(record)
        for name in names:
            held.setdefault(name, [])


def load_relations(model, records):
    """Read all that belongs to these records, each relation at once. What was set in memory stays."""
    by_key = {record.pk: record for record in records}
    for relation in get_all_child_relations(model):
        load_children(relation, by_key)
    for field in get_all_child_m2m_relations(model):
        load_named(field, by_key)


def load_children(relation, by_key):
    key = relation.field.attname
    found = defaultdict(list)
    for child in relation.related_model._default_manager.filter(**{f"{key}__in": by_key}).order_by("pk"):
        setattr(child, relation.field.name, by_key[getattr(child, key)])
        child._is_as_stored = True
        found[getattr(child, key)].append(child)
    ordering = [name for name in relation.related_model._meta.ordering if name == "sort_order"]
    for pk, record in by_key.items():
        children = sorted(found[pk], key=lambda child: child.sort_order or 0) if ordering else found[pk]
        in_memory(record).setdefault(relation.get_accessor_name(), children)


def load_named(field, by_key):
    source, target = through_names(field)
    pairs = field.remote_field.through._default_manager.filter(**{f"{source}__in": by_key}).values_list(source, target)
    found = defaultdict(list)
    for pk, named in pairs:
        found[pk].append(named)
    objects = field.related_model._default_manager.in_bulk(
        {named for all_named in found.values() for named in all_named}
    )
    for pk, record in by_key.items():
        in_memory(record).setdefault(field.name, [objects[named] for named in found[pk] if named in objects])


def through_names(field):
    """The columns of the table between: the one that has the record, and the one that has what it names."""
    return f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


def store_relations(model, records):
    """Make the tables agree with what is held in memory of these records."""
    for relation in get_all_child_relations(model):
        store_children(relation, records)
    for field in get_all_child_m2m_relations(model):
        store_named(field, records)


def store_children(relation, records):
    """Insert, change and delete rows. A row that comes from an old revision gets back the key it had."""
    name, key, child_model = relation.get_accessor_name(), relation.field.attname, relation.related_model
    held = {record.pk: in_memory(record)[name] for record in records if name in in_memory(record)}
    records_by_pk = {record.pk: record for record in records}
    stored = set(child_model._base_manager.filter(**{f"{key}__in": held}).values_list("pk", flat=True))
    for pk, children in held.items():
        for child in children:
            setattr(child, key, pk)
            set_locale(child, records_by_pk[pk])
    children = [child for all_children in held.values() for child in all_children]
    gone = stored - {child.pk for child in children}
    if gone:
        child_model._base_manager.filter(pk__in=gone).delete()
    child_model._base_manager.bulk_create([child for child in children if child.pk not in stored])
    changed = [child for child in children if child.pk in stored and not hasattr(child, "_is_as_stored")]
    update_rows(child_model, changed)


def set_locale(child, record):
    """A new row stands in the language of its record; Django sends no signal that would say so for a bulk insert."""
    if isinstance(child, TranslatableMixin) and child.locale_id is None:
        child.locale_id = record.locale_id


def store_named(field, records):
    source, target = through_names(field)
    through = field.remote_field.through
    held = {record.pk: in_memory(record)[field.name] for record in records if field.name in in_memory(record)}
    wanted = {(pk, one.pk) for pk, named in held.items() for one in named}
    stored = {
        (pk, named): row
        for row, pk, named in through._base_manager.filter(**{f"{source}__in": held}).values_list("pk", source, target)
    }
    gone = [row for pair, row in stored.items() if pair not in wanted]
    if gone:
        through._base_manager.filter(pk__in=gone).delete()
    through._base_manager.bulk_create(
        [through(**{source: pk, target: named}) for pk, named in sorted(wanted - set(stored))]
    )
