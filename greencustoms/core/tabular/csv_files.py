"""Reads CSV as spreadsheets write it: in whichever encoding, with comma, semicolon or tab between the columns."""

import csv
import io
import re

from django.utils.translation import gettext as _

from ..outgoing_text import unguarded
from .problems import UnreadableFileError
from .table import Table, make_table

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 100_000

# Where Windows-1252 is right, letters with accents stand alone among plain ones ("Côte", "Größe"). Three such signs in
# a row are Cyrillic, Arabic, Chinese or some other script, read with the wrong table.
NOT_WESTERN = re.compile(r"[¡-ÿ]{3}")

# "sep=;" on the first line tells Excel the delimiter.
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(content: bytes, headings: frozenset[str], rows_at_most: int) -> Table | None:
    """Return the table in those bytes. The row numbers are those that a spreadsheet program shows."""
    text, notices = decode(content)
    told = SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else find_delimiter(text, headings)
    return make_table(read_rows(text, delimiter, 2 if told else 1, rows_at_most), notices, is_strict=True)


def decode(content: bytes) -> tuple[str, list[str]]:
    """Return the text and what was guessed about it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode_as(content, "utf-16"), []
    if b"\x00" in content[:2000]:
        return decode_as(content, guess_utf_16(content)), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    text = decode_as(content, "cp1252")
    if NOT_WESTERN.search(text):
        raise UnreadableFileError(encoding_message())
    notice = _("The file is not in UTF-8. It was read as Windows-1252: see whether letters with accents are right.")
    return text, [notice]


def decode_as(content, encoding):
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError(encoding_message()) from None
    if "\x00" in text:
        raise UnreadableFileError(_("This is neither a CSV file nor an Excel workbook (.xlsx)."))
    return text


def guess_utf_16(content):
    """Text in UTF-16 without its mark has a zero in every second byte, wherever it is Latin."""
    sample = content[:2000]
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def encoding_message():
    return _(
        "The letters in this file cannot be read: its encoding is not UTF-8. Open it in your spreadsheet program and "
        "save it as “CSV UTF-8” or as “Excel workbook (.xlsx)”."
    )


def find_delimiter(text, headings):
    """The sign that cuts the row of headings into the most headings known to us."""
    first_line = next((line for line in text.splitlines() if line.strip(" \t,;\"'")), "")

    def known(delimiter):
        cells = next(csv.reader([first_line], delimiter=delimiter), [])
        return sum(" ".join(cell.split()).casefold() in headings for cell in cells), len(cells)

    return max(DELIMITERS, key=known)


def read_rows(text, delimiter, first_number, rows_at_most):
    """Yield each row with the number under which a spreadsheet program shows it."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = first_number - 1
    try:
        for cells in reader:
            number += 1
            if number > rows_at_most * 3:
                return
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error:
        message = _("From row %(row)s on the file cannot be read: probably a quotation mark is missing there.")
        raise UnreadableFileError(message % {"row": number + 1}) from None
