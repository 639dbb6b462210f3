"""SQLite: a copy of one moment, made while others write."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from .problems import BackupError

MEMBER = "database.sqlite3"


def server_version():
    return sqlite3.sqlite_version


@contextmanager
def told_plainly():
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(f"SQLite says: {error}. Earlier backups are untouched.") from error


def dump(path: Path):
    """Copy in one step: nobody waits, and a writer cannot make the copy begin again."""
    source_path = Path(connection.settings_dict["NAME"])
    if not source_path.exists():
        raise BackupError(f"There is no database at {source_path}.")
    with (
        told_plainly(),
        closing(sqlite3.connect(source_path, timeout=60)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise BackupError(f"The database itself is damaged: {verdict}")


def restore(path: Path, replace: bool):
    """Put that copy in the place of the database, in one transaction of SQLite: whole or not at all."""
    connection.close()
    target_path = Path(connection.settings_dict["NAME"])
    target_path.parent.mkdir(parents=True, exist_ok=True)
    with (
        told_plainly(),
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(target_path, timeout=60)) as target,
    ):
        source.backup(target)
