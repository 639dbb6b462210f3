"""The secretariat reads reports and decides: about exactly what it read, all at once, nobody on their own."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from greencustoms.core.models import PrivateFile, SiteDocument, SiteImage
from portal.models import Action, ReportAttachment, ReportDraft, State, replayed_state
from portal.moderation import deciding
from portal.reports.files import add_files
from portal.reports.moves import NotPossibleError
from portal.reports.saving import revise, save
from portal.reports.submitting import submit, take_back
from tests.core.uploads.sample_files import pdf, photo
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE
from workshops.models import WorkshopPage, WorkshopReportPage


def as_staff(user):
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def as_moderator(moderator):
    return as_staff(moderator)


@pytest.fixture
def files(draft, member_a):
    add_files(draft, member_a.user, [SimpleUploadedFile("border.jpg", photo())], ReportAttachment.Kind.PHOTO)
    add_files(draft, member_a.user, [SimpleUploadedFile("agenda.pdf", pdf())], ReportAttachment.Kind.DOCUMENT)
    ReportAttachment.objects.update(alt_text="Officers at a table.", has_consent=True)
    return draft.attachments.all()


@pytest.fixture
def waiting(draft, member_a):
    submit(draft, member_a.user, draft.version)
    return ReportDraft.objects.get()


@pytest.fixture
def waiting_with_files(files, waiting):
    return waiting


def review(draft):
    return reverse("report_moderation:review", args=[draft.key])


def decision(draft, how, **more):
    return {"revision": draft.page.latest_revision_id, how: "1"} | more


def approved(draft, moderator):
    deciding.approve(draft, moderator, draft.page.latest_revision_id)
    return ReportDraft.objects.get(pk=draft.pk)


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


def test_a_newer_text_than_the_one_read_is_not_approved(as_moderator, waiting, member_a):
    seen = decision(waiting, "approve")
    take_back(waiting, member_a.user)
    save(waiting, member_a.user, 1, COMPLETE | {"results": "Swapped"})
    submit(waiting, member_a.user, 2)

    response = as_moderator.post(review(waiting), seen)

    assert response.status_code == 409
    assert "somebody changed the report after you opened it" in response.content.decode()
    assert reverse("wagtailadmin_pages:revisions_compare", args=[
        waiting.page_id, seen["revision"], ReportDraft.objects.get().page.latest_revision_id
    ]) in response.content.decode()  # fmt: skip
    assert not WorkshopReportPage.objects.get().live


def test_a_suggestion_of_the_secretariat_saved_meanwhile_is_not_approved_unread(as_moderator, waiting):
    seen = decision(waiting, "approve")
    page = waiting.page.get_latest_revision_as_object()
    page.results = "Changed by an editor"
    page.save_revision(user=UserFactory())

    assert as_moderator.post(review(waiting), seen).status_code == 409


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


def test_changes_are_asked_for_with_a_comment(as_moderator, waiting, as_a):
    assert as_moderator.post(review(waiting), decision(waiting, "return")).status_code == 422

    as_moderator.post(review(waiting), decision(waiting, "return", comment="Where are the figures?"))

    status = as_a.get(reverse("portal:report", args=[waiting.key])).content.decode()
    assert "Where are the figures?" in status
    assert ReportDraft.objects.get().state == State.RETURNED


def test_a_report_sent_back_is_submitted_again_into_the_same_workflow(waiting, moderator, member_a):
    deciding.send_back(waiting, moderator, waiting.page.latest_revision_id, "More, please.")

    submit(waiting, member_a.user, 1)

    assert WorkflowState.objects.count() == 1
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    draft = ReportDraft.objects.get()
    assert replayed_state(draft.events.all()) == draft.state == State.SUBMITTED


def test_what_the_secretariat_changed_goes_back_to_the_partner(waiting, moderator):
    page = waiting.page.get_latest_revision_as_object()
    page.results = "Changed by an editor"
    page.save_revision(user=UserFactory())
    draft = ReportDraft.objects.get()

    deciding.send_back(draft, moderator, draft.page.latest_revision_id, "See my change.")

    draft.refresh_from_db()
    assert draft.data["results"] == "Changed by an editor"
    assert draft.texts.get().data["results"] == COMPLETE["results"]


def test_figures_are_taken_over_only_where_they_are_ticked(as_moderator, waiting):
    as_moderator.post(review(waiting), decision(waiting, "approve", figures=["participants_total", "countries"]))

    workshop = WorkshopPage.objects.get()
    assert workshop.participants_total == 41
    assert workshop.participants_women is None
    assert [row.country.code for row in workshop.participating_countries.all()] == ["BY", "KZ"]


def test_figures_do_not_publish_what_waits_on_the_page_of_the_workshop(waiting, moderator, workshop):
    workshop.title = "Unpublished title"
    workshop.save_revision()

    deciding.approve(waiting, moderator, waiting.page.latest_revision_id, figures=["participants_total"])

    live = WorkshopPage.objects.get()
    assert (live.title, live.participants_total) == ("Waste at the border", 41)
    draft = live.get_latest_revision_as_object()
    assert (draft.title, draft.participants_total) == ("Unpublished title", 41)


def test_figures_stand_beside_each_other_before_they_are_taken_over(as_moderator, waiting, workshop):
    workshop.participants_total = 35
    workshop.save_revision().publish()

    figures = as_moderator.get(review(waiting)).context["figures"]

    assert ("35", "41") in [(figure.on_record, figure.reported) for figure in figures]


def test_text_and_files_leave_the_site_together(waiting_with_files, moderator, client):
    draft = approved(waiting_with_files, moderator)
    url, document = draft.page.url, SiteDocument.objects.get().url

    draft.page.unpublish()

    assert client.get(url).status_code == client.get(document).status_code == 404
    assert not SiteImage.objects.exists()
    assert ReportDraft.objects.get().state == State.WITHDRAWN


def test_a_file_that_the_new_version_lacks_is_no_longer_public(waiting_with_files, moderator, member_a, client):
    draft = approved(waiting_with_files, moderator)
    document = SiteDocument.objects.get().url
    revise(draft, member_a.user)
    draft.attachments.filter(kind=ReportAttachment.Kind.DOCUMENT).update(removed_at=draft.saved_at)
    submit(draft, member_a.user, 1)
    assert client.get(document).status_code == 200

    approved(ReportDraft.objects.get(), moderator)

    assert client.get(document).status_code == 404
    assert SiteImage.objects.count() == 1


def test_stock_ways_of_the_admin_do_not_approve(as_moderator, waiting):
    state = waiting.page.current_workflow_task_state
    stock = reverse("wagtailadmin_pages:workflow_action", args=[waiting.page_id, "approve", state.pk])

    as_moderator.post(stock)
    as_moderator.post(reverse("wagtailadmin_pages:edit", args=[waiting.page_id]), {"action-publish": "1"})

    assert not WorkshopReportPage.objects.get().live
    assert ReportDraft.objects.get().state == State.SUBMITTED


def test_a_moderation_stopped_in_the_admin_leaves_the_report_with_its_partner(waiting, moderator):
    waiting.page.current_workflow_state.cancel(user=moderator)

    assert ReportDraft.objects.get().state == State.RETURNED


def test_a_deleted_page_leaves_a_log_that_replays(waiting, moderator):
    draft = approved(waiting, moderator)

    draft.page.delete()

    draft = ReportDraft.objects.get()
    assert replayed_state(draft.events.all()) == draft.state == State.WITHDRAWN


def test_moderators_and_the_partner_get_a_letter_at_each_step(waiting, moderator, member_a):
    deciding.send_back(waiting, moderator, waiting.page.latest_revision_id, "More, please.")
    submit(waiting, member_a.user, 1)
    approved(ReportDraft.objects.get(), moderator)

    told = {letter.subject.split(":")[0] for letter in mail.outbox if "a@alpha.example" in letter.to[0]}
    assert told == {"Received", "Please change", "Published"}
    assert any("moderator@example.org" in letter.to[0] for letter in mail.outbox)


def test_a_letter_of_wagtail_does_not_send_a_partner_into_the_admin(waiting, moderator):
    approved(waiting, moderator)

    letters = [letter.body for letter in mail.outbox if "a@alpha.example" in letter.to[0]]
    assert letters
    assert not any("/admin/" in body for body in letters)


def test_the_first_page_of_the_admin_shows_what_waits(as_moderator, waiting):
    assert review(waiting) in as_moderator.get("/admin/").content.decode()


def test_a_draft_is_not_there_for_staff(as_moderator, draft):
    assert as_moderator.get(review(draft)).status_code == 404


def test_what_was_taken_back_is_no_longer_there_for_staff(as_moderator, waiting, member_a):
    take_back(waiting, member_a.user)

    assert as_moderator.get(review(waiting)).status_code == 404


def test_the_log_names_who_took_a_report_off_the_site(waiting, moderator, as_moderator):
    draft = approved(waiting, moderator)

    as_moderator.post(reverse("wagtailadmin_pages:unpublish", args=[draft.page_id]))

    assert draft.events.get(action=Action.UNPUBLISH).by == moderator


def test_a_title_of_two_lines_becomes_one(draft, member_a):
    save(draft, member_a.user, draft.version, COMPLETE | {"title": "Report\nBcc: eve@example.org"})
    submit(draft, member_a.user, draft.version + 1)

    assert WorkshopReportPage.objects.get().title == "Report Bcc: eve@example.org"
