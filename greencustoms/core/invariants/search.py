"""The search index holds exactly what can be searched."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.index import get_indexed_models
from wagtail.models import Page

from .registry import Broken, invariant

REMEDY = "run manage.py update_index"
FEW = 20


@invariant("search index")
def search_index():
    entries = apps.get_model("wagtailsearch.IndexEntry").objects
    for model in get_indexed_models():
        indexed = set(
            entries.filter(content_type=ContentType.objects.get_for_model(model, for_concrete_model=False))
            .order_by()
            .values_list("object_id", flat=True)
        )
        objects = model.get_indexed_objects().order_by()
        if model is Page:
            # The root is no page of the site: Wagtail's first migration makes it and indexes nothing.
            objects = objects.filter(depth__gt=1)
            indexed -= {str(pk) for pk in Page.objects.filter(depth=1).values_list("pk", flat=True)}
        there = {str(pk) for pk in objects.values_list("pk", flat=True)}
        yield from told(model, sorted(there - indexed), "the search does not know it")
        yield from told(model, sorted(indexed - there), "the search still knows it, but it is gone")
    if connection.vendor == "sqlite":
        words = apps.get_model("wagtailsearch.SQLiteFTSIndexEntry")._meta.db_table
        table = entries.model._meta.db_table
        with connection.cursor() as cursor:
            # The names of our own tables.
            cursor.execute(f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT rowid FROM {words})")  # noqa: S608
            without_words = cursor.fetchone()[0]
        if without_words:
            yield Broken("Search index", f"{without_words} entries have no words", REMEDY)


def told(model, keys, wrong):
    for key in keys[:FEW]:
        yield Broken(f"{model._meta.label} {key}", wrong, REMEDY)
    if len(keys) > FEW:
        yield Broken(model._meta.label, f"and {len(keys) - FEW} more: {wrong}", REMEDY)
