"""Rows of tables: writing many of one model in few statements, also where a model inherits the table of another."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connections, models, router


def in_batches(items: Iterable, size: int) -> Iterator[list]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def chain_of(model: type[models.Model]) -> list[type[models.Model]]:
    """The models whose tables together hold one record, the one with the primary key first."""
    return [*reversed(model._meta.get_parent_list()), model]


def insert_rows(model, objects):
    """Insert new records. Django's `bulk_create` refuses models that inherit a table: here it gets one at a time."""
    base, *heirs = chain_of(model)
    if not heirs:
        model._base_manager.bulk_create(objects)
        return
    names = [field.attname for field in base._meta.concrete_fields]
    rows = [base(**{name: getattr(one, name) for name in names}) for one in objects]
    base._base_manager.bulk_create(rows)
    for one, row in zip(objects, rows, strict=True):
        one.pk = row.pk
        setattr(one, base._meta.pk.attname, row.pk)
        one._state.adding, one._state.db = False, row._state.db
    for heir in heirs:
        insert_own_columns(heir, objects)


def insert_own_columns(model, objects):
    """Insert what that model's own table holds of these records."""
    fields = model._meta.local_concrete_fields
    using = router.db_for_write(model)
    size = connections[using].ops.bulk_batch_size(fields, objects)
    for batch in in_batches(objects, max(1, size)):
        model._base_manager._insert(batch, fields=fields, using=using)


def update_rows(model, objects, names: Iterable[str] | None = None, leave: Iterable[str] = ()):
    """Write those columns of records that are there already: all of them, unless told which or which to leave."""
    for part in chain_of(model):
        fields = [field for field in part._meta.local_concrete_fields if not field.primary_key]
        fields = [field for field in fields if field.name not in leave and (names is None or field.name in names)]
        if fields:
            update_own_columns(part, objects, fields)


def update_own_columns(model, objects, fields):
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    rows = [
        [*(field.get_db_prep_save(field.pre_save(one, add=False), connection) for field in fields), one.pk]
        for one in objects
    ]
    execute_for_each(connection, f"UPDATE {table} SET {columns} WHERE {key} = %s", rows)  # noqa: S608 - names from the model


def execute_for_each(connection, statement, rows):
    """Run a statement once for each row of values. Left alone, psycopg2 would wait for an answer after each."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and connection.Database.__name__ == "psycopg2":
            from psycopg2.extras import execute_batch

            with connection.wrap_database_errors:
                execute_batch(cursor.cursor, statement, rows, page_size=100)
        else:
            cursor.executemany(statement, rows)
