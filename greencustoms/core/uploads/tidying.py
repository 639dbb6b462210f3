"""What is left when a process is killed, or a transaction undone, between writing a file and its row."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from greencustoms.core.models import PrivateFile, SiteDocument, SiteImage

from .storage import incoming_folder, private_storage

# A file is written before its row. Younger ones may still be on their way.
AGE = timedelta(hours=24)

PUBLIC = {"documents": SiteDocument, "original_images": SiteImage}
"""Folders of the media storage, and the only model whose rows name files in them."""


def tidy(dry_run: bool = False) -> list[str]:
    """Delete files of that age that no row names, private and public ones, and half-written files; return their names.

    A public copy without a row is what an approval leaves behind whose process was killed. Sizes of pictures are left:
    they are made anew, and their names are not told.
    """
    before = timezone.now() - AGE
    storage = private_storage()
    found = []
    for name in names_in(storage):
        if storage.get_modified_time(name) < before and not PrivateFile.objects.filter(file=name).exists():
            found.append(name)
            if not dry_run:
                storage.delete(name)
    for folder, model in PUBLIC.items():
        for name in list(names_in(default_storage, folder)):
            if default_storage.get_modified_time(name) < before and not model.objects.filter(file=name).exists():
                found.append(name)
                if not dry_run:
                    default_storage.delete(name)
    for path in half_written(storage, default_storage):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            found.append(str(path))
            if not dry_run:
                path.unlink(missing_ok=True)
    return found


def names_in(storage, top: str = "") -> Iterator[str]:
    """The files in that folder and in the folders right in it: nothing we store stands deeper."""
    try:
        folders, files = storage.listdir(top)
    except FileNotFoundError:
        return
    start = f"{top}/" if top else ""
    yield from (f"{start}{name}" for name in files)
    for folder in folders:
        if not folder.startswith("."):
            for name in storage.listdir(f"{start}{folder}")[1]:
                yield f"{start}{folder}/{name}"


def half_written(*storages) -> Iterator[Path]:
    for storage in storages:
        folder = incoming_folder(storage)
        if folder:
            yield from (Path(entry.path) for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
