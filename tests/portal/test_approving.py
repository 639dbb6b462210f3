"""Approval publishes text and files together, exactly what was read, and nobody approves their own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from greencustoms.core.models import PrivateFile, SiteDocument, SiteImage
from portal.models import Action, ReportAttachment, ReportDraft, State, replayed_state
from portal.moderation import deciding
from portal.reports.moves import NotPossibleError
from portal.reports.saving import save
from portal.reports.submitting import submit
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE
from workshops.models import WorkshopReportPage

from .moderating import approved, decision, review


def test_approval_publishes_the_report(as_moderator, waiting, client):
    as_moderator.post(review(waiting), decision(waiting, "approve"))

    page = WorkshopReportPage.objects.get()
    assert client.get(page.url).status_code == 200
    assert ReportDraft.objects.get().state == State.PUBLISHED


def test_approval_is_of_exactly_the_revision_that_is_live(waiting, moderator):
    draft = approved(waiting, moderator)

    event = draft.events.get(action=Action.APPROVE)
    assert event.revision_id == draft.page.live_revision_id
    assert event.by == moderator
    assert replayed_state(draft.events.all()) == State.PUBLISHED


def test_approval_publishes_documents_and_photographs_together_with_the_text(waiting_with_files, moderator, client):
    draft = approved(waiting_with_files, moderator)

    text = client.get(draft.page.url).content.decode()
    document = SiteDocument.objects.get()
    assert document.url in text
    assert 'alt="Officers at a table."' in text
    assert client.get(document.url).status_code == 200


def test_nothing_is_public_before_approval(waiting_with_files, client):
    assert client.get("/en/workshops/2030/minsk/report-alpha-secretariat/").status_code == 404
    assert not SiteDocument.objects.exists()
    assert not SiteImage.objects.exists()


def test_what_is_for_the_secretariat_only_is_not_published(files, draft, member_a, moderator):
    files.filter(kind=ReportAttachment.Kind.DOCUMENT).update(is_public=False)
    submit(draft, member_a.user, 1)

    approved(ReportDraft.objects.get(), moderator)

    assert not SiteDocument.objects.exists()
    assert SiteImage.objects.count() == 1


def test_the_live_text_equals_the_revision_also_in_its_files(waiting_with_files, moderator):
    page = approved(waiting_with_files, moderator).page

    in_revision = page.live_revision.as_object()
    here, there = ([(row.key, row.document_id, row.image_id) for row in p.files.all()] for p in (page, in_revision))
    assert here == there
    assert any(document for _key, document, _image in here)


def test_a_failure_while_files_are_copied_publishes_nothing_and_leaves_no_file(
    waiting_with_files, moderator, monkeypatch
):
    def files_in(folder):
        return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()

    before = files_in("original_images"), files_in("documents")
    monkeypatch.setattr("portal.moderation.publishing.name_in_revision", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        approved(waiting_with_files, moderator)

    draft = ReportDraft.objects.get()
    assert draft.state == State.SUBMITTED
    assert not draft.page.live
    assert not SiteImage.objects.exists()
    assert (files_in("original_images"), files_in("documents")) == before


def test_a_suggestion_that_was_read_is_what_is_published(waiting, moderator):
    page = waiting.page.get_latest_revision_as_object()
    page.results = "Changed by an editor"
    page.save_revision(user=UserFactory())

    waiting.refresh_from_db()
    approved(ReportDraft.objects.get(), moderator)

    assert WorkshopReportPage.objects.get().results == "Changed by an editor"


def test_a_moderator_who_suggested_a_change_does_not_approve_it(waiting, moderator):
    page = waiting.page.get_latest_revision_as_object()
    page.save_revision(user=moderator)
    draft = ReportDraft.objects.get()

    with pytest.raises(PermissionDenied):
        deciding.approve(draft, moderator, draft.page.latest_revision_id)


def test_nobody_approves_a_report_they_wrote(waiting, moderator):
    ReportDraft.objects.update(author=moderator)

    with pytest.raises(PermissionDenied):
        approved(ReportDraft.objects.get(), moderator)


def test_a_file_swapped_after_submission_is_not_published(waiting_with_files, moderator):
    PrivateFile.objects.filter(kind="pdf").update(sha256="0" * 64)

    with pytest.raises(deciding.FilesError):
        approved(waiting_with_files, moderator)

    assert not WorkshopReportPage.objects.get().live


def test_an_approved_report_is_not_approved_twice(waiting, moderator):
    revision = waiting.page.latest_revision_id
    approved(waiting, moderator)

    with pytest.raises(NotPossibleError):
        deciding.approve(waiting, moderator, revision)


def test_a_title_of_two_lines_becomes_one(draft, member_a):
    save(draft, member_a.user, draft.version, COMPLETE | {"title": "Report\nBcc: eve@example.org"})
    submit(draft, member_a.user, draft.version + 1)

    assert WorkshopReportPage.objects.get().title == "Report Bcc: eve@example.org"
