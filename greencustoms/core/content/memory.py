"""What `load_content` remembers of its earlier runs, to tell what changed in the files and what editors did since."""

import hashlib
import json

from wagtail.models import Page

from greencustoms.core.models import LoadedEntry

LEFT_ALONE = "left alone"
"""The state kept for what stood there before us: no object is ever in it, so that none is ever overwritten."""


# Counted up when the same files make other pages than before: then all that nobody edited is made anew.
FORMAT = 3


def digest(source) -> str:
    """A fingerprint of what an entry is made of. Comments and the order of keys do not count."""
    return fingerprint([FORMAT, source])


def fingerprint(values) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def state_of_page(page: Page, parent_pk: int) -> str:
    """Changes with every edit, draft, move, unpublishing and lock."""
    signs = [f"revision {page.latest_revision_id} under {parent_pk}"]
    if not page.live:
        signs.append("not live")
    if page.locked:
        signs.append("locked")
    return ", ".join(signs)


def state_of_record(record) -> str:
    """Changes with every value of the record, its id and foreign keys left out.

    Values that are only defaults do not count: a new column, empty in all records, is no edit of any of them.
    """
    values = {field.name: str(field.value_from_object(record)) for field in editable_fields(record)}
    defaults = {field.name: str(field.get_default()) for field in editable_fields(record) if field.has_default()}
    return fingerprint({name: value for name, value in values.items() if value not in ("", defaults.get(name))})


def editable_fields(record):
    return [field for field in record._meta.concrete_fields if not field.primary_key and not field.is_relation]


class Memory:
    """All remembered entries by their key, read at once."""

    def __init__(self):
        self.entries = {entry.key: entry for entry in LoadedEntry.objects.select_related("content_type")}
        self.new = []
        self.changed = []

    def get(self, key) -> LoadedEntry | None:
        return self.entries.get(key)

    def pages(self, keys) -> dict[str, Page]:
        """The pages made of the entries with those keys, as far as they still exist, with all their fields."""
        ids = {self.entries[key].object_id: key for key in keys if key in self.entries}
        return {ids[page.pk]: page for page in Page.objects.filter(pk__in=ids).specific()}

    def keep(self, key, target, source_digest, state):
        """Note what was made; `save` writes it."""
        entry = self.entries.get(key)
        if entry is None:
            entry = self.entries[key] = LoadedEntry(key=key)
            self.new.append(entry)
        else:
            self.changed.append(entry)
        entry.target, entry.source_digest, entry.object_state = target, source_digest, state

    def save(self):
        LoadedEntry.objects.bulk_create(self.new)
        for entry in self.changed:
            entry.save()
