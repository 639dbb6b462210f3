"""The record as a table: CSV, XLSX and JSON, all from the columns of `fields.py`, written row by row."""

import csv
import json
import tempfile
from itertools import islice

from django.apps import apps
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from greencustoms.core.outgoing_text import guarded, without_controls

from .fields import FIELD_NAMES, FIELDS
from .models import ParticipatingCountry, WorkshopLanguage, WorkshopPage

ROWS_AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff"
FILE_NAME = "green-customs-workshops"
CELL_LIMIT = 32_767
"""Excel refuses a file with a longer text."""


def licence():
    return _("The licence has not yet been decided by the secretariat; ask before you republish.")


def rows_of(workshops, request):
    """Each workshop of an export, knowing its full address and what it names: a few queries for each batch of rows."""
    rows = workshops.for_export().iterator(chunk_size=ROWS_AT_ONCE)
    shown = {model: visible_slugs(model) for model in ("partners.PartnerPage", "guide.ChapterPage")}
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        look_up_names(batch, shown)
        for workshop in batch:
            workshop.address = workshop.get_full_url(request) or ""
        yield from batch


def visible_slugs(model):
    pages = apps.get_model(model).objects.live().public()
    return dict(pages.order_by("pk").values_list("pk", "slug"))


def look_up_names(workshops, shown):
    """Tell each workshop the partners and treaties that a visitor may see, its languages and countries."""
    by_key = {workshop.pk: workshop for workshop in workshops}
    for workshop in workshops:
        workshop.named = {"partners": [], "treaties": [], "languages": [], "countries": []}
    for relation, model in (("partners", "partners.PartnerPage"), ("treaties", "guide.ChapterPage")):
        through = getattr(WorkshopPage, relation).through.objects.filter(workshoppage__in=by_key)
        target = apps.get_model(model)._meta.model_name
        for key, page in through.values_list("workshoppage_id", f"{target}_id"):
            if page in shown[model]:
                by_key[key].named[relation].append(shown[model][page])
    languages = WorkshopLanguage.objects.filter(workshop__in=by_key).order_by("sort_order", "pk")
    for key, language in languages.values_list("workshop_id", "language"):
        by_key[key].named["languages"].append(language)
    countries = ParticipatingCountry.objects.filter(workshop__in=by_key).order_by("country")
    for key, code in countries.values_list("workshop_id", "country"):
        by_key[key].named["countries"].append(code)
    for workshop in workshops:
        for relation in ("partners", "treaties"):
            workshop.named[relation].sort()


def download(parts, content_type, extension):
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}.{extension}"'}
    return StreamingHttpResponse(parts, content_type=content_type, headers=headers)


class Line:
    """What `csv.writer` writes into: it hands each line back instead of keeping it."""

    def write(self, line):
        return line


def csv_cell(value):
    return guarded(without_controls(value)) if isinstance(value, str) else value


def csv_lines(workshops, request):
    """UTF-8 with a byte order mark, without which Excel takes it for a national encoding."""
    writer = csv.writer(Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(FIELD_NAMES)
    for workshop in rows_of(workshops, request):
        yield writer.writerow([csv_cell(field.flat(workshop)) for field in FIELDS])


def as_csv(workshops, request, source):
    return download(in_batches(csv_lines(workshops, request)), "text/csv; charset=utf-8; header=present", "csv")


def xlsx_cell(sheet, value, font=None):
    """A text is written as text whatever it begins with; a number as a number."""
    if isinstance(value, str):
        value = without_controls(value)[:CELL_LIMIT]
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def as_xlsx(workshops, request, source):
    """A workbook of two sheets: the workshops, and what the columns mean. It is written to a file, not to memory."""
    book, bold = Workbook(write_only=True), Font(bold=True)
    table = book.create_sheet("workshops")
    table.freeze_panes = "C2"
    table.append([xlsx_cell(table, name, bold) for name in FIELD_NAMES])
    for workshop in rows_of(workshops, request):
        table.append([xlsx_cell(table, field.flat(workshop)) for field in FIELDS])
    about = book.create_sheet("about")
    about.append([xlsx_cell(about, _("Source"), bold), xlsx_cell(about, source)])
    about.append([xlsx_cell(about, _("Licence"), bold), xlsx_cell(about, licence())])
    about.append([])
    for field in FIELDS:
        about.append([xlsx_cell(about, field.name, bold), xlsx_cell(about, str(field.label))])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{FILE_NAME}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def as_text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_parts(head, list_name, rows):
    """A JSON object with one long list as its last member."""
    opening = as_text(head)[:-1]
    yield f"{opening}{',' if head else ''}{as_text(list_name)}:["
    before = "\n"
    for row in rows:
        yield before + as_text(row)
        before = ",\n"
    yield "\n]}\n"


def in_batches(parts, size=ROWS_AT_ONCE):
    """Join small parts, so that the connection is not written to for each row."""
    batch = []
    for part in parts:
        batch.append(part)
        if len(batch) == size:
            yield "".join(batch)
            batch = []
    yield "".join(batch)


def as_json(workshops, request, source):
    head = {
        "source": source,
        "licence": licence(),
        "fields": [{"name": field.name, "label": str(field.label)} for field in FIELDS],
    }
    rows = ({field.name: field.value(workshop) for field in FIELDS} for workshop in rows_of(workshops, request))
    return download(in_batches(json_parts(head, "workshops", rows)), "application/json", "json")
