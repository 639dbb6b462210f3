from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Broken:
    """One thing that is not as it must be: which one, what is wrong with it, and what to do."""

    what: str
    wrong: str
    todo: str

    def __str__(self):
        return f"{self.what}: {self.wrong} → {self.todo}"


_known: dict[str, Callable[[], Iterator[Broken]]] = {}


def invariant(name: str):
    """Make known a function that yields what breaks the invariant of that name."""

    def register(check):
        _known[name] = check
        return check

    return register


def known() -> dict[str, Callable]:
    autodiscover_modules("invariants")
    return dict(_known)


def all_broken(only=()) -> Iterator[tuple[str, list[Broken]]]:
    """Ask each invariant in turn, or only those named; give its name and what breaks it. The database is only read."""
    with only_reading():
        for name, check in known().items():
            if not only or name in only:
                yield name, list(check())


@contextmanager
def only_reading():
    """Have the database refuse every write, and let questions take their time."""
    if connection.vendor == "postgresql":
        begin = ["SET default_transaction_read_only = on", "SET statement_timeout = 0"]
        end = ["RESET default_transaction_read_only", "RESET statement_timeout"]
    else:
        begin, end = ["PRAGMA query_only = ON"], ["PRAGMA query_only = OFF"]
    with connection.cursor() as cursor:
        for statement in begin:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in end:
                cursor.execute(statement)
