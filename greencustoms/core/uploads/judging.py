"""What a file is, told by what is in it, and a copy of it that does nothing but show what it shows."""

import errno
import hashlib
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile

from . import archives, books, images, pdfs, signs, texts
from .kinds import KINDS, MEGABYTE, Kind, labels, named
from .names import clean_name, ending_of
from .office import odf, ooxml
from .refusals import RefusedError
from .storage import incoming_folder

CHUNK = 256 * 1024
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

# What may stand in a ZIP archive: everything but another one.
IN_ARCHIVES = tuple(name for name in KINDS if name not in ("zip", "epub"))

CLEANERS = {
    "pdf": pdfs.clean,
    "ooxml": ooxml.clean,
    "odf": odf.clean,
    "epub": books.clean_epub,
    "zip": lambda source, target, kind: books.clean_zip(source, target, kind, judge_member),
    "text": texts.clean,
    "image": images.clean,
}


@dataclass
class Judgement:
    """A file that is taken. `file` is the cleaned copy, ready to be stored, and vanishes when it is closed.

    `remarks` are codes of `remarks.REMARKS`: what was taken out, and what is still in it.
    """

    kind: Kind
    name: str
    file: TemporaryUploadedFile
    size: int
    sha256: str
    remarks: list[str] = field(default_factory=list)


def judge(file, allowed, *, storage=None) -> Judgement:
    """Return a cleaned copy of that file. Raises RefusedError, a ValidationError, with a sentence for its sender.

    `file` is anything with `name`, `size` and `chunks()`, as forms give it; `allowed` are names of kinds. The copy is
    made in the folder of `storage`, so that storing it takes no more room on the disk.
    """
    kinds = named(allowed)
    name = clean_name(file.name)
    check_arrival(file, max(kind.at_most for kind in kinds))
    if not any(ending_of(name) in kind.endings for kind in kinds):
        raise RefusedError("kind", kinds=labels(allowed))
    try:
        with on_disk(file) as source:
            kind = kind_of(source, name, allowed)
            if file.size > kind.at_most:
                raise RefusedError("too_large", size=kind.at_most // MEGABYTE)
            return cleaned(source, kind, name, incoming_folder(storage) if storage else None)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise RefusedError("no_room") from error
        raise


def check_arrival(file, at_most):
    """Whether it came whole: the handler of uploads marks what was too large or found no room, instead of keeping it."""
    cut = getattr(file, "cut_short", "")
    if cut == "no_room":
        raise RefusedError("no_room")
    if cut == "too_large" or file.size > at_most:
        raise RefusedError("too_large", size=at_most // MEGABYTE)
    if not file.size:
        raise RefusedError("empty")


@contextmanager
def on_disk(file):
    """The path of the file, written to the disk first if it came in memory."""
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def kind_of(source: Path, name: str, allowed) -> Kind:
    """The kind of that file by its content. Raises RefusedError unless it is allowed and its name agrees."""
    ending = ending_of(name)
    with source.open("rb") as opened:
        head = opened.read(signs.BYTES_READ)
    found = signs.kind_of(head) or (archives.kind_of(source) if head.startswith(signs.ARCHIVE) else "")
    if not found:
        # Text has no sign of its own: its name says which kind of text it is.
        found = {"csv": "csv", "txt": "txt"}.get(ending)
    kind = next((kind for kind in named(allowed) if kind.name == found), None)
    if kind and ending in kind.endings:
        return kind
    if found in ("zip", "epub") and found not in allowed:
        raise RefusedError("archive")
    if found:
        raise RefusedError("ending", ending=ending, kind=labels([found]))
    raise RefusedError("unknown", kinds=labels(allowed))


def judge_member(source: Path, target: Path, name: str) -> list[str]:
    """Judge and clean one file of a ZIP archive; return the remarks about it. There is no archive in an archive."""
    if not source.stat().st_size:
        raise RefusedError("empty")
    kind = kind_of(source, name, IN_ARCHIVES)
    return CLEANERS[kind.family](source, target, kind)


def cleaned(source, kind, name, folder) -> Judgement:
    # The class of uploads removes its file when it is closed, and forms and storages know what to do with it.
    copy = StagedFile(name, kind.content_type, folder)
    try:
        remarks = CLEANERS[kind.family](source, Path(copy.temporary_file_path()), kind)
        digest = hashlib.sha256()
        copy.seek(0)
        while chunk := copy.file.read(CHUNK):
            digest.update(chunk)
            copy.size += len(chunk)
        os.fsync(copy.file.fileno())
        copy.seek(0)
        if not copy.size:
            raise RefusedError("damaged")
    except BaseException:
        copy.close()
        raise
    return Judgement(kind, name, copy, copy.size, digest.hexdigest(), remarks)


class StagedFile(TemporaryUploadedFile):
    """An uploaded file that stands in a folder we choose."""

    def __init__(self, name, content_type, folder):
        super().__init__(name, content_type, 0, None)
        if folder:
            self.file.close()
            self.file = tempfile.NamedTemporaryFile(dir=folder, suffix=".upload")  # noqa: SIM115 - closed by whoever stores it
