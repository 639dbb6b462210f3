"""A partner announces a workshop; the secretariat decides."""

import uuid

import pytest
from wagtail.models import WorkflowState

from portal.models import Announcement
from workshops.models import WorkshopPage, WorkshopYearPage

SENT = {
    "title": "National workshop on waste",
    "start_date": "2031-05-13",
    "end_date": "2031-05-15",
    "place": "Minsk",
    "country": "BY",
    "level": "national",
    "organisers": "State Customs Committee\nMinistry of Nature",
}


@pytest.fixture
def announced(as_a, workshop_index):
    as_a.post("/portal/workshops/announce/", SENT)
    return Announcement.objects.get()


def returned(announcement, moderator):
    state = announcement.page.current_workflow_task_state
    state.reject(user=moderator, comment="Which venue?")
    return announcement


def test_an_announced_workshop_is_a_page_that_waits_for_approval(announced, partner_a):
    page = WorkshopPage.objects.get()

    assert not page.live
    assert page.record_id == "2031-minsk"
    assert list(page.partners.all()) == [partner_a]
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_nobody_finds_a_workshop_or_a_year_that_waits(client, announced, workshop_index):
    assert client.get("/en/workshops/2031/minsk/").status_code == 404
    assert client.get("/en/workshops/2031/").status_code == 404
    assert "2031" not in client.get("/sitemap.xml").content.decode()


def test_approval_makes_the_workshop_public_with_the_page_of_its_year(client, announced, moderator):
    announced.page.current_workflow_task_state.approve(user=moderator)

    assert client.get("/en/workshops/2031/minsk/").status_code == 200
    assert WorkshopYearPage.objects.get(year=2031).live


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_a, workshop_index):
    response = as_a.post("/portal/workshops/announce/", SENT | {"end_date": "2031-05-01"})

    assert response.status_code == 422
    assert "The last day is before the first." in response.content.decode()
    assert "Ministry of Nature" in response.content.decode()
    assert not WorkshopPage.objects.exists()


def test_remarks_are_shown_in_words(as_a, announced, moderator):
    returned(announced, moderator)

    assert "Which venue?" in as_a.get(f"/portal/workshops/announced/{announced.key}/").content.decode()


def test_what_was_sent_back_is_sent_again(as_a, announced, moderator):
    returned(announced, moderator)

    as_a.post(f"/portal/workshops/announced/{announced.key}/", SENT | {"venue": "Customs college"})

    page = WorkshopPage.objects.get()
    assert page.get_latest_revision_as_object().venue == "Customs college"
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_a_workshop_that_moves_to_another_year_moves_under_its_page(as_a, announced, moderator):
    returned(announced, moderator)

    as_a.post(
        f"/portal/workshops/announced/{announced.key}/", SENT | {"start_date": "2032-05-13", "end_date": "2032-05-13"}
    )

    assert WorkshopPage.objects.get().get_parent().specific.year == 2032


def test_what_waits_is_409_to_change(as_a, announced):
    assert as_a.post(f"/portal/workshops/announced/{announced.key}/", SENT).status_code == 409


def test_another_organisation_sees_no_trace_of_an_announcement(as_b, announced):
    page = as_b.get(f"/portal/workshops/announced/{announced.key}/")

    assert page.status_code == as_b.get(f"/portal/workshops/announced/{uuid.uuid4()}/").status_code == 404
    assert announced.title not in as_b.get("/portal/workshops/").content.decode()


def test_a_workshop_without_a_last_day_lasts_one_day(as_a, workshop_index):
    response = as_a.post("/portal/workshops/announce/", SENT | {"end_date": ""})

    assert response.status_code == 302
    assert str(WorkshopPage.objects.get().end_date) == "2031-05-13"


def test_no_nul_byte_is_kept_with_an_announcement(as_a, workshop_index):
    as_a.post("/portal/workshops/announce/", SENT | {"only_month": "o\x00n"})

    assert Announcement.objects.get().data["only_month"] == "on"
