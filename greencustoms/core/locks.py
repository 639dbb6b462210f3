"""One at a time, also among several machines: for what is done at start-up."""

import fcntl
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

PATIENCE = 600
"""Seconds to wait for another process before giving up."""

POSTGRES_KEY = 0x67726565
"""Any number that nobody else uses as the key of an advisory lock in this database."""


class StillLockedError(Exception):
    """Another process has held the lock for too long."""


@contextmanager
def only_one_on_this_disk(path: Path, on_wait: Callable):
    """Hold the lock on that file. The system lets it go when the process ends, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        wait_for(lambda: try_to_lock(file), on_wait)
        yield


@contextmanager
def only_one_on_this_database(on_wait: Callable):
    """Hold a lock in PostgreSQL, on a connection of its own; SQLite needs none beside the one on its disk.

    The lock is asked for again and again rather than waited for: waiting would run into the statement timeout.
    """
    if connection.vendor != "postgresql":
        yield
        return
    own = connection.copy()
    try:
        wait_for(lambda: ask(own, "SELECT pg_try_advisory_lock(%s)", POSTGRES_KEY), on_wait)
        yield
    finally:
        own.close()


def try_to_lock(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def ask(database, question, *values):
    with database.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def wait_for(is_ours: Callable[[], bool], on_wait: Callable):
    """Try until it is ours. Says once, by `on_wait`, that it has to wait."""
    give_up_at = time.monotonic() + PATIENCE
    told = False
    while not is_ours():
        if not told:
            on_wait()
            told = True
        if time.monotonic() > give_up_at:
            raise StillLockedError(f"Another process has been busy for {PATIENCE} seconds.")
        time.sleep(0.5)
