"""Puts the values of a row into a controlled item, and tells what one holds."""

import copy

from greencustoms.core.bulk.relations import in_memory

from ..identifiers import normalise
from ..models import ControlledItem, ItemIdentifier, ItemListing
from .columns import MARK_COLUMNS
from .marks import Listed, Mark


def marks_of(item: ControlledItem, kind) -> list[Mark]:
    return [Mark(row.value, row.edition, row.language) for row in item.identifiers.all() if row.kind == kind]


def listings_of(item: ControlledItem, chapters_by_key) -> list[Listed]:
    return [
        Listed(chapters_by_key[row.chapter_id], row.list_name, row.since, row.note, row.source_title, row.source_url)
        for row in item.listings.all()
        if row.chapter_id in chapters_by_key
    ]


def fill(target: ControlledItem, values: dict, all_values: dict, found: dict):
    """Set those values. Rows that are there already and stay keep their keys. `found` has what slugs stand for."""
    for name, value in values.items():
        if name == "category":
            target.category = found["category"].get(value)
        elif name == "owner":
            target.owner = found["owner"].get(value)
        elif name not in MARK_COLUMNS and name != "listings":
            setattr(target, name, value)
    if "listings" in values:
        set_rows(
            target, "listings", [make_listing(listed, found["listings"]) for listed in values["listings"]], LISTING
        )
    if values.keys() & MARK_COLUMNS.keys():
        marks = [make_mark(kind, mark) for name, kind in MARK_COLUMNS.items() for mark in all_values[name]]
        set_rows(target, "identifiers", marks, MARK)


MARK = ("kind", "value", "edition", "language")
LISTING = ("chapter_id", "list_name", "since", "note", "source_title", "source_url")


def make_mark(kind, mark: Mark) -> ItemIdentifier:
    normalised = normalise(kind, mark.value)[:200]
    return ItemIdentifier(kind=kind.value, normalised=normalised, **mark._asdict())


def make_listing(listed: Listed, chapters) -> ItemListing:
    return ItemListing(**listed._asdict() | {"chapter": chapters[listed.chapter]})


def set_rows(target, relation, rows, names):
    """Put these rows in this order, taking over those that say the same already."""
    there = {tuple(getattr(row, name) for name in names): row for row in getattr(target, relation).all()}
    taken = []
    for place, row in enumerate(rows):
        same = there.pop(tuple(getattr(row, name) for name in names), None)
        made = copy.copy(same) if same else row
        if made.sort_order != place:
            made.sort_order = place
            made.__dict__.pop("_is_as_stored", None)
        taken.append(made)
    in_memory(target)[relation] = taken
    for made in taken:
        made.item = target
