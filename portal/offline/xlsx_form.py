"""The form for Excel, with openpyxl: one sheet, one line for each question."""

import io

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from greencustoms.core.languages import LANGUAGE_NAMES, direction
from greencustoms.core.outgoing_text import without_controls
from greencustoms.core.tabular.reading import read_table
from greencustoms.core.tabular.table import plain

from .lines import explanation, lines_of

SHEET = "Report"
WIDTHS = {"A": 24, "B": 34, "C": 70, "D": 60}
TOP = Alignment(vertical="top", wrap_text=True)
HEAD = PatternFill("solid", fgColor="DDE8DF")


def write_xlsx(draft) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    sheet.sheet_view.rightToLeft = direction(get_language()) == "rtl"
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.append(["key", _("Question"), _("Your answer"), _("Help")])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEAD
    sheet.freeze_panes = "A2"
    for _heading, _hint, lines in lines_of(draft):
        for line in lines:
            write_line(sheet, line)
    sheet.cell(sheet.max_row + 2, 4, explanation()).alignment = TOP
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def write_line(sheet, line):
    row = sheet.max_row + 1
    for column, text in enumerate((line.key, line.question, line.answer, line.hint), start=1):
        cell = sheet.cell(row, column)
        # Always text: an answer that begins with "=" is no formula.
        cell.value = without_controls(text)
        cell.data_type = "s"
        cell.alignment = TOP
    sheet.cell(row, 1).font = Font(size=8, color="5B6E64")
    sheet.cell(row, 2).font = Font(bold=True)
    sheet.cell(row, 3).protection = Protection(locked=False)
    sheet.cell(row, 3).number_format = "@"
    if line.key == "language":
        choices = ",".join(str(name) for name in LANGUAGE_NAMES.values())
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(sheet.cell(row, 3))


def read_xlsx(file) -> list[tuple[str, str]]:
    """Key and answer of each line. Raises UnreadableFileError."""
    table = read_table(file.read())
    found = []
    for row in table.rows:
        cells = [*row.cells, None, None, None]
        answer = plain(cells[2])
        if isinstance(answer, float) and answer.is_integer():
            answer = int(answer)
        found.append(
            ("" if cells[0] is None else str(plain(cells[0])).strip(), "" if answer is None else str(answer).strip())
        )
    return found
