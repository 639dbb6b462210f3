"""Reads an uploaded table, CSV or XLSX: told by what is in the file, never by its name."""

from pathlib import Path

from django.utils.translation import gettext as _

from .csv_files import read_csv
from .problems import UnreadableFileError
from .table import Table
from .xlsx_files import Sheets, read_xlsx

BYTES_AT_MOST = 10 * 1024 * 1024
ROWS_AT_MOST = 20_000

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
NO_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"\x7fELF",
    b"MZ",
)


def file_name_of(name: str) -> str:
    """Return the name of an uploaded file without folders, short enough to be stored."""
    bare = Path(name.replace("\\", "/")).name.replace("\x00", "")
    return bare[-200:] or "table"


def read_table(content: bytes, headings: frozenset[str] = frozenset(), sheets: Sheets | None = None) -> Table:
    """Return the table in that file. Raises UnreadableFileError with a message for whoever uploaded it.

    By the known `headings` the sign between the columns of a CSV file is told.
    """
    if len(content) > BYTES_AT_MOST:
        raise UnreadableFileError(
            _("The file is larger than %(size)s MB. Divide it and import the parts one after the other.")
            % {"size": BYTES_AT_MOST // 1024 // 1024}
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableFileError(_("The file is empty."))
    table = (
        read_xlsx(content, sheets or Sheets(), ROWS_AT_MOST)
        if content.startswith(b"PK")
        else read_text(content, headings)
    )
    if table is None:
        raise UnreadableFileError(_("There is nothing in the file: all its rows are blank."))
    if len(table.rows) > ROWS_AT_MOST:
        raise UnreadableFileError(
            _("The file has more than %(limit)s rows. Divide it and import the parts one after the other.")
            % {"limit": ROWS_AT_MOST}
        )
    return table


def read_text(content: bytes, headings) -> Table | None:
    if content.startswith(OLD_OFFICE):
        raise UnreadableFileError(
            _(
                "This is a workbook of the old kind (.xls), or one with a password. Open it in your spreadsheet program "
                "and save it without a password as “Excel workbook (.xlsx)”."
            )
        )
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(tuple(sign.lower() for sign in NO_TABLES)):
        raise UnreadableFileError(_("This is neither a CSV file nor an Excel workbook (.xlsx)."))
    return read_csv(content, headings, ROWS_AT_MOST)
