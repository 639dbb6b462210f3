"""Folders that hold a file whole or not at all, whatever happens while it is written."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages
from django.http import HttpResponse
from django.utils.deconstruct import deconstructible

# Files on their way stand in here, inside the folder they will go to: moving them then takes no more room on the disk.
INCOMING = ".incoming"


class BucketAwayError(OSError):
    """The bucket that files are kept in does not answer, or refuses."""


def say_away():
    """The answer to somebody who asks for a file while the bucket is away."""
    return HttpResponse(status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})


class WholeFileStorage(FileSystemStorage):
    """Writes under a temporary name first. A full disk or a killed process leaves no cut file under the real name."""

    def _save(self, name, content):
        incoming = incoming_folder(self)
        staged = getattr(content, "temporary_file_path", lambda: "")()
        if staged and Path(staged).parent == incoming:
            return self.give_name(staged, name)
        handle, written = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as target:
                for chunk in content.chunks():
                    target.write(chunk.encode() if isinstance(chunk, str) else chunk)
                target.flush()
                os.fsync(target.fileno())
            return self.give_name(written, name)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(written)

    def give_name(self, written, name):
        """Give the finished file that name, or another one where it is taken: never that of another file."""
        if self.file_permissions_mode is not None:
            os.chmod(written, self.file_permissions_mode)
        while True:
            path = self.path(name)
            os.makedirs(os.path.dirname(path), mode=self.directory_permissions_mode or 0o777, exist_ok=True)
            try:
                link(written, path)
            except FileExistsError:
                name = self.get_available_name(name)
                continue
            self._ensure_location_group_id(path)
            return str(name).replace("\\", "/")


def link(written, path):
    """A second name for a finished file. Where the disk knows no second names, the file is moved."""
    try:
        os.link(written, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        if os.path.exists(path):
            raise FileExistsError(path) from error
        os.rename(written, path)


class PrivateFolder(WholeFileStorage):
    """A folder that only this site reads. Nothing in it has an address."""

    def __init__(self, location):
        super().__init__(location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def url(self, name):
        raise ValueError("A private file has no address.")


@deconstructible
class PrivateStorage:
    """Stands for the storage named "private" in the settings, so that migrations need not know which one it is."""

    def __call__(self):
        return storages["private"]


private_storage = PrivateStorage()


def incoming_folder(storage) -> Path | None:
    """Where files for that storage are made; None for a storage that is no folder of this machine."""
    location = getattr(storage, "location", None)
    if not isinstance(storage, FileSystemStorage) or not location:
        return None
    folder = Path(location) / INCOMING
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
