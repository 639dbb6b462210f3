"""What an import would do: row by row, with every problem named."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from .columns import Header, heading_key, known_headings
from .problems import Problem

ADD, CHANGE, KEEP = "add", "change", "keep"

PROBLEMS_KEPT = 1_000


@dataclass
class Entry:
    """One row: what it says, what is there already, and what is to be done.

    `given` holds what the row itself says, `before` and `after` all values before and after the import. `target` is
    the record as it would be stored. `unread` names the columns whose cells could not be read, `wanting` those that are
    empty and must not be. Without `has_own_key` the key was made from the other values.
    """

    row: int
    given: dict[str, Any]
    key: str = ""
    title: str = ""
    record: Any = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    action: str = ADD
    target: Any = None
    unread: set[str] = field(default_factory=set)
    wanting: set[str] = field(default_factory=set)
    has_own_key: bool = False

    def changes(self) -> list[str]:
        """The names of the columns in which before and after differ."""
        return [name for name, value in self.after.items() if self.before.get(name) != value]


@dataclass
class Plan:
    header: Header
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    header_row: int = 1

    def entries_to(self, action: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.action == action]

    def counts(self) -> dict[str, int]:
        counted = Counter(entry.action for entry in self.entries)
        return {
            "added": counted[ADD],
            "changed": counted[CHANGE],
            "unchanged": counted[KEEP],
            "problems": len(self.problems),
        }

    def digest(self) -> str:
        """Tells whether a plan made later would do the same to the same records."""
        told = [
            [entry.action, entry.key, entry.record.pk if entry.record else None, entry.after, entry.before]
            for entry in self.entries
            if entry.action != KEEP
        ]
        return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder, default=str).encode()).hexdigest()

    def as_json(self, columns) -> dict:
        """What the preview shows, in words."""
        kinds = {column.name: column.kind for column in columns}
        labels = {column.name: str(column.label) for column in columns}
        known = known_headings(columns)

        def told(entry):
            names = entry.changes() if entry.action == CHANGE else []
            return {
                "row": entry.row,
                "action": entry.action,
                "key": entry.key,
                "title": entry.title,
                "object": entry.record.pk if entry.record else None,
                "changes": [
                    [labels[name], kinds[name].show(entry.before.get(name)), kinds[name].show(entry.after[name])]
                    for name in names
                    if name in kinds
                ],
            }

        return {
            "entries": [told(entry) for entry in self.entries],
            "problems": [
                problem.as_json() | {"label": label_of(problem.column, known)}
                for problem in self.problems[:PROBLEMS_KEPT]
            ],
            "notices": self.notices,
            "digest": self.digest(),
        }


def label_of(heading: str, known) -> str:
    """What a heading means in words, where it does not say so itself."""
    column = known.get(heading_key(heading))
    return str(column.label) if column and heading_key(str(column.label)) != heading_key(heading) else ""
