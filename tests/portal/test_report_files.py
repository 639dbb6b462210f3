"""Documents and photographs of a report, before anybody has approved it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from greencustoms.core.models import PrivateFile
from greencustoms.core.uploads.scanning import ScanState
from portal.models import ReportAttachment, ReportDraft
from portal.reports.checking import check
from portal.reports.files import add_files
from portal.reports.submitting import submit, take_back
from tests.core.uploads.sample_files import photo
from tests.factories.pages import WorkshopPageFactory
from tests.factories.reports import COMPLETE, draft_of


@pytest.fixture
def picture(draft, member_a):
    add_files(draft, member_a.user, [SimpleUploadedFile("border.jpg", photo())], ReportAttachment.Kind.PHOTO)
    return ReportAttachment.objects.get()


def edit_url(draft):
    return reverse("portal:report-edit", args=[draft.key])


def file_url(attachment):
    return reverse("portal:report-file", args=[attachment.draft.key, attachment.key])


def details(attachment, **changes):
    return {f"file-{attachment.key}-{name}": value for name, value in ({"title": "The border"} | changes).items()}


def test_a_file_comes_with_the_form_that_is_saved(as_a, draft):
    as_a.post(edit_url(draft), COMPLETE | {"version": 1, "new_photo": SimpleUploadedFile("border.jpg", photo())})

    assert draft.attachments.get().file.name == "border.jpg"


def test_a_refused_file_keeps_the_rest_of_the_form(as_a, draft):
    program = SimpleUploadedFile("report.pdf", b"MZ\x90\x00 a program")

    response = as_a.post(edit_url(draft), COMPLETE | {"version": 1, "results": "Typed", "new_document": program})

    assert response.status_code == 422
    assert "report.pdf" in response.content.decode()
    assert ReportDraft.objects.get().data["results"] == "Typed"
    assert not PrivateFile.objects.exists()


def test_its_own_organisation_fetches_a_file_as_something_no_browser_runs(as_a, picture):
    response = as_a.get(file_url(picture))

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_another_organisation_gets_404_for_a_file(as_b, picture):
    assert as_b.get(file_url(picture)).status_code == 404


def test_a_file_is_not_found_under_another_report(as_a, picture, member_a, year_2030):
    other = draft_of(member_a, WorkshopPageFactory(parent=year_2030))

    assert as_a.get(reverse("portal:report-file", args=[other.key, picture.key])).status_code == 404


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.INFECTED, ScanState.REFUSED])
def test_a_file_that_is_not_found_clean_is_fetched_by_nobody(as_a, picture, state):
    PrivateFile.objects.update(scan_state=state)

    assert as_a.get(file_url(picture)).status_code == 404
    assert "border" in as_a.get(edit_url(picture.draft)).content.decode()


def test_a_photograph_lacks_words_and_consent_until_they_are_given(as_a, picture, draft):
    assert len(check(draft, [picture]).missing) == 2

    given = details(picture, alt_text="Officers at a table.", has_consent="on", is_public="on")
    as_a.post(edit_url(draft), COMPLETE | given | {"version": 1})

    picture.refresh_from_db()
    assert check(draft, [picture]).missing == []


def test_a_file_that_was_submitted_once_is_kept_for_the_history_when_it_is_removed(picture, draft, member_a, as_a):
    ReportAttachment.objects.update(alt_text="A gate.", has_consent=True)
    submit(draft, member_a.user, draft.version)
    take_back(draft, member_a.user)
    as_a.post(edit_url(draft), COMPLETE | details(picture) | {"version": 1, "remove": str(picture.key)})

    draft.refresh_from_db()
    assert submit(draft, member_a.user, draft.version).files == []
    assert as_a.get(file_url(picture)).status_code == 200


def test_a_file_that_was_never_submitted_leaves_no_bytes_when_it_is_removed(
    as_a, picture, draft, django_capture_on_commit_callbacks
):
    storage, name = picture.file.file.storage, picture.file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        as_a.post(edit_url(draft), COMPLETE | details(picture) | {"version": 1, "remove": str(picture.key)})

    assert not PrivateFile.objects.exists()
    assert not storage.exists(name)
    assert as_a.get(file_url(picture)).status_code == 404


def test_no_file_is_added_to_a_submitted_report(as_a, draft, member_a):
    submit(draft, member_a.user, 1)

    response = as_a.post(
        edit_url(draft), COMPLETE | {"version": 1, "new_photo": SimpleUploadedFile("late.jpg", photo())}
    )

    assert response.status_code == 409
    assert not PrivateFile.objects.exists()


def test_the_log_names_each_submitted_file_with_its_digest(picture, draft, member_a):
    ReportAttachment.objects.update(alt_text="Officers at a table.", has_consent=True)

    event = submit(draft, member_a.user, 1)

    assert event.files == [{"key": str(picture.key), "name": "border", "sha256": picture.file.sha256}]


def test_too_many_files_are_refused_by_name(draft, member_a, monkeypatch):
    monkeypatch.setattr("portal.reports.files.FILES_AT_MOST", 1)
    both = [SimpleUploadedFile(name, photo()) for name in ("one.jpg", "two.jpg")]

    problems = add_files(draft, member_a.user, both, ReportAttachment.Kind.PHOTO)

    assert len(problems) == 1
    assert problems[0].startswith("two.jpg")


def test_no_nul_byte_is_kept_with_a_file(as_a, draft, picture):
    url = reverse("portal:report-autosave", args=[draft.key])

    as_a.post(url, COMPLETE | {"version": 1} | details(picture, title="a\x00b"))

    assert draft.attachments.get().title == "ab"
