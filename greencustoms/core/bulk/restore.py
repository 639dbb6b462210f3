"""Takes records back to what an older revision says, as far as it differs from a newer one."""

import copy

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from .relations import in_memory, load_relations

# What a revision notes about the state of a record and its place, not about what it says.
STATE = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "draft_title",
        "live",
        "expired",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "wagtail_admin_comments",
    }
)


def restored(model, records, contents: dict) -> list:
    """Return copies of these records that say again what they said.

    `contents` maps the key of each record to what its older and its newer revision hold. What refers to something that
    is gone by now is left out. Wagtail restores one record with a query for each reference; this takes one for each
    kind of reference, however many records there are.
    """
    load_relations(model, records)
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
    named = {field.name: field for field in get_all_child_m2m_relations(model)}
    made = []
    for record in records:
        older, newer = contents[record.pk]
        differing = {name for name in older if name not in STATE and older[name] != newer.get(name)}
        plain = {name: value for name, value in older.items() if name not in named}
        old = model.from_serializable_data(plain, check_fks=False)
        one = copy_of(record)
        for name in differing:
            if name in relations:
                setattr(one, name, list(getattr(old, name).all()))
            elif name in named:
                in_memory(one)[name] = list(older[name])
            else:
                attname = model._meta.get_field(name).attname
                setattr(one, attname, getattr(old, attname))
        made.append((one, record, differing))
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.remote_field.parent_link:
            leave_out_gone(field, [(one, record) for one, record, differing in made if field.name in differing])
    for name, relation in relations.items():
        leave_out_gone_rows(relation, [one for one, _record, differing in made if name in differing])
    for name, field in named.items():
        find_named(field, [one for one, _record, differing in made if name in differing])
    return [one for one, _record, _differing in made]


def copy_of(record):
    """A copy to put other values into; the record itself still says what it said."""
    made = copy.copy(record)
    made._state = copy.copy(record._state)
    made._state.fields_cache = dict(record._state.fields_cache)
    made._cluster_related_objects = dict(in_memory(record))
    return made


def existing(model, keys) -> set:
    keys = {key for key in keys if key is not None}
    return set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def leave_out_gone(field, pairs):
    """Where what an old value refers to is gone, the present value stays."""
    there = existing(field.related_model, (getattr(one, field.attname) for one, _record in pairs))
    for one, record in pairs:
        if getattr(one, field.attname) not in {None, *there}:
            setattr(one, field.attname, getattr(record, field.attname))


def leave_out_gone_rows(relation, records):
    """Rows that refer to something that is gone stay away."""
    name, child_model = relation.get_accessor_name(), relation.related_model
    for field in child_model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field == relation.field:
            continue
        rows = [row for one in records for row in in_memory(one)[name]]
        there = existing(field.related_model, (getattr(row, field.attname) for row in rows))
        for one in records:
            kept = [row for row in in_memory(one)[name] if getattr(row, field.attname) in {None, *there}]
            in_memory(one)[name] = kept


def find_named(field, records):
    """From keys to the pages or records they stand for, as far as these are there."""
    keys = {key for one in records for key in in_memory(one)[field.name]}
    objects = field.related_model._default_manager.in_bulk(keys)
    for one in records:
        in_memory(one)[field.name] = [objects[key] for key in in_memory(one)[field.name] if key in objects]
