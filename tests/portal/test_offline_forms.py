"""The form for Word and Excel: filled in without a connection, and read back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from portal.models import ReportDraft
from portal.reports.saving import begin
from tests.factories.reports import COMPLETE


@pytest.fixture
def empty(member_a, workshop):
    return begin(member_a.partner, workshop, member_a.user)


def form_file(browser, draft, kind):
    return browser.get(reverse("portal:report-offline", args=[draft.key, kind])).content


def sent(browser, draft, content, name):
    uploaded = SimpleUploadedFile(name, content)
    return browser.post(reverse("portal:report-upload", args=[draft.key]), {"form": uploaded})


def filled_docx(content, answers):
    document = Document(io.BytesIO(content))
    for table in document.tables:
        for row in table.rows:
            row.cells[2].text = answers.get(row.cells[0].text, row.cells[2].text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def filled_xlsx(content, answers):
    workbook = load_workbook(io.BytesIO(content))
    for row in workbook.active.iter_rows(min_row=2):
        if row[0].value in answers:
            row[2].value = answers[row[0].value]
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


FILL = {"docx": filled_docx, "xlsx": filled_xlsx}


@pytest.fixture(params=["docx", "xlsx"])
def kind(request):
    return request.param


def test_what_is_filled_in_stands_in_the_form_and_is_not_saved(as_a, empty, kind, partner_b):
    answers = {"title": "=Report", "overview": "Two\nlines", "participants_total": "41", "language": "French"}
    content = FILL[kind](form_file(as_a, empty, kind), answers | {"partners_involved": partner_b.title})

    form = sent(as_a, empty, content, f"form.{kind}").context["form"]

    assert form["title"].value() == "=Report"
    assert form["overview"].value() == "Two\nlines"
    assert form["participants_total"].value() == "41"
    assert form["language"].value() == "fr"
    assert form["partners_involved"].value() == [str(partner_b.pk)]
    assert ReportDraft.objects.get().data == {}


def test_the_file_holds_what_is_written_already(as_a, draft, kind):
    content = form_file(as_a, draft, kind)

    form = sent(as_a, draft, content, f"form.{kind}").context["form"]

    assert {name: form[name].value() for name in COMPLETE} == COMPLETE


def test_what_the_file_leaves_empty_stays_as_it_is(as_a, draft, kind):
    content = FILL[kind](form_file(as_a, draft, kind), {"results": ""})

    assert sent(as_a, draft, content, f"form.{kind}").context["form"]["results"].value() == COMPLETE["results"]


def test_every_problem_is_named(as_a, empty, kind):
    answers = {
        "language": "Klingon",
        "participants_total": "many",
        "countries": "Atlantis 3",
        "partners_involved": "No such organisation",
    }

    response = sent(as_a, empty, FILL[kind](form_file(as_a, empty, kind), answers), f"form.{kind}")

    told = " ".join(response.context["from_file"]["problems"])
    assert all(word in told for word in ("Klingon", "whole number", "Atlantis", "No such organisation"))


def test_a_file_that_is_not_the_form_is_refused(as_a, empty):
    target = io.BytesIO()
    Document().save(target)

    response = sent(as_a, empty, target.getvalue(), "letter.docx")

    assert response.status_code == 422
    assert "This is not the form" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("form.docx", b"MZ\x90\x00 a program"),
        ("form.docx", b""),
        ("form.xlsx", b"PK\x03\x04 cut off"),
        ("form.docx", b"<html><script>alert(1)</script></html>"),
        ("form.exe", b"PK"),
    ],
)
def test_hostile_and_broken_files_are_refused(as_a, empty, name, content):
    assert sent(as_a, empty, content, name).status_code == 422


def test_a_form_with_macros_is_refused(as_a, empty):
    target = io.BytesIO(form_file(as_a, empty, "docx"))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")

    assert sent(as_a, empty, target.getvalue(), "form.docx").status_code == 422


def test_another_organisation_gets_no_form(as_b, draft, kind):
    assert as_b.get(reverse("portal:report-offline", args=[draft.key, kind])).status_code == 404
