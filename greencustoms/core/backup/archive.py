"""The archive: a compressed tar of the database, all files and, last, a manifest with the digest of each of them.

Without a key any `tar` can unpack it. What has no manifest at its end was never finished.
"""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .cipher import MAGIC, DecryptingReader, EncryptingWriter
from .problems import DamagedError

MANIFEST = "manifest.json"
FORMAT = 1
# What gzip writes first, with no name and no time. It is the one place that its own checksum leaves out.
GZIP_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"


class Digesting:
    """Passes on what is read and adds it up."""

    def __init__(self, source):
        self.source, self.digest, self.size = source, hashlib.sha256(), 0

    def read(self, size=-1):
        data = self.source.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


class ArchiveWriter:
    """Takes members one by one and notes what each of them was."""

    def __init__(self, tar):
        self.tar, self.members = tar, []

    def add(self, name: str, source, size: int):
        """Add what can be read from `source`, exactly so many bytes. Raises OSError if there are fewer."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        reader = Digesting(source)
        self.tar.addfile(entry, reader)
        self.members.append({"name": name, "size": size, "sha256": reader.digest.hexdigest()})

    def finish(self, manifest: dict):
        text = json.dumps({"format": FORMAT, **manifest, "members": self.members}, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), 0o600
        self.tar.addfile(entry, io.BytesIO(text))


@contextmanager
def writing(target, secret: str):
    """An ArchiveWriter that writes to that open file, encrypted if there is a secret."""
    sealed = EncryptingWriter(target, secret) if secret else None
    with (
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=sealed or target, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield ArchiveWriter(tar)
    if sealed:
        sealed.finish()


def read(source, secret: str, take: Callable) -> dict:
    """Read that open file to its last byte; give each member to `take(name, reader)`; return the manifest.

    Whatever `take` leaves unread is read all the same. Raises DamagedError or WrongKeyError. The manifest is the last
    member: `take` may not trust what it sees before this function has returned once.
    """
    try:
        return read_members(unpacked(source, secret), take)
    except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile) as error:
        raise DamagedError(f"The backup is damaged or cut off: {error}") from error


def unpacked(source, secret):
    start = source.peek(len(GZIP_START))
    if start[: len(MAGIC)] == MAGIC:
        return gzip.GzipFile(fileobj=io.BufferedReader(DecryptingReader(source, secret), 1024 * 1024))
    if start[: len(GZIP_START)] != GZIP_START:
        raise DamagedError("This is no backup, or its first bytes are damaged.")
    return gzip.GzipFile(fileobj=source)


def read_members(packed, take) -> dict:
    found, manifest = [], None
    with packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if manifest is not None or content is None:
                raise DamagedError(f"The backup is damaged: “{entry.name}” does not belong in it.")
            if entry.name == MANIFEST:
                manifest = parsed(content.read())
                continue
            reader = Digesting(content)
            take(entry.name, reader)
            exhaust(reader)
            found.append({"name": entry.name, "size": reader.size, "sha256": reader.digest.hexdigest()})
        exhaust(packed)
    if manifest is None:
        raise DamagedError("The backup is cut off: it has no manifest at its end.")
    compare(found, manifest["members"])
    return manifest


def parsed(text):
    try:
        manifest = json.loads(text)
        version = manifest["format"]
        manifest["members"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError("The backup is damaged: its manifest cannot be read.") from error
    if version != FORMAT:
        raise DamagedError(f"The backup has the format {version}; this version of the site reads format {FORMAT}.")
    return manifest


def compare(found, expected):
    """Each member is there, once, and as it was written."""
    if found == expected:
        return
    is_there = {member["name"]: member for member in found}
    for member in expected:
        if is_there.get(member["name"]) != member:
            raise DamagedError(f"The backup is damaged: “{member['name']}” is not what was written.")
    raise DamagedError("The backup is damaged: it holds members that its manifest does not name.")


def exhaust(reader):
    while reader.read(1024 * 1024):
        pass


def names(manifest) -> Iterator[str]:
    return (member["name"] for member in manifest["members"])
