"""Reads an Excel workbook that someone sent: looked through first, then taken apart in a process of its own.

A workbook is an archive of XML, and both can be made to blow up whoever opens them. So what it unpacks to is added up
before anything is unpacked, and the parsing has bounds on memory and time that cost no more than the child process.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ..uploads import archives
from ..uploads.refusals import RefusedError
from .problems import UnreadableFileError
from .table import Table, make_table

MEMBERS_AT_MOST = 1_000
UNPACKED_AT_MOST = 120 * 1024 * 1024
SECONDS_AT_MOST = 90
WORKBOOK = b"spreadsheetml.sheet.main+xml"
KINDS, KINDS_READ = "[Content_Types].xml", 256 * 1024
CHILD = Path(__file__).with_name("xlsx_child.py")


@dataclass(frozen=True)
class Sheets:
    """The names of sheets, in lower case: those that hold the table, and those that only explain it."""

    table: frozenset[str] = frozenset()
    explaining: frozenset[str] = frozenset()


def read_xlsx(content: bytes, sheets: Sheets, rows_at_most: int) -> Table | None:
    """Return the table on the sheet named for it, or else on the first sheet that can be seen."""
    look_through(content)
    found = read_in_child(content, sheets.table, rows_at_most)
    others = [name for name in found["others"] if name.casefold() not in sheets.explaining]
    notices = []
    if others:
        notices.append(
            _("Only the sheet “%(sheet)s” was read, not these: %(others)s.")
            % {"sheet": found["sheet"], "others": ", ".join(others)}
        )
    return make_table(found["rows"], notices, found["merged"])


def look_through(content: bytes):
    """Refuse what is no workbook, what has macros, and what would unpack to more than any honest table does."""
    try:
        with archives.opened(io.BytesIO(content)) as archive:
            members = archive.infolist()
            check_size(members)
            names = {member.filename for member in members}
            kinds = archive.open(KINDS).read(KINDS_READ) if KINDS in names else b""
    except RefusedError as refused:
        raise UnreadableFileError(too_large() if refused.code == "bomb" else damaged()) from None
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in kinds:
        raise UnreadableFileError(
            _("The workbook has macros. Save it as “Excel workbook (.xlsx)”, which has none, and upload that file.")
        )
    if "mimetype" in names:
        raise UnreadableFileError(
            _("This is an OpenDocument file. Save it as “Excel workbook (.xlsx)” or as CSV and upload that file.")
        )
    if WORKBOOK not in kinds:
        raise UnreadableFileError(_("This is neither a CSV file nor an Excel workbook (.xlsx)."))


def check_size(members):
    if len(members) > MEMBERS_AT_MOST or sum(member.file_size for member in members) > UNPACKED_AT_MOST:
        raise UnreadableFileError(too_large())


def read_in_child(content, names, rows_at_most):
    command = [sys.executable, "-I", str(CHILD), json.dumps(sorted(names)), str(rows_at_most)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS_AT_MOST, check=False)  # noqa: S603 - no shell, and our own program
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(damaged()) from None
    if done.returncode:
        raise UnreadableFileError(damaged())
    return json.loads(done.stdout)


def too_large():
    return _(
        "Unpacked, this workbook is far larger than a table of this kind can be. Copy the rows into a fresh "
        "template and upload that file."
    )


def damaged():
    return _(
        "The workbook cannot be read: the file is damaged, or made in an unusual way. Open it in your spreadsheet "
        "program, save it again as “Excel workbook (.xlsx)” and upload that file."
    )
