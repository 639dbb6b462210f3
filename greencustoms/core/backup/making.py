"""Making a backup: under another name, read again, and only then given its own."""

import os
import platform
import re
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from greencustoms.core.locks import StillLockedError, only_one_on_this_disk

from . import archive, files, postgres, sqlite
from .problems import BackupError

SHORTEST_KEY = 20
UNFINISHED = ".unfinished-"
NAME = re.compile(r"^greencustoms-(\d{8}T\d{6}Z)\.tar\.gz(?:\.enc)?$")
TIME = "%Y%m%dT%H%M%SZ"


def engine():
    """How the database of this site is copied."""
    return postgres if connection.vendor == "postgresql" else sqlite


def make(folder: Path, secret: str, label: str = "", on_wait=lambda: None) -> tuple[Path, dict]:
    """Make one backup in that folder; return its path and manifest. Raises BackupError, and then nothing is left.

    A `label` keeps it apart from the dated ones, which may be deleted when they are old.
    """
    if secret and len(secret) < SHORTEST_KEY:
        raise BackupError(f"BACKUP_KEY is too short: use at least {SHORTEST_KEY} random characters.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with only_one_on_this_disk(folder / ".lock", on_wait):
            sweep(folder)
            work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
            try:
                return make_in(work, folder, secret, label)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except StillLockedError as error:
        raise BackupError(str(error)) from None
    except OSError as error:
        raise BackupError(f"No backup was made: {error}. Earlier backups are untouched.") from error


def sweep(folder: Path):
    """What a killed backup left. We hold the lock, so nobody is writing it."""
    for path in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


def make_in(work, folder, secret, label):
    made_at = datetime.now(UTC)
    written = work / "archive"
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        with archive.writing(target, secret) as writer:
            about = describe(made_at)
            dump = work / engine().MEMBER
            engine().dump(dump)
            with dump.open("rb") as content:
                writer.add(engine().MEMBER, content, dump.stat().st_size)
            dump.unlink()
            # After the database, so that each row has its file.
            about["gone_meanwhile"] = files.add_all(writer)
            writer.finish(about)
        target.flush()
        os.fsync(target.fileno())
    manifest = verify(written, secret)
    path = give_name(written, folder, f"greencustoms-{label}{made_at:{TIME}}.tar.gz{'.enc' if secret else ''}")
    return path, manifest


def describe(made_at) -> dict:
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return {
        "made_at": made_at.isoformat(timespec="seconds"),
        "site": settings.WAGTAILADMIN_BASE_URL,
        "database": connection.vendor,
        "versions": {
            "database": engine().server_version(),
            "python": platform.python_version(),
            "django": django.__version__,
            "wagtail": wagtail.__version__,
        },
        "migrations": applied,
    }


def give_name(written: Path, folder: Path, name: str) -> Path:
    path = folder / name
    if path.exists():
        raise BackupError(f"{path} exists already: try again in a second.")
    written.rename(path)
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return path


def verify(path: Path, secret: str) -> dict:
    """Read all of that backup and compare every digest; return its manifest. Raises BackupError."""
    try:
        with path.open("rb") as source:
            return archive.read(source, secret, lambda _name, _reader: None)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error}") from error


def dated(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups in that folder, the newest first."""
    found = ((NAME.match(path.name), path) for path in folder.glob("greencustoms-*"))
    rows = [(datetime.strptime(match[1], TIME).replace(tzinfo=UTC), path) for match, path in found if match]
    return sorted(rows, reverse=True)


def delete_old(folder: Path, just_made: Path, daily: int, monthly: int) -> list[Path]:
    """Keep the newest of each of the last so many days and months that have one, and always the one just made."""
    rows = dated(folder)
    kept = {just_made} | newest_of_each(rows, "%Y-%m-%d", daily) | newest_of_each(rows, "%Y-%m", monthly)
    old = [path for _time, path in rows if path not in kept]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def newest_of_each(rows, pattern, count) -> set[Path]:
    newest = {}
    for time, path in rows:
        newest.setdefault(time.strftime(pattern), path)
    return set(list(newest.values())[:count])
