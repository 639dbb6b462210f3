"""What Wagtail keeps about records beside them: the search index, the index of references, and the audit log."""

import copy
import logging

from django.contrib.contenttypes.models import ContentType
from modelsearch.backends import get_search_backends_with_name
from wagtail.log_actions import registry
from wagtail.models import ReferenceIndex
from wagtail.search.index import Indexed

logger = logging.getLogger(__name__)


def search_backends():
    return [backend for _name, backend in get_search_backends_with_name(with_auto_update=True)]


class WorkedOut:
    """A record as the database backends see it. They ask for each field up to five times; here it is worked out once."""

    def __init__(self, record):
        self.pk = record.pk
        self.fields = []
        for field in record.get_search_fields():
            known = copy.copy(field)
            known.get_value = Known(field.get_value(record))
            self.fields.append(known)

    def get_search_fields(self):
        return self.fields


class Known:
    def __init__(self, value):
        self.value = value

    def __call__(self, _record):
        return self.value


def put_into_search(model, records):
    """Index these records anew. A search engine of its own that is away is no reason to fail: `update_index` mends it."""
    if not (issubclass(model, Indexed) and getattr(model, "search_auto_update", True)):
        return
    for backend in search_backends():
        is_in_database = type(backend).__module__.startswith("modelsearch.backends.database")
        try:
            backend.add_bulk(model, [WorkedOut(record) for record in records] if is_in_database else records)
        except Exception:
            if not backend.catch_indexing_errors:
                raise
            logger.exception("A search engine could not take %d records of %s", len(records), model.__name__)


def note_references(model, records, are_new=False):
    """Note anew what these records refer to."""
    if not ReferenceIndex.is_indexed(model):
        return
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    base = ReferenceIndex._get_base_content_type(model)
    if not are_new:
        ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys_of(records)).delete()
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base,
            object_id=str(record.pk),
            to_content_type_id=to_content_type,
            to_object_id=to_key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for record in records
        for to_content_type, to_key, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(record)
        )
    )


def forget_references(model, keys):
    """Forget what these records refer to, and what refers to them."""
    base = ReferenceIndex._get_base_content_type(model)
    ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys).delete()
    ReferenceIndex.objects.filter(to_content_type=base, to_object_id__in=keys).delete()


def keys_of(records):
    return [str(record.pk) for record in records]


def write_log(model, records, action, *, user, uuid, now, data=None, **flags):
    """One line in the audit log for each record, as `wagtail.log_actions.log` writes it."""
    log_model = registry.get_log_model_for_model(model)
    if log_model is None:
        return
    is_of_pages = any(field.name == "page" for field in log_model._meta.fields)
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    log_model.objects.bulk_create(
        log_model(
            content_type=content_type,
            label=str(record),
            action=action,
            timestamp=now,
            data=(data or {}).get(record.pk, {}),
            user=user,
            uuid=uuid,
            revision_id=None if flags.get("deleted") else record.latest_revision_id,
            **({"page_id": record.pk} if is_of_pages else {"object_id": str(record.pk)}),
            **flags,
        )
        for record in records
    )
