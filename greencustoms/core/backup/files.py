"""Public media and private files, through the storage API: folders of this machine and buckets alike."""

import shutil
import tempfile
from collections.abc import Iterator

from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages

from greencustoms.core.uploads.storage import INCOMING

from .problems import BackupError

PLACES = {"media": "default", "private": "private"}
"""Folder in the archive, name of the storage in the settings."""


def all_names(storage, folder="") -> Iterator[str]:
    """Every file in the storage, by name; half-written ones are left out."""
    try:
        folders, found = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(found):
        if name:
            yield f"{folder}/{name}" if folder else name
    for inner in sorted(folders):
        if inner and inner != INCOMING:
            yield from all_names(storage, f"{folder}/{inner}" if folder else inner)


def add_all(archive) -> list[str]:
    """Add every file. Returns the names of those that were deleted between being listed and being read."""
    gone = []
    for place, alias in PLACES.items():
        storage = storages[alias]
        for name in all_names(storage):
            try:
                opened = storage.open(name, "rb")
            except FileNotFoundError:
                gone.append(f"{place}/{name}")
                continue
            with opened as content:
                archive.add(f"{place}/{name}", content, content.size)
    return gone


def storage_and_name(member: str):
    place, _slash, name = member.partition("/")
    if place not in PLACES or not name or ".." in name.split("/"):
        raise BackupError(f"The backup holds “{member}”, which has no place on this site.")
    return storages[PLACES[place]], name


def put(member: str, reader):
    """Store a file under exactly the name it had."""
    storage, name = storage_and_name(member)
    if storage.exists(name):
        storage.delete(name)
    with tempfile.SpooledTemporaryFile(max_size=16 * 1024 * 1024) as kept:
        if isinstance(storage, FileSystemStorage):
            stored = storage.save(name, ReadOnce(reader, name))
        else:
            # Senders to a bucket go back to the beginning of what they send.
            shutil.copyfileobj(reader, kept)
            kept.seek(0)
            stored = storage.save(name, File(kept, name))
    if stored != name:
        storage.delete(stored)
        raise BackupError(f"“{member}” could not be stored under its name.")


class ReadOnce(File):
    """A file that comes by as a stream: it can be read once, from its beginning to its end."""

    def chunks(self, chunk_size=None):
        while data := self.file.read(chunk_size or self.DEFAULT_CHUNK_SIZE):
            yield data


def remove_others(members: set[str]) -> int:
    """Delete files that are not among those members; return how many."""
    count = 0
    for place, alias in PLACES.items():
        storage = storages[alias]
        for name in list(all_names(storage)):
            if f"{place}/{name}" not in members:
                storage.delete(name)
                count += 1
    return count


def is_empty() -> bool:
    return not any(next(all_names(storages[alias]), None) for alias in PLACES.values())
