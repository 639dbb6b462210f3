"""Eight processes that write to SQLite at once lose nothing, with the options of the settings."""

import multiprocessing
import sqlite3

from django.db import connections, transaction

from greencustoms.settings.base import SQLITE_OPTIONS

WRITERS, WRITES = 8, 20


def write(path):
    """Read a number and write the next one, again and again, each time in one transaction."""
    connections.settings["writers"] = {
        **connections.settings["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": SQLITE_OPTIONS,
    }
    for _time in range(WRITES):
        with transaction.atomic(using="writers"), connections["writers"].cursor() as cursor:
            cursor.execute("SELECT number FROM counter")
            number = cursor.fetchone()[0]
            cursor.execute("UPDATE counter SET number = %s", [number + 1])


def test_eight_writers_at_once_lose_nothing(tmp_path, django_db_blocker):
    path = tmp_path / "counter.sqlite3"
    with sqlite3.connect(path) as first:
        first.execute("CREATE TABLE counter (number INTEGER)")
        first.execute("INSERT INTO counter VALUES (0)")
    first.close()
    start = multiprocessing.get_context("fork")
    writers = [start.Process(target=write, args=(path,)) for _writer in range(WRITERS)]

    with django_db_blocker.unblock():
        for writer in writers:
            writer.start()
    for writer in writers:
        writer.join(60)

    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with sqlite3.connect(path) as last:
        assert last.execute("SELECT number FROM counter").fetchone() == (WRITERS * WRITES,)
    last.close()
