"""EPUB books and plain ZIP archives."""

import re
import tempfile
from pathlib import Path

from . import archives
from .markup import walk
from .names import clean_name
from .office.parts import check_beginning, without_place
from .refusals import RefusedError

PROGRAMS = re.compile(r"\.(?:js|mjs|exe|com|bat|cmd|scr|vbs|ps1|jar|wasm|sh|hta|lnk|dll|msi)$", re.IGNORECASE)
PAGES = re.compile(r"\.(?:xhtml|html|htm|opf|ncx|svg)$", re.IGNORECASE)
ACTING = ("script", "iframe", "object", "embed", "form", "applet")
SCRIPTS = ("javascript:", "vbscript:")
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
# A ZIP takes several files to clean; more than this would keep the sender waiting.
FILES_IN_ZIP_AT_MOST = 50


def clean_epub(source: Path, target: Path, kind) -> list[str]:
    """Write the book again. Raises RefusedError for scripts, encryption, and for what is no book."""
    with archives.opened(source) as archive:
        if CONTAINER not in archive.namelist():
            raise RefusedError("damaged")
    archives.rewrite(source, target, edit_part_of_book)
    return []


def edit_part_of_book(archive, member):
    if member.filename == ENCRYPTION:
        raise RefusedError("encrypted")
    if PROGRAMS.search(member.filename):
        raise RefusedError("program")
    check_beginning(archive, member)
    if PAGES.search(member.filename):
        with archive.open(member) as opened:
            walk(opened, look_at_element)
    return without_place(archive, member)


def look_at_element(name, attributes):
    is_script = name.lower() in ACTING or any(key.lower().startswith("on") for key, _value in attributes.pairs)
    if is_script or any(value.strip().lower().startswith(SCRIPTS) for _key, value in attributes.pairs):
        raise RefusedError("macros")


def clean_zip(source: Path, target: Path, kind, judge_path) -> list[str]:
    """Judge each file in the archive as if it had been sent alone, and pack the cleaned copies."""
    remarks = set()

    def edit(archive, member):
        with tempfile.TemporaryDirectory() as folder:
            inner, cleaned = Path(folder, "inner"), Path(folder, "cleaned")
            name = clean_name(member.filename)
            inner.write_bytes(archives.read_whole(archive, member))
            remarks.update(judge_path(inner, cleaned, name))
            return cleaned.read_bytes()

    with archives.opened(source) as archive:
        files = [member for member in archive.infolist() if not member.is_dir()]
    if not files:
        raise RefusedError("empty")
    if len(files) > FILES_IN_ZIP_AT_MOST:
        raise RefusedError("too_many_files", count=FILES_IN_ZIP_AT_MOST)
    archives.rewrite(source, target, edit)
    return sorted(remarks)
