"""One upload from the file to the record and back again.

The long part of the work, reading and checking and making the pages, happens outside of any transaction and tells how
far it is. Only then is everything written, in one transaction. It first makes sure that nobody has changed what the
plan was made on; if someone has, the plan is made anew, and if it comes out different, the user looks at it again.
"""

import logging
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ..models import ImportRun
from .columns import known_headings
from .importer import Importer
from .plan import KEEP, Plan
from .reading import file_name_of, read_table
from .registry import importer_for
from .table import Table
from .xlsx_files import Sheets

logger = logging.getLogger(__name__)

State = ImportRun.State
ATTEMPTS = 3
SECONDS_BETWEEN_SIGNS = 1


class MovedError(Exception):
    """Someone changed the record while the plan was being made."""


class Signs:
    """Tells how far a run is, at most once a second. Silent inside a transaction: nobody could see it there."""

    def __init__(self, run: ImportRun, total: int):
        self.run = run
        self.done = 0
        self.last = time.monotonic()
        self.is_silent = False
        self.write(progress=0, progress_total=max(1, total))

    def __call__(self, count: int):
        self.done += count
        now = time.monotonic()
        if not self.is_silent and now - self.last >= SECONDS_BETWEEN_SIGNS:
            self.last = now
            self.write(progress=self.done)

    def write(self, **values):
        ImportRun.objects.filter(pk=self.run.pk).update(sign_of_life=timezone.now(), **values)

    @contextmanager
    def silent(self):
        self.write(progress=self.done)
        self.is_silent = True
        try:
            yield
        finally:
            self.is_silent = False


# From upload to preview


def read_upload(importer: Importer, content: bytes) -> Table:
    """Read that file for that kind of record. Raises UnreadableFileError."""
    names = frozenset({importer.sheet.casefold()})
    sheets = Sheets(table=names, explaining=explaining_sheets())
    return read_table(content, frozenset(known_headings(importer.columns)), sheets)


def explaining_sheets() -> frozenset[str]:
    """The sheets of templates and exports that hold no records, in every language."""
    names = {"about"}
    for language, _label in settings.LANGUAGES:
        with override(language):
            names |= {_("Explanation").casefold(), _("Allowed values").casefold()}
    return frozenset(names)


def take_in(kind: str, content: bytes, file_name: str, user=None) -> ImportRun:
    """Store an uploaded table, to be checked. Raises UnreadableFileError, and stores nothing."""
    table = read_upload(importer_for(kind)(), content)
    return ImportRun.objects.create(
        kind=kind,
        file_name=file_name_of(file_name),
        language=get_language() or settings.LANGUAGE_CODE,
        uploaded_by=user,
        table=table.as_json(),
        rows=len(table.rows),
        sign_of_life=timezone.now(),
    )


def check(run: ImportRun):
    """Make the preview."""
    importer = importer_for(run.kind)()
    table = Table.from_json(run.table)
    plan = importer.plan(table, Signs(run, len(table.rows)))
    show_plan(run, importer, plan)


def show_plan(run, importer, plan: Plan, message=""):
    """Store what would be done, and wait for someone to decide."""
    run.plan = plan.as_json(importer.columns)
    for name, number in plan.counts().items():
        setattr(run, name, number)
    run.state = State.READY
    run.message = message
    run.save(update_fields=["plan", "state", "message", *plan.counts()])


# From preview to record


def claim(run: ImportRun, state_before, state_after, **values) -> bool:
    """Take a run from one state to the next. Of several who try at once, one succeeds."""
    claimed = ImportRun.objects.filter(pk=run.pk, state=state_before).update(
        state=state_after, sign_of_life=timezone.now(), progress=0, message="", **values
    )
    if claimed:
        run.refresh_from_db()
    return bool(claimed)


def confirm(run: ImportRun, user=None) -> bool:
    """Decide to import. False if there is nothing to import, a problem, or someone was quicker."""
    return run.is_importable and claim(run, State.READY, State.RUNNING, imported_by=user)


