"""ZIP archives, which most documents are: looked through before anything of them is unpacked, then written anew."""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from .kinds import KINDS, MEGABYTE
from .refusals import RefusedError

MEMBERS_AT_MOST = 3_000
DIRECTORY_AT_MOST = MEGABYTE
UNPACKED_AT_MOST = 300 * MEGABYTE
# One member read whole; larger ones are only copied piece by piece.
WHOLE_AT_MOST = 32 * MEGABYTE
# Honest tables pack to a thirtieth; a bomb to a thousandth.
RATIO_AT_MOST, RATIO_FROM = 200, MEGABYTE
CHUNK = 256 * 1024

END, END_SIZE, COMMENT_AT_MOST = b"PK\x05\x06", 22, 65_535
LARGE_END = b"PK\x06\x07"
ENCRYPTED = 0x1 | 0x40
HEADER_SIZE = 30
OUTSIDE = re.compile(r"^(?:[A-Za-z]:|/)|(?:^|/)\.\.(?:/|$)|\\|[\x00-\x1f]")

# All that the reader of archives raises for damaged or unheard-of ones.
ARCHIVE_ERRORS = (zipfile.error, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error)

CONTENT_TYPES, CONTENT_TYPES_AT_MOST = "[Content_Types].xml", MEGABYTE
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
MIME_TYPES = {kind.content_type.encode(): kind.name for kind in KINDS.values() if kind.family in ("odf", "epub")}


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, found to be within all bounds. Raises RefusedError, also for damage found while reading it."""
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        size = check_directory(stream)
        try:
            with zipfile.ZipFile(stream) as archive:
                check_members(archive.infolist(), size)
                yield archive
        except ARCHIVE_ERRORS as error:
            raise RefusedError("damaged") from error


def check_directory(stream) -> int:
    """Read where and how large the list of members is, before the library makes an object of each of them.

    Returns the size of the archive in bytes.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - END_SIZE - COMMENT_AT_MOST - len(LARGE_END) - 16))
    tail = stream.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise RefusedError("damaged")
    members, directory_size = struct.unpack_from("<HL", tail, at + 10)
    if LARGE_END in tail[max(0, at - 20) : at]:
        # Only archives of more than 4 GB or 65,535 members need this other kind of ending.
        raise RefusedError("bomb")
    if members > MEMBERS_AT_MOST or directory_size > DIRECTORY_AT_MOST:
        raise RefusedError("bomb")
    return size


def check_members(members, size):
    if len(members) > MEMBERS_AT_MOST or sum(member.file_size for member in members) > UNPACKED_AT_MOST:
        raise RefusedError("bomb")
    if len({member.filename for member in members}) < len(members):
        raise RefusedError("damaged")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        check_member(member)
        if member.header_offset < end:
            # Members that share their bytes: a way to unpack one piece a thousand times.
            raise RefusedError("bomb")
        end = member.header_offset + HEADER_SIZE + member.compress_size
    if end > size:
        raise RefusedError("damaged")


def check_member(member):
    if member.flag_bits & ENCRYPTED:
        raise RefusedError("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError("damaged")
    mode = member.external_attr >> 16
    # The library cuts names at a NUL and turns backslashes round; the name as it was written is judged.
    if OUTSIDE.search(member.orig_filename) or len(member.filename) > 250 or stat.S_ISLNK(mode):
        raise RefusedError("unsafe_names")
    if member.file_size > RATIO_FROM and member.file_size > RATIO_AT_MOST * max(member.compress_size, 1):
        raise RefusedError("bomb")


def kind_of(source: Path) -> str:
    """The name of the kind of that archive: what it says it is, or "zip". Raises RefusedError."""
    with opened(source) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            found = MIME_TYPES.get(read_start(archive, "mimetype", 100).strip())
            if found:
                return found
        if CONTENT_TYPES in names:
            types = read_start(archive, CONTENT_TYPES, CONTENT_TYPES_AT_MOST)
            if b"macroEnabled" in types or b"vbaProject" in types:
                raise RefusedError("macros")
            return next((name for sign, name in MAIN_PARTS.items() if sign in types), "zip")
    return "zip"


def read_start(archive, name, size) -> bytes:
    with archive.open(name) as member:
        return member.read(size)


def read_whole(archive, member) -> bytes:
    """A member in memory. Raises RefusedError when it is larger than any such part should be."""
    if member.file_size > WHOLE_AT_MOST:
        raise RefusedError("bomb")
    return archive.read(member)


def rewrite(source: Path, target: Path, edit: Callable[[zipfile.ZipFile, zipfile.ZipInfo], bytes | None]):
    """Write the archive anew: members only, without comments, hidden bytes between them, times and owners.

    `edit` looks at each member; it returns what to write in its place, or None to have it copied as it is.
    """
    with opened(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            if member.is_dir():
                continue
            changed = edit(archive, member)
            fresh = zipfile.ZipInfo(member.filename)
            fresh.compress_type = member.compress_type
            if changed is not None:
                copy.writestr(fresh, changed)
                continue
            fresh.file_size = member.file_size
            with archive.open(member) as old, copy.open(fresh, "w") as new:
                while piece := old.read(CHUNK):
                    new.write(piece)
