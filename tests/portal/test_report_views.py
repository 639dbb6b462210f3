"""Reports in the portal, as people of two organisations meet them."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import ReportDraft, State
from portal.reports.saving import put_into_bin, save
from portal.reports.submitting import submit
from tests.factories.reports import COMPLETE, draft_of

PAGES = ["report", "report-edit", "report-review", "report-upload"]


def address(name, draft, *more):
    return reverse(f"portal:{name}", args=[draft.key, *more])


def text(response):
    return response.content.decode()


def test_the_list_shows_which_workshops_lack_a_report(as_a, workshop):
    response = as_a.get("/portal/workshops/")

    assert [row["workshop"] for row in response.context["lacking"]] == []
    assert workshop.title in text(response)


def test_a_workshop_that_was_held_lacks_a_report_until_one_is_begun(as_a, workshop, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: workshop.end_date)
    assert [row["workshop"].pk for row in as_a.get("/portal/workshops/").context["lacking"]] == [workshop.pk]

    response = as_a.post("/portal/workshops/report/", {"workshop": workshop.pk})

    draft = ReportDraft.objects.get()
    assert response.url == address("report-edit", draft)
    assert as_a.get("/portal/workshops/").context["lacking"] == []


@pytest.mark.parametrize("number", ["", "abc", "9" * 30, "0", "-1"])
def test_no_report_is_begun_on_a_workshop_that_is_not_there(as_a, number, home):
    assert as_a.post("/portal/workshops/report/", {"workshop": number}).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_report_is_shown_to_its_organisation(as_a, draft, name):
    assert as_a.get(address(name, draft)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, "report-autosave"])
def test_another_organisation_is_told_that_there_is_nothing(as_b, draft, name):
    other = uuid.uuid4()
    theirs, none = as_b.get(address(name, draft)), as_b.get(reverse(f"portal:{name}", args=[other]))

    assert theirs.status_code == none.status_code
    assert text(theirs).replace(str(draft.key), "") == text(none).replace(str(other), "")


def test_another_organisation_does_not_submit_it(as_b, draft):
    response = as_b.post(address("report-review", draft), {"version": draft.version})

    draft.refresh_from_db()
    assert response.status_code == 404
    assert draft.state == State.DRAFT


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_sign_in(client, draft, name):
    assert client.get(address(name, draft)).status_code == 302


def test_what_is_typed_is_saved_as_it_was_typed(as_a, draft):
    as_a.post(address("report-edit", draft), COMPLETE | {"version": 1, "participants_total": "about thirty"})

    draft.refresh_from_db()
    assert draft.data["participants_total"] == "about thirty"
    assert "Enter a whole number" in text(as_a.get(address("report-edit", draft)))


def test_a_text_over_an_older_version_is_answered_with_both_texts(as_a, draft, lead_a):
    save(draft, lead_a.user, 1, COMPLETE | {"results": "Hers, saved first"})

    response = as_a.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "Mine, typed meanwhile"})

    assert response.status_code == 409
    assert "Hers, saved first" in text(response)
    assert "Mine, typed meanwhile" in text(response)
    assert ReportDraft.objects.get().data["results"] == "Hers, saved first"


def test_both_texts_once_put_together_are_saved(as_a, draft, lead_a):
    save(draft, lead_a.user, 1, COMPLETE | {"results": "Hers"})
    answer = as_a.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "Mine"})

    together = COMPLETE | {"version": answer.context["draft"].version, "results": "Hers and mine"}
    as_a.post(address("report-edit", draft), together)

    assert ReportDraft.objects.get().data["results"] == "Hers and mine"


def test_autosave_answers_with_the_new_version(as_a, draft):
    response = as_a.post(address("report-autosave", draft), COMPLETE | {"version": 1, "results": "More"})

    assert response.json()["state"] == "saved"
    assert response.json()["version"] == 2


def test_autosave_over_an_older_version_is_409_with_both_texts(as_a, draft, lead_a):
    save(draft, lead_a.user, 1, COMPLETE | {"results": "Hers"})

    response = as_a.post(address("report-autosave", draft), COMPLETE | {"version": 1, "results": "Mine"})

    assert response.status_code == 409
    assert (response.json()["yours"]["results"], response.json()["theirs"]["results"]) == ("Mine", "Hers")


def test_autosave_of_somebody_signed_out_is_401(client, draft):
    assert client.post(address("report-autosave", draft), {}).status_code == 401


def test_autosave_of_another_organisation_is_404(as_b, draft):
    assert as_b.post(address("report-autosave", draft), COMPLETE | {"version": 1}).status_code == 404


def test_somebody_else_who_has_the_form_open_is_named(as_a, as_lead, lead_a, draft):
    as_lead.get(address("report-edit", draft))

    assert str(lead_a.user) in text(as_a.get(address("report-edit", draft)))


def test_what_is_sent_after_the_session_ended_is_on_the_page_that_asks_to_sign_in(client, draft):
    response = client.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "Typed for an hour"})

    assert response.status_code == 403
    assert "Typed for an hour" in text(response)


def test_a_form_with_the_token_of_an_earlier_sign_in_shows_its_text_again_and_saves_nothing(draft, member_a):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member_a.user, backend="django.contrib.auth.backends.ModelBackend")

    response = browser.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "Typed for an hour"})

    assert response.status_code == 403
    assert "Typed for an hour" in text(response)
    assert ReportDraft.objects.get().data["results"] == COMPLETE["results"]


def test_the_review_lists_what_is_missing(as_a, member_a, workshop):
    draft = draft_of(member_a, workshop, overview="", countries="Atlantis 3")

    page = text(as_a.get(address("report-review", draft)))

    assert "2 things are missing" in page
    assert "Atlantis" in page
    assert "Submit to the secretariat" not in page


def test_a_report_that_lacks_something_is_not_submitted(as_a, member_a, workshop):
    draft = draft_of(member_a, workshop, overview="")

    response = as_a.post(address("report-review", draft), {"version": 1})

    assert response.status_code == 422
    assert ReportDraft.objects.get().state == State.DRAFT


def test_a_complete_report_is_submitted_once(as_a, draft):
    first = as_a.post(address("report-review", draft), {"version": 1})
    second = as_a.post(address("report-review", draft), {"version": 1})

    assert (first.status_code, second.status_code) == (302, 409)
    assert ReportDraft.objects.get().state == State.SUBMITTED


def test_a_report_that_changed_since_the_review_is_shown_again(as_a, draft, lead_a):
    save(draft, lead_a.user, 1, COMPLETE | {"results": "Hers"})

    response = as_a.post(address("report-review", draft), {"version": 1})

    assert response.status_code == 409
    assert "Hers" in text(response)


def test_a_submitted_report_is_409_to_write_in_and_can_be_taken_back(as_a, draft, member_a):
    submit(draft, member_a.user, 1)

    refused = as_a.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "Late"})
    taken = as_a.post(address("report-step", draft, "take-back"))

    assert refused.status_code == 409
    assert taken.url == address("report-edit", draft)


@pytest.mark.parametrize("name", ["take-back", "revise", "discard"])
def test_a_step_that_is_not_possible_is_409(as_a, draft, name):
    assert as_a.post(address("report-step", draft, name)).status_code == 409


def test_a_step_by_get_does_nothing(as_a, draft):
    assert as_a.get(address("report-step", draft, "delete")).status_code == 405


def test_a_report_in_the_bin_is_404_but_can_be_taken_out(as_a, draft, member_a):
    put_into_bin(draft, member_a.user)

    assert as_a.get(address("report", draft)).status_code == 404
    assert as_a.post(address("report-step", draft, "restore")).status_code == 302
    assert as_a.get(address("report", draft)).status_code == 200


def test_an_earlier_text_is_shown_beside_the_newest(as_a, draft, member_a):
    save(draft, member_a.user, 1, COMPLETE | {"results": "Second"})
    earlier = draft.texts.get()

    page = text(as_a.get(address("report-text", draft, earlier.pk)))

    assert COMPLETE["results"] in page
    assert "Second" in page


def test_what_is_typed_is_never_markup(as_a, member_a, workshop):
    attack = "</textarea><script>alert(1)</script>"
    draft = draft_of(member_a, workshop, title=attack, overview=attack, results=attack)

    assert all("<script>alert" not in text(as_a.get(address(name, draft))) for name in PAGES)


def test_more_than_any_report_needs_is_refused_and_saves_nothing(as_a, draft):
    response = as_a.post(address("report-edit", draft), COMPLETE | {"version": 1, "results": "x" * 50_000})

    assert response.status_code == 413
    assert ReportDraft.objects.get().version == 1