def carry_out(run: ImportRun):
    """Import everything, or go back to the preview if it is no longer what was shown."""
    table = Table.from_json(run.table)
    for _attempt in range(ATTEMPTS):
        importer = importer_for(run.kind)()
        basis = importer.basis()
        signs = Signs(run, len(table.rows) * 2)
        plan = importer.plan(table, signs)
        if plan.problems or plan.digest() != run.plan["digest"]:
            show_plan(run, importer, plan, _("The record has changed since the preview. Look at it once more."))
            return
        try:
            with signs.silent(), transaction.atomic():
                write(run, importer, plan, basis, signs)
        except MovedError:
            continue
        return
    show_plan(run, importer, plan, _("Someone keeps changing the record. Nothing was imported; try once more."))


def write(run, importer, plan: Plan, basis, signs):
    held = ImportRun.objects.select_for_update().light().get(pk=run.pk)
    if held.state != State.RUNNING:
        return
    importer.lock(plan)
    if importer.basis() != basis:
        raise MovedError
    run.log = importer.store(plan, run.imported_by, signs)
    run.plan = run.plan | {"entries": [entry for entry in run.plan["entries"] if entry["action"] != KEEP]}
    run.table = {}
    run.state = State.DONE
    run.finished_at = timezone.now()
    run.progress = F("progress_total")
    run.save(update_fields=["log", "plan", "table", "state", "finished_at", "progress"])


# From record back


def decide_to_undo(run: ImportRun, user=None) -> bool:
    return claim(run, State.DONE, State.UNDOING, undone_by=user)


def undo(run: ImportRun):
    """Take the whole import back. What someone has worked on since stays, and is named in the log."""
    importer = importer_for(run.kind)()
    signs = Signs(run, len(run.log["entries"]))
    with signs.silent(), transaction.atomic():
        held = ImportRun.objects.select_for_update().light().get(pk=run.pk)
        if held.state != State.UNDOING:
            return
        run.log = run.log | {"kept": importer.take_back(run.log, run.undone_by, signs)}
        run.state = State.UNDONE
        run.undone_at = timezone.now()
        run.save(update_fields=["log", "state", "undone_at"])


# Whatever comes next

WORK = {State.CHECKING: check, State.RUNNING: carry_out, State.UNDOING: undo}
AFTER_FAILURE = {State.CHECKING: State.FAILED, State.RUNNING: State.FAILED, State.UNDOING: State.DONE}


def work_on(run_pk: int):
    """Do what the state of that run asks for. If that fails nothing was changed, and the run says so."""
    run = ImportRun.objects.get(pk=run_pk)
    if run.state not in WORK:
        return
    state = run.state
    with override(run.language):
        try:
            WORK[state](run)
        except OperationalError:
            logger.exception("Import %s found the database busy", run_pk)
            give_up(run, state, _("The database was busy. Nothing was changed; try again in a minute."))
        except Exception:
            logger.exception("Import %s failed", run_pk)
            give_up(run, state, _("The program has a fault that stopped this. Nothing was changed."))
            raise


def give_up(run, state, message) -> bool:
    """Say that work on a run has ended without a result."""
    ended = ImportRun.objects.filter(pk=run.pk, state=state).update(state=AFTER_FAILURE[state], message=message)
    return bool(ended)


def rescue(run: ImportRun) -> bool:
    """Give up a run that has fallen silent. Whoever still writes holds its row, so that this cannot cut in."""
    if not run.has_fallen_silent:
        return False
    try:
        with transaction.atomic(), override(run.language):
            return give_up(run, run.state, _("This was cut off, perhaps by a restart. Nothing was changed; try again."))
    except OperationalError:
        return False


def try_again(run: ImportRun) -> bool:
    """Check a stopped run anew."""
    return claim(run, State.FAILED, State.CHECKING)
