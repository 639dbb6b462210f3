"""Search and reference indexes while many things are written.

Wagtail brings both up to date at every save, of which a new page takes three and each of its rows one more. Here it is
done once for each page or record, at the end and in the same transaction: a third of the time, and an error in an
index is an error of the load.
"""

from contextlib import contextmanager
from itertools import groupby

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends_with_name
from modelsearch.index import class_is_indexed, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexed_at_the_end():
    """Yield a function that takes note of what was written."""
    written = []
    models = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield written.append
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
    index(written)


def index(written: list[Model]):
    for model, group in groupby(sorted(written, key=label), key=type):
        ids = [one.pk for one in group]
        for one in model._default_manager.filter(pk__in=ids):
            ReferenceIndex.create_or_update_for_object(one)
        if class_is_indexed(model):
            found = list(model.get_indexed_objects().filter(pk__in=ids))
            for _name, backend in get_search_backends_with_name(with_auto_update=True):
                backend.add_bulk(model, found)


def label(one):
    return one._meta.label
