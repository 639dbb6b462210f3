"""Puts the values of an entry into a page or record, and checks what came of it."""

import json

from django.core.exceptions import ValidationError
from wagtail.fields import StreamField

from .blocks import Block
from .entry import PageReference
from .fields import Row
from .problems import Place, Problems
from .references import RecordReference, References

TREE_FIELDS = ["path", "depth", "numchild", "url_path", "slug"]


def fill(target, fields: dict, references: References):
    """Set those fields of a page, of a record or of a row of an inline list."""
    for name, value in fields.items():
        field = target._meta.get_field(name)
        if isinstance(field, StreamField):
            setattr(target, name, with_ids(field, references.resolve_each(value)))
        elif field.one_to_many:
            setattr(target, name, [make_row(field, row, at, references) for at, row in enumerate(value)])
        elif field.many_to_many:
            setattr(target, name, references.pages_at(value))
        elif isinstance(value, RecordReference):
            setattr(target, name, references.record(value))
        elif isinstance(value, PageReference):
            page = references.page_at(value)
            setattr(target, field.attname, page.pk if page else None)
        else:
            setattr(target, name, references.resolve(value))


def with_ids(field, blocks: list) -> list:
    """Those blocks as Wagtail stores them: the items of lists have ids too, by which translations find them."""
    stream = field.to_python(json.dumps(blocks))
    # What nobody has looked at is stored as it came.
    for _block in stream:
        pass
    return list(stream.get_prep_value())


def make_row(relation, row, at, references):
    made = relation.related_model(sort_order=at)
    fill(made, row, references)
    return made


def plain_fields(fields: dict) -> dict:
    """The fields that refer to no other page: enough to make the page, so that others can refer to it."""
    return {name: value for name, value in fields.items() if not isinstance(value, (list, PageReference))}


def note_errors(target, entry, fields, problems: Problems):
    """Note what Django and Wagtail find wrong with a filled page or record, on the lines it comes from."""
    try:
        target.full_clean(exclude=[*TREE_FIELDS, *names_of_references(fields)])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                problems.add(entry.place_of(name), f"‘{name}’: {message}" if name != "__all__" else message)
    for name, value in fields.items():
        field = target._meta.get_field(name)
        if isinstance(field, StreamField):
            note_block_errors(field, getattr(target, name), value, problems)
        elif field.one_to_many:
            for row, made in zip(value, getattr(target, name).all(), strict=True):
                note_row_errors(made, row, field.field.name, problems)


def names_of_references(fields):
    return [name for name, value in fields.items() if isinstance(value, (PageReference, RecordReference))]


def note_row_errors(made, row: Row, parent_name, problems):
    try:
        made.full_clean(exclude=[parent_name, "locale", *names_of_references(row)], validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                problems.add(row.place, f"‘{name}’: {message}")


def note_block_errors(field, stream, blocks: list[Block], problems):
    try:
        field.stream_block.clean(stream)
    except ValidationError as error:
        for at, block_error in getattr(error, "block_errors", {}).items():
            for where, message in flatten(block_error):
                problems.add(blocks[at].place, f"{where}: {message}" if where else message)
        for message in getattr(error, "non_block_errors", []):
            problems.add(blocks[0].place if blocks else Place("content"), message)


def flatten(error, where=""):
    """Pairs of the path inside a block and what is wrong there."""
    inside = dict(getattr(error, "block_errors", None) or {})
    for row, cells in (getattr(error, "cell_errors", None) or {}).items():
        inside |= {f"row {row + 1}, column {column + 1}": cell for column, cell in cells.items()}
    for name, one in inside.items():
        label = f"item {name + 1}" if isinstance(name, int) else f"‘{name}’"
        yield from flatten(one, f"{where}, {label}" if where else label)
    others = getattr(error, "non_block_errors", None)
    if others:
        yield from ((where, message) for message in others)
    elif not inside:
        yield from ((where, message) for message in error.messages)
