"""The way back: everything is read and compared before anything is changed."""

import shutil
import tempfile
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from . import archive, files
from .making import UNFINISHED, engine, make, verify
from .problems import BackupError

VENDORS = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def restore(path: Path, secret: str, *, replace: bool, safety_folder: Path, say=lambda text: None) -> dict:
    """Make database and files what they were; return the manifest. Raises BackupError.

    Without `replace`, database and files must be empty. With it, a backup of what is here now is made first.
    """
    manifest = verify(path, secret)
    say(f"The backup of {manifest['made_at']} is whole: {len(manifest['members'])} members.")
    check_fits(manifest)
    has_tables = not database_is_empty()
    is_bare = not has_tables and files.is_empty()
    if not replace and not is_bare:
        raise BackupError(
            "There is a database or there are files here already, and nothing was changed. "
            "Give --replace to replace them; a backup of them is made first."
        )
    if not is_bare:
        saved, _manifest = make(safety_folder, secret, label="before-restore-")
        say(f"What was here is kept in {saved}")
    safety_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=safety_folder))
    try:
        put_all(path, secret, manifest, work, replace=has_tables)
    except OSError as error:
        raise BackupError(f"The restore stopped half-way: {error}. Run it again with --replace.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return manifest


def put_all(path, secret, manifest, work, replace):
    """First the files, then the database: so that it never names a file that is not there yet."""
    dump = work / engine().MEMBER

    def take(name, reader):
        if name == engine().MEMBER:
            with dump.open("wb") as target:
                shutil.copyfileobj(reader, target, 1024 * 1024)
        else:
            files.put(name, reader)

    with path.open("rb") as source:
        archive.read(source, secret, take)
    engine().restore(dump, replace)
    files.remove_others(set(archive.names(manifest)))


def check_fits(manifest):
    """The backup is of the same kind of database, and of no newer version of the site."""
    if manifest["database"] != connection.vendor:
        raise BackupError(
            f"The backup is of {VENDORS[manifest['database']]}, the database here is {VENDORS[connection.vendor]}: "
            "set DATABASE_URL to a database of the same kind."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = [name for name in manifest["migrations"] if name not in known and name.split(".")[0] in OWN]
    if unknown:
        raise BackupError(
            f"The backup was made by a newer version of the site ({unknown[-1]}): install that one first."
        )


OWN = {"core", "guide", "home", "partners", "portal", "workshops"}
"""Labels of our own apps. Others may have dropped old migrations of theirs."""


def database_is_empty() -> bool:
    return not connection.introspection.table_names()
