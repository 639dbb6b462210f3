"""Makes pages and records of the content files: all of them or, if anything is wrong, none."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Site

from greencustoms.core.models import LoadedEntry

from .filling import TREE_FIELDS, fill, note_errors, plain_fields
from .folder import ContentFolder
from .indexing import indexed_at_the_end
from .memory import LEFT_ALONE, Memory, digest, state_of_page, state_of_record
from .plan import PageEntry, Plan, Reader, RecordEntry, make_plan
from .publishing import save_and_publish
from .references import References, StandIns

WHOLE_FOLDER = "all content files"

ADDED, CHANGED, UNCHANGED, LEFT = "added", "changed", "unchanged", "left alone"


def load_content(path: Path, readers: Iterable[Reader]) -> Counter:
    """Load that folder and return how many entries were added, changed, unchanged and left alone.

    Empty if no file has changed since the last time: then there is nothing to do. Raises ContentError, and writes
    nothing, if anything is wrong.
    """
    folder = ContentFolder(path)
    with transaction.atomic():
        memory = Memory()
        last, fingerprint = memory.get(WHOLE_FOLDER), digest(folder.digest())
        if last and last.source_digest == fingerprint:
            return Counter()
        plan = checked_plan(folder, readers)
        counts = Loader(plan, memory).run()
        folder.problems.stop_if_any()
        memory.keep(WHOLE_FOLDER, None, fingerprint, "")
        memory.save()
    return counts


def check_content(path: Path, readers: Iterable[Reader]) -> int:
    """Check that folder without writing anything and return the number of entries. Raises ContentError."""
    plan = checked_plan(ContentFolder(path), readers)
    return len(plan.pages) + len(plan.records)


def checked_plan(folder: ContentFolder, readers) -> Plan:
    """Read the folder and let Django and Wagtail check each entry that could be read. Raises ContentError."""
    plan = make_plan(folder, list(readers))
    problems, stand_ins = folder.problems, StandIns(site_root())
    made_before = dict(LoadedEntry.objects.values_list("key", "object_id"))
    for one in [*plan.pages, *plan.records]:
        if not problems.any_between(one.entry.place, one.entry.values.last_line):
            target = one.existing_or_new() if isinstance(one, RecordEntry) else stand_in_for(one, made_before)
            fill(target, one.fields, stand_ins)
            note_errors(target, one.entry, one.fields, problems)
    problems.stop_if_any()
    return plan


def stand_in_for(entry: PageEntry, made_before: dict[str, int]) -> Page:
    """An empty page to fill and check. It has the key of the page made before, which is no second one of its kind."""
    page = entry.model()
    if key := made_before.get(entry.key):
        page.pk = page.id = key
        page._state.adding = False
    return page


def site_root() -> Page:
    return Site.objects.get(is_default_site=True).root_page.specific


class Loader:
    """One run. First makes the new pages, so that all can refer to each other; then fills and publishes."""

    def __init__(self, plan: Plan, memory: Memory):
        self.plan = plan
        self.memory = memory
        self.counts = Counter()
        self.home = site_root()
        self.pages = memory.pages([page.key for page in plan.pages])
        self.parents = dict(Page.objects.values_list("path", "pk"))
        self.by_address = {}

    def run(self) -> Counter:
        with indexed_at_the_end() as note:
            return self.write(note)

    def write(self, note) -> Counter:
        written = []
        for entry in self.plan.pages:
            page, what = self.find_or_make(entry)
            self.by_address[entry.address] = page
            self.counts[what] += 1
            if what in (ADDED, CHANGED):
                written.append((entry, page))
        references = References(self.by_address)
        for entry, page in written:
            self.publish(entry, page, references)
            note(page)
        self.remember(written)
        for entry in self.plan.records:
            record, what = self.load_record(entry, references)
            self.counts[what] += 1
            if what in (ADDED, CHANGED):
                note(record)
        return self.counts

    # Pages

    def find_or_make(self, entry: PageEntry):
        """Return the page of that entry (None if an editor deleted it) and what is to be done with it."""
        remembered = self.memory.get(entry.key)
        if remembered is None:
            return self.take_or_make(entry)
        page = self.pages.get(entry.key)
        if page is None or remembered.object_state != self.state_of(page):
            return page, LEFT
        return page, UNCHANGED if remembered.source_digest == digest(entry.source) else CHANGED

    def take_or_make(self, entry: PageEntry):
        """A page that stands there already is not ours, unless it is the home page as the migration made it."""
        parent = self.by_address.get(entry.parent_address) or (self.home if not entry.parent_address else None)
        if entry.is_home:
            page = self.home
            if page.latest_revision_id is None and isinstance(page, entry.model):
                return page, ADDED
        elif parent is None:
            return None, LEFT
        else:
            page = parent.get_children().filter(slug=entry.slug).first()
        if page:
            self.memory.keep(entry.key, page.specific, digest(entry.source), LEFT_ALONE)
            return page.specific, LEFT
        page = entry.model(live=False)
        fill(page, plain_fields(entry.fields), References({}))
        return parent.add_child(instance=page), ADDED

    def publish(self, entry: PageEntry, page, references):
        """Fill the page and publish it as a revision, so that editors can go back to it."""
        if not entry.is_home:
            parent = self.by_address.get(entry.parent_address) or self.home
            if page.get_parent(update=True).pk != parent.pk:
                page.move(parent, pos="last-child")
        # Its place in the tree, and the number of its children, may have changed in the database meanwhile.
        page.refresh_from_db(fields=TREE_FIELDS)
        fill(page, entry.fields, references)
        try:
            page.save_revision(clean=False).publish()
        except ValidationError as error:
            self.plan.folder.problems.add(entry.entry.place, " ".join(error.messages))

    def remember(self, written):
        """Read once more what was written: publishing works on a copy of the page."""
        self.parents = dict(Page.objects.values_list("path", "pk"))
        fresh = Page.objects.in_bulk([page.pk for _entry, page in written])
        for entry, page in written:
            self.memory.keep(entry.key, page, digest(entry.source), self.state_of(fresh[page.pk]))

    def parent_pk(self, page):
        return self.parents.get(page.path[: -Page.steplen])

    def state_of(self, page):
        return state_of_page(page, self.parent_pk(page))

    # Records

    def load_record(self, entry: RecordEntry, references):
        """A record that nobody but its own defaults has filled counts as new."""
        remembered = self.memory.get(entry.key)
        record = entry.existing_or_new()
        if remembered is None:
            untouched = not record.pk or state_of_record(record) == state_of_record(entry.model())
            what = ADDED if untouched else LEFT
        elif not record.pk or state_of_record(record) != remembered.object_state:
            what = LEFT
        else:
            what = UNCHANGED if remembered.source_digest == digest(entry.source) else CHANGED
        if what in (ADDED, CHANGED):
            self.write_record(record, entry.fields, references)
            self.memory.keep(entry.key, record, digest(entry.source), state_of_record(record))
        elif remembered is None:
            self.memory.keep(entry.key, record, digest(entry.source), LEFT_ALONE)
        return record, what

    def write_record(self, record, fields, references):
        """Save the record; as a published revision, which also brings its rows, if it knows revisions."""
        fill(record, fields, references)
        save_and_publish(record)
