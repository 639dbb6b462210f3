"""Works out what a table would do to the records of one kind. What the kind is, its own subclass says."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from .columns import Column, Header, read_header
from .plan import ADD, CHANGE, KEEP, Entry, Plan
from .problems import CellError, Problem
from .table import Row, Table

Progress = Callable[[int], None]

STEP = 50
"""How many rows pass between two signs of life."""


class Importer:
    """One kind of record that can be brought in from a table. An object of it serves one run.

    Planning reads only. `basis` tells the state that a plan was made on: an import that finds another one plans anew.
    """

    kind = ""
    title = ""
    one, many = "", ""
    sheet = ""
    key = "id"

    def __init__(self):
        self.columns: list[Column] = self.make_columns()
        self.readable = [column for column in self.columns if not column.is_derived]
        self.by_name = {column.name: column for column in self.columns}

    # What each kind of record says of itself

    def make_columns(self) -> list[Column]:
        raise NotImplementedError

    def user_may(self, user) -> bool:
        """Whether that user may import, see and undo imports of this kind."""
        raise NotImplementedError

    def find_records(self, keys: set[str]) -> dict[str, Any]:
        """The records with those keys, by key."""
        raise NotImplementedError

    def cells_of(self, record) -> dict[str, Any]:
        """What an export writes of that record, by column."""
        raise NotImplementedError

    def key_for(self, given: dict) -> str:
        """The key of a new record whose row has none; empty if it cannot be told."""
        return ""

    def title_of(self, values: dict) -> str:
        return values.get("title") or ""

    def settle(self, values: dict, given: dict, was: dict) -> dict:
        """Apply the rules by which one value follows from another. `given` is what the row said, `was` what there was."""
        return values

    def refusal(self, entry: Entry) -> str:
        """Why this record must not be changed now, in a sentence; empty if it may be."""
        return ""

    def make_target(self, entry: Entry):
        """The record as it would be stored: a new one, or a copy of the one there is, with all values set."""
        raise NotImplementedError

    def faults(self, entry: Entry) -> Iterable[tuple[str, str]]:
        """What is wrong with a row as a whole: pairs of the column and a sentence.

        Cells that could not be read, or are empty and must not be, have been told of; they are empty here.
        """
        return ()

    def compare_entries(self, plan: Plan):
        """Note what rows do to each other."""

    def present(self) -> Iterable:
        """The records that visitors see now, to be written into a template."""
        raise NotImplementedError

    def edit_url(self, pk) -> str:
        """Where that record is edited in the admin; empty if nowhere."""
        return ""

    def basis(self) -> str:
        """A digest of all that a plan depends on."""
        raise NotImplementedError

    def lock(self, plan: Plan):
        """Hold what the plan depends on, inside the transaction that carries it out."""

    def store(self, plan: Plan, user, on_progress: Progress) -> dict:
        """Carry out the plan inside a transaction and return the log that `take_back` needs."""
        raise NotImplementedError

    def take_back(self, log: dict, user, on_progress: Progress) -> list[dict]:
        """Undo what that log tells, inside a transaction. Return what was kept: mappings of title, object and reason."""
        raise NotImplementedError

    # Planning

    def plan(self, table: Table, on_progress: Progress = lambda count: None) -> Plan:
        """Work out what that table would do. Nothing is written."""
        header = read_header(table, self.columns, self.key)
        plan = Plan(header, problems=list(header.problems), notices=[*table.notices, *header.notices])
        plan.header_row = table.heading_row
        if self.key not in header.places:
            return plan
        read = [self.read_row(row, header, plan) for row in table.rows]
        self.find_twins(read, plan)
        records = self.find_records({entry.key for entry in read if entry.key})
        wanting: dict[str, list[int]] = {}
        for count, entry in enumerate(read, start=1):
            self.work_out(entry, records.get(entry.key), plan, wanting)
            if not entry.unread:
                plan.entries.append(entry)
            if count % STEP == 0:
                on_progress(STEP)
        self.note_missing_columns(wanting, plan)
        self.compare_entries(plan)
        plan.problems.sort(key=lambda problem: problem.row)
        return plan

    def read_row(self, row: Row, header: Header, plan: Plan) -> Entry:
        entry = Entry(row.number, {})
        for column in self.readable:
            place = header.places.get(column.name)
            if place is None:
                continue
            cell = row.cells[place] if place < len(row.cells) else None
            try:
                entry.given[column.name] = column.kind.read(cell)
            except CellError as error:
                entry.unread.add(column.name)
                plan.problems.append(Problem(row.number, header.heading(column.name), str(error)))
        entry.key = entry.given.get(self.key) or ""
        entry.has_own_key = bool(entry.key)
        if not entry.key and self.key not in entry.unread:
            entry.key = self.key_for(entry.given)
        return entry

    def find_twins(self, entries, plan):
        """The same key twice in one file would mean two things for one record."""
        first: dict[str, Entry] = {}
        for entry in entries:
            if not entry.key:
                continue
            twin = first.setdefault(entry.key, entry)
            if twin is not entry:
                self.note(plan, entry, self.key, self.twin_message(entry, twin))

    def twin_message(self, entry, twin):
        if entry.has_own_key and twin.has_own_key:
            message = _("“%(key)s” stands in row %(row)s already.")
        else:
            message = _(
                "This row and row %(row)s would both become “%(key)s”. Write a different %(column)s in one of them."
            )
        return message % {"key": entry.key, "row": twin.row, "column": self.key}

    def work_out(self, entry: Entry, record, plan: Plan, wanting):
        """Decide whether the row adds, changes or leaves alone, and check what would come of it."""
        if record is None:
            entry.action = ADD
            blank = {column.name: column.kind.blank for column in self.readable}
            entry.after = self.settle(blank | entry.given, entry.given, {})
        else:
            entry.record = record
            was = self.values_of(record)
            entry.before = self.settle(was, {}, {})
            entry.after = self.settle(was | entry.given, entry.given, was)
            entry.after[self.key] = entry.before[self.key] = entry.key
            entry.action = CHANGE if entry.changes() else KEEP
        entry.title = self.title_of(entry.after)
        if entry.action == KEEP:
            return
        if record is not None:
            reason = self.reason_against(entry)
            if reason:
                self.note(plan, entry, "" if entry.has_own_key else self.key, reason)
                return
        self.note_wanting(entry, plan, wanting)
        entry.target = self.make_target(entry)
        for name, message in self.faults(entry):
            if name not in entry.unread | entry.wanting:
                self.note(plan, entry, name, message)

    def reason_against(self, entry):
        if not entry.has_own_key:
            return _(
                "There is “%(key)s” already. To change it, write that in this column; if this is another one, write "
                "something else."
            ) % {"key": entry.key}
        return self.refusal(entry)

    def values_of(self, record) -> dict:
        """What a record holds, as a row would say it. What no row could say stays as it is stored."""
        cells = self.cells_of(record)
        values = {}
        for column in self.readable:
            try:
                values[column.name] = column.kind.read(cells[column.name])
            except CellError:
                values[column.name] = cells[column.name]
        return values

    def note_wanting(self, entry, plan, wanting):
        """Note what a record must have and this one has not. Columns that are not there at all are told of once."""
        for column in self.readable:
            is_empty = entry.after.get(column.name) in (None, "", ())
            if column.is_required and is_empty and column.name not in entry.unread:
                entry.wanting.add(column.name)
                if column.name in plan.header.places:
                    self.note(plan, entry, column.name, _("This must not be empty."))
                else:
                    wanting.setdefault(column.name, []).append(entry.row)

    def note_missing_columns(self, wanting, plan):
        for name, rows in wanting.items():
            message = _("The column “%(column)s” is missing. New entries need it, in row %(row)s for example.")
            plan.problems.append(Problem(plan.header_row, name, message % {"column": name, "row": rows[0]}))

    def note(self, plan: Plan, entry: Entry, name: str, message):
        """Note a problem in that column of a row; an empty name stands for the row as a whole."""
        plan.problems.append(Problem(entry.row, plan.header.heading(name) if name else "", str(message)))
