"""What the admin shows of reports, and which ways of deciding it has."""

from django.urls import reverse

from portal.models import ReportDraft, State
from portal.reports.saving import save
from portal.reports.submitting import submit, take_back
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE
from workshops.models import WorkshopReportPage

from .moderating import decision, review


def test_the_first_page_of_the_admin_shows_what_waits(as_moderator, waiting):
    assert review(waiting) in as_moderator.get("/admin/").content.decode()


def test_a_draft_is_not_there_for_staff(as_moderator, draft):
    assert as_moderator.get(review(draft)).status_code == 404


def test_what_was_taken_back_is_no_longer_there_for_staff(as_moderator, waiting, member_a):
    take_back(waiting, member_a.user)

    assert as_moderator.get(review(waiting)).status_code == 404


def test_stock_ways_of_the_admin_do_not_approve(as_moderator, waiting):
    state = waiting.page.current_workflow_task_state
    stock = reverse("wagtailadmin_pages:workflow_action", args=[waiting.page_id, "approve", state.pk])

    as_moderator.post(stock)
    as_moderator.post(reverse("wagtailadmin_pages:edit", args=[waiting.page_id]), {"action-publish": "1"})

    assert not WorkshopReportPage.objects.get().live
    assert ReportDraft.objects.get().state == State.SUBMITTED


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
