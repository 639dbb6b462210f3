"""Templates: a table with the right headings, explained; empty, or filled with what there is now."""

import csv
import io
from tempfile import SpooledTemporaryFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ..outgoing_text import guarded, without_controls
from .days import DayOrMonth
from .importer import Importer
from .kinds import Choice

BYTE_ORDER_MARK = "\ufeff"
ROWS_PREPARED = 2_000
BOLD = Font(bold=True)
NEEDED = PatternFill("solid", fgColor="DDEBE4")
AS_TEXT = "@"


def csv_template(importer: Importer, records=()) -> bytes:
    """Headings and those records, in UTF-8 with the mark by which spreadsheet programs know it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in importer.columns])
    for record in records:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells_of(importer, record)])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def cells_of(importer, record):
    cells = importer.cells_of(record)
    values = [cells.get(column.name) for column in importer.columns]
    return [without_controls(value) if isinstance(value, str) else value for value in values]


def xlsx_template(importer: Importer, records=()):
    """A workbook as an open file: the table with those records, what each column means, and the values there are."""
    book = Workbook()
    table = book.active
    table.title = importer.sheet
    explanation = book.create_sheet(_("Explanation"))
    allowed = book.create_sheet(_("Allowed values"))
    ranges = write_allowed(allowed, importer.columns)
    write_table(table, importer.columns, ranges)
    for row, record in enumerate(records, start=2):
        for place, value in enumerate(cells_of(importer, record), start=1):
            write(table, row, place, value)
    write_explanation(explanation, importer)
    file = SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def write_table(sheet, columns, ranges):
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        heading = put(sheet, 1, place, column.name, BOLD)
        if column.is_required:
            heading.fill = NEEDED
        sheet.column_dimensions[letter].width = max(12, len(column.name) + 2)
        if isinstance(column.kind, DayOrMonth):
            keep_as_typed(sheet, place)
        if column.name in ranges:
            offer = DataValidation(type="list", formula1=ranges[column.name], allow_blank=True)
            offer.showErrorMessage = False
            offer.add(f"{letter}2:{letter}{ROWS_PREPARED}")
            sheet.add_data_validation(offer)


def keep_as_typed(sheet, place):
    """Format cells for dates as text: else a typed “2012-05” becomes the first of May."""
    for row in range(2, ROWS_PREPARED + 1):
        sheet.cell(row, place).number_format = AS_TEXT


def write_explanation(sheet, importer):
    put(sheet, 1, 1, str(importer.title), BOLD)
    put(
        sheet,
        2,
        1,
        _("Fill in the first sheet, one row for each. Keep the headings. Columns may be left out or moved."),
    )
    headings = [_("Column"), _("Meaning"), _("Needed for new ones"), _("How it is written"), _("Remarks")]
    for place, heading in enumerate(headings, start=1):
        put(sheet, 4, place, heading, BOLD)
        sheet.column_dimensions[get_column_letter(place)].width = (24, 28, 20, 48, 70)[place - 1]
    for row, column in enumerate(importer.columns, start=5):
        written = _("not read") if column.is_derived else str(column.kind.written)
        needed = _("yes") if column.is_required else ""
        for place, text in enumerate([column.name, column.label, needed, written, column.help], start=1):
            put(sheet, row, place, str(text)).alignment = Alignment(wrap_text=True, vertical="top")


def write_allowed(sheet, columns) -> dict[str, str]:
    """Write the values of each column that has a fixed list, and return where those of one value a cell stand."""
    ranges = {}
    place = 1
    for column in columns:
        values = column.kind.allowed()
        if not values:
            continue
        put(sheet, 1, place, column.name, BOLD)
        put(sheet, 1, place + 1, str(column.label), BOLD)
        for row, (value, label) in enumerate(values, start=2):
            put(sheet, row, place, value)
            put(sheet, row, place + 1, label)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 16
        sheet.column_dimensions[get_column_letter(place + 1)].width = 36
        if isinstance(column.kind, Choice):
            ranges[column.name] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(values) + 1}"
        place += 2
    sheet.freeze_panes = "A2"
    return ranges


def put(sheet, row, column, text, font=None):
    cell = write(sheet, row, column, without_controls(text))
    if font:
        cell.font = font
    return cell


def write(sheet, row, column, value):
    """Write text as text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if value not in (None, ""):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return cell
