"""Asking the partner for changes, and the letters at each step."""

from django.core import mail
from django.urls import reverse
from wagtail.models import WorkflowState

from portal.models import ReportDraft, State, replayed_state
from portal.moderation import deciding
from portal.reports.submitting import submit
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE

from .moderating import approved, decision, review


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


def test_a_moderation_stopped_in_the_admin_leaves_the_report_with_its_partner(waiting, moderator):
    waiting.page.current_workflow_state.cancel(user=moderator)

    assert ReportDraft.objects.get().state == State.RETURNED


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
