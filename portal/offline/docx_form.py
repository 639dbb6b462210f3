"""The form for Word, with python-docx: one table for each section, so that every word processor keeps it in order."""

import io

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from greencustoms.core.languages import direction
from greencustoms.core.outgoing_text import without_controls

from .lines import explanation, lines_of

WIDTHS = (Cm(2.6), Cm(5.6), Cm(8.8))
SMALL, GREY = Pt(8), RGBColor(0x5B, 0x6E, 0x64)


def write_docx(draft) -> bytes:
    document = Document()
    document.core_properties.title = _("Workshop report")
    document.core_properties.author = ""
    document.core_properties.language = get_language()
    document.add_heading(_("Workshop report"), level=1)
    if draft.workshop:
        document.add_paragraph(without_controls(f"{draft.workshop.title}, {draft.workshop.dates}"))
    document.add_paragraph(explanation())
    for heading, hint, lines in lines_of(draft):
        document.add_heading(heading, level=2)
        if hint:
            document.add_paragraph(hint)
        table = document.add_table(rows=0, cols=3, style="Table Grid")
        table.autofit = False
        if direction(get_language()) == "rtl":
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        for line in lines:
            write_line(table.add_row(), line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def write_line(row, line):
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        cell.width = width
    # A row is not torn apart between two sheets of paper.
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    small(row.cells[0].paragraphs[0], line.key)
    row.cells[1].paragraphs[0].add_run(line.question).bold = True
    if line.hint:
        small(row.cells[1].add_paragraph(), line.hint)
    first, *more = without_controls(line.answer).split("\n")
    row.cells[2].paragraphs[0].add_run(first)
    for text in more:
        row.cells[2].add_paragraph(text)


def small(paragraph, text):
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = SMALL, GREY
    # The key of a line is no word of any language: no red lines under it.
    run._r.get_or_add_rPr().append(no_proof())


def no_proof():
    element = OxmlElement("w:noProof")
    element.set(qn("w:val"), "1")
    return element


def read_docx(file) -> list[tuple[str, str]]:
    """Key and answer of each line of each table in the file. Raises what python-docx raises for damaged files."""
    found = []
    for table in Document(file).tables:
        for row in table.rows:
            cells = row.cells
            if len(cells) >= 3:
                answer = "\n".join(paragraph.text for paragraph in cells[2].paragraphs)
                found.append((cells[0].text.strip(), answer.strip()))
    return found
