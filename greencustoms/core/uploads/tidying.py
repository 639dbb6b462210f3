"""What is left when a process is killed, or a transaction undone, between writing a file and its row."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from greencustoms.core.models import PrivateFile

from .storage import incoming_folder, private_storage

# A file is written before its row. Younger ones may still be on their way.
AGE = timedelta(hours=24)


def tidy(dry_run: bool = False) -> list[str]:
    """Delete private files of that age without a row, and half-written files; return their names.

    Of the public media folder only the half-written ones are looked at: pictures and documents are not ours to judge.
    """
    before = timezone.now() - AGE
    storage = private_storage()
    found = []
    for name in names_in(storage):
        if storage.get_modified_time(name) < before and not PrivateFile.objects.filter(file=name).exists():
            found.append(name)
            if not dry_run:
                storage.delete(name)
    for path in half_written(storage, default_storage):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            found.append(str(path))
            if not dry_run:
                path.unlink(missing_ok=True)
    return found


def names_in(storage) -> Iterator[str]:
    """Private files stand two folders deep at most: `place` of the model puts them there."""
    try:
        folders, files = storage.listdir("")
    except FileNotFoundError:
        return
    yield from files
    for folder in folders:
        if not folder.startswith("."):
            for name in storage.listdir(folder)[1]:
                yield f"{folder}/{name}"


def half_written(*storages) -> Iterator[Path]:
    for storage in storages:
        folder = incoming_folder(storage)
        if folder:
            yield from (Path(entry.path) for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
