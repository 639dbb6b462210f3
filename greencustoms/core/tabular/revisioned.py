"""Importing records that have revisions: every one added or changed is published, and can be taken back."""

import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import Revision, WorkflowState

from ..bulk import BulkWriter
from ..bulk.relations import load_relations
from ..bulk.removal import remove
from ..bulk.restore import restored
from ..bulk.tables import in_batches
from .importer import Importer, Progress
from .plan import ADD, CHANGE, Entry, Plan

LOADED_AT_ONCE = 500


class RevisionedImporter(Importer):
    """For records of one `model` with drafts and revisions. `fault_columns` names the column a field is told in."""

    model = None
    writer_class = BulkWriter
    fault_columns: dict[str, str] = {}
    not_checked: frozenset[str] = frozenset()

    def all_records(self):
        """All records that a row could mean."""
        return self.model._default_manager.all()

    def present(self):
        """What visitors see now, as an export or a template filled in tells it."""
        return self.load(self.all_records().filter(live=True).order_by("pk"))

    def lock(self, plan: Plan):
        """The records to be changed; whatever else a plan depends on is held by subclasses."""
        for batch in in_batches((entry.record.pk for entry in plan.entries_to(CHANGE)), LOADED_AT_ONCE):
            list(self.model._base_manager.select_for_update().filter(pk__in=batch).order_by("pk").values_list("pk"))

    # Planning

    def load(self, records):
        """Records with all that belongs to them, read in a fixed number of queries for each batch."""
        loaded = []
        for batch in in_batches(records, LOADED_AT_ONCE):
            load_relations(self.model, batch)
            loaded += batch
        return loaded

    def refusal(self, entry: Entry) -> str:
        record = entry.record
        if not record.live:
            return _("“%(title)s” is not published. Publish or delete it first.") % {"title": entry.title}
        if record.has_unpublished_changes or str(record.pk) in self.in_workflow:
            return _(
                "An editor has changes to “%(title)s” that are not published yet. Publish or discard them first."
            ) % {"title": entry.title}
        if getattr(record, "locked", False):
            return _("“%(title)s” is locked by an editor.") % {"title": entry.title}
        return ""

    @cached_property
    def in_workflow(self):
        """The keys of records that wait for approval."""
        content_type = self.writer_class(self.model).base_content_type
        waiting = WorkflowState.objects.active().filter(base_content_type=content_type)
        return set(waiting.values_list("object_id", flat=True))

    def faults(self, entry: Entry) -> Iterable[tuple[str, str]]:
        """What the model itself finds wrong. Relations, choices and the place in the tree are ours to get right."""
        told = {self.field_for(name) for name in entry.unread | entry.wanting}
        try:
            entry.target.full_clean(exclude=self.left_out | told, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    yield self.column_for(name), message

    @cached_property
    def left_out(self):
        fields = self.model._meta.get_fields()
        return {field.name for field in fields if field.is_relation or field.choices is not None} | self.not_checked

    def field_for(self, column_name):
        fields = {column: field for field, column in self.fault_columns.items()}
        return fields.get(column_name, column_name)

    def column_for(self, field_name):
        name = self.fault_columns.get(field_name, field_name)
        return name if name in self.by_name else ""

    def basis(self) -> str:
        """Every edit of a record gives it a new revision or moves one of these times."""
        names = [field.name for field in self.model._meta.concrete_fields]
        wanted = [name for name in STATE_FIELDS if name in names]
        digest = hashlib.sha256()
        for row in self.all_records().order_by("pk").values_list("pk", *wanted).iterator(chunk_size=2000):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    # Carrying out

    def store(self, plan: Plan, user, on_progress: Progress) -> dict:
        writer = self.writer_class(self.model, user, on_progress)
        changed = plan.entries_to(CHANGE)
        writer.keep_revisions([entry.record for entry in changed])
        self.add(writer, plan.entries_to(ADD))
        writer.change([entry.target for entry in changed])
        return {"entries": [self.logged(entry) for entry in plan.entries if entry.target is not None]}

    def add(self, writer, entries: list[Entry]):
        writer.add([entry.target for entry in entries])

    def logged(self, entry: Entry) -> dict:
        return {
            "row": entry.row,
            "action": entry.action,
            "key": entry.key,
            "title": entry.title,
            "object": entry.target.pk,
            "before": entry.record.latest_revision_id if entry.record else None,
            "after": entry.target.latest_revision_id,
        }

    # Taking back

    def take_back(self, log: dict, user, on_progress: Progress) -> list[dict]:
        kept: list[dict] = []
        entries = log["entries"]
        records = self.locked([entry["object"] for entry in entries])
        added = self.untouched([entry for entry in entries if entry["action"] == ADD], records, kept)
        changed = self.untouched([entry for entry in entries if entry["action"] == CHANGE], records, kept)
        remove(self.model, [record for _entry, record in added], user, on_progress)
        for batch in in_batches(changed, LOADED_AT_ONCE):
            self.put_back(batch, user)
            on_progress(len(batch))
        return kept

    def locked(self, keys) -> dict:
        """These records by key, held until the end of the transaction."""
        found = {}
        for batch in in_batches(keys, LOADED_AT_ONCE):
            found |= self.model._base_manager.select_for_update().in_bulk(batch)
        return found

    def untouched(self, entries, records, kept):
        """The entries with their records, as far as nobody has worked on these since the import."""
        free = []
        went_back = self.went_back(entries, records)
        for entry in entries:
            record = records.get(entry["object"])
            reason = self.reason_to_keep(entry, record, went_back)
            if reason:
                kept.append({"title": entry["title"], "object": record and record.pk, "reason": reason})
            elif record is not None:
                free.append((entry, record))
        return free

    def went_back(self, entries, records) -> dict:
        """Revisions that only repeat an older one, with that older one: a later import was undone, for example."""
        moved = [
            records[entry["object"]].latest_revision_id
            for entry in entries
            if entry["object"] in records and records[entry["object"]].latest_revision_id != entry["after"]
        ]
        log = registry.get_log_model_for_model(self.model)
        found = {}
        for batch in in_batches(moved, LOADED_AT_ONCE):
            lines = log.objects.filter(action="wagtail.revert", revision__in=batch).values_list("revision_id", "data")
            found |= {revision: data.get("revision", {}).get("id") for revision, data in lines}
        return found

    def reason_to_keep(self, entry, record, went_back) -> str:
        if record is None:
            return "" if entry["action"] == ADD else _("It has been deleted since.")
        latest = record.latest_revision_id
        if entry["after"] not in (latest, went_back.get(latest)) or record.has_unpublished_changes:
            return _("It has been edited since the import.")
        return ""

    def put_back(self, pairs, user):
        """Publish what the records said before the import, as Wagtail does when an editor goes back to a revision."""
        revisions = Revision.objects.in_bulk({entry[when] for entry, _record in pairs for when in ("before", "after")})
        contents, data = {}, {}
        for entry, record in pairs:
            older, newer = revisions[entry["before"]], revisions[entry["after"]]
            contents[record.pk] = (older.content, newer.content)
            data[record.pk] = {"revision": {"id": older.pk, "created": older.created_at}}
        records = restored(self.model, [record for _entry, record in pairs], contents)
        self.writer_class(self.model, user).change(records, action="wagtail.revert", data=data)


STATE_FIELDS = [
    "latest_revision",
    "live_revision",
    "live",
    "has_unpublished_changes",
    "last_published_at",
    "locked",
    "slug",
    "url_path",
    "numchild",
]
