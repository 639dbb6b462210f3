"""Where the pages of another language stand: as their originals do, in the same order."""

from django.db.models import F
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from greencustoms.core.bulk import BulkPageWriter
from greencustoms.core.bulk.relations import in_memory
from greencustoms.core.same_language import is_reference


def pages_named_by(page) -> set[int]:
    """The keys of the pages that this one refers to in its own fields, in its rows, and in its lists of pages."""
    held = in_memory(page)
    rows = [row for relation in get_all_child_relations(page) for row in held.get(relation.get_accessor_name(), ())]
    found = {
        getattr(one, field.attname)
        for one in (page, *rows)
        for field in one._meta.concrete_fields
        if is_reference(field) and issubclass(field.related_model, Page)
    }
    for field in get_all_child_m2m_relations(page):
        found |= {named.pk for named in held.get(field.name, ()) if isinstance(named, Page)}
    return found - {None, page.pk}


class TranslatedPageWriter(BulkPageWriter):
    """Adds pages whose originals are known (`path_of_original`), in whatever order they come."""

    def placed(self, parent_key, pages):
        parent = Page.objects.select_for_update().get(pk=parent_key)
        taken = set(parent.get_children().values_list("path", flat=True))
        for page in pages:
            page.depth = parent.depth + 1
            page.path = parent.path + page.path_of_original[-Page.steplen :]
            if page.path in taken:
                last = max(taken)[-Page.steplen :]
                page.path = Page._get_path(parent.path, page.depth, Page._str2int(last) + 1)
            taken.add(page.path)
            page.numchild = 0
            page.set_url_path(parent)
        Page.objects.filter(pk=parent_key).update(numchild=F("numchild") + len(pages))
        return pages
