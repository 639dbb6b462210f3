"""The secretariat begins a report for a partner, who goes on from there."""

from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from greencustoms.core.mail.outbox import send_due
from portal.models import Action, ReportDraft, State, replayed_state
from portal.moderation import deciding
from portal.offline.xlsx_form import write_xlsx
from portal.reports.saving import save
from portal.reports.submitting import submit
from tests.factories.portal import UserFactory
from tests.factories.reports import COMPLETE, draft_of

from .moderating import as_staff

ADDRESS = "/admin/partner-reports/begin/"


@pytest.fixture
def workshop(workshop):
    """One that was held, so that there is something to report."""
    workshop.start_date = workshop.end_date = date(2012, 5, 13)
    workshop.save_revision().publish()
    return workshop


@pytest.fixture
def administrator(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def as_administrator(administrator):
    return as_staff(administrator)


def choice(partner, workshop, **more):
    return {"partner": partner.pk, "workshop": workshop.pk} | more


def test_the_report_is_a_draft_of_the_partner_and_the_log_says_who_began_it(
    as_administrator, administrator, lead_a, workshop
):
    as_administrator.post(ADDRESS, choice(lead_a.partner, workshop))

    draft = ReportDraft.objects.get()
    assert (draft.partner, draft.workshop, draft.state) == (lead_a.partner, workshop, State.DRAFT)
    event = draft.events.get(action=Action.BEGIN)
    assert (event.by, event.is_by_staff) == (administrator, True)
    assert replayed_state(draft.events.all()) == State.DRAFT


def test_the_leads_of_the_partner_are_told_and_nobody_else(as_administrator, lead_a, member_a, member_b, workshop):
    as_administrator.post(ADDRESS, choice(lead_a.partner, workshop))
    send_due()

    told = {
        letter.to[0] for letter in mail.outbox if letter.subject == "A report is begun for you: Waste at the border"
    }
    assert told == {f"{lead_a.user.first_name} <{lead_a.user.email}>"}


def test_the_partner_completes_and_submits_it(as_administrator, lead_a, as_lead, workshop):
    as_administrator.post(ADDRESS, choice(lead_a.partner, workshop))
    draft = ReportDraft.objects.get()

    assert as_lead.get(f"/portal/reports/{draft.key}/edit/").status_code == 200
    draft = save(draft, lead_a.user, draft.version, COMPLETE)
    submit(draft, lead_a.user, draft.version)
    assert ReportDraft.objects.get().state == State.SUBMITTED


def test_who_began_it_does_not_decide_on_it(as_administrator, administrator, lead_a, workshop):
    as_administrator.post(ADDRESS, choice(lead_a.partner, workshop))
    draft = save(ReportDraft.objects.get(), lead_a.user, 1, COMPLETE)
    submit(draft, lead_a.user, draft.version)
    draft = ReportDraft.objects.get()

    with pytest.raises(deciding.PermissionDenied):
        deciding.approve(draft, administrator, draft.page.latest_revision_id)


def test_a_form_that_the_partner_sent_fills_the_draft(as_administrator, member_a, workshop):
    filled = write_xlsx(draft_of(member_a, workshop))
    ReportDraft.objects.all().delete()
    form = SimpleUploadedFile("form.xlsx", filled)

    as_administrator.post(ADDRESS, choice(member_a.partner, workshop, filled=form))

    assert ReportDraft.objects.get().data["overview"] == COMPLETE["overview"]


def test_a_file_that_is_no_form_is_refused_beside_its_field_and_begins_nothing(as_administrator, member_a, workshop):
    form = SimpleUploadedFile("form.xlsx", b"no workbook")

    answer = as_administrator.post(ADDRESS, choice(member_a.partner, workshop, filled=form))

    assert answer.status_code == 422
    assert answer.context["form"].errors["filled"]
    assert not ReportDraft.objects.exists()


def test_a_report_that_is_begun_already_is_left_alone(as_administrator, draft, workshop):
    answer = as_administrator.post(ADDRESS, choice(draft.partner, workshop))

    assert "has begun a report on this workshop already" in answer.text
    assert ReportDraft.objects.get().version == draft.version


def test_no_report_is_begun_where_nobody_could_go_on(as_administrator, partner_b, workshop):
    answer = as_administrator.post(ADDRESS, choice(partner_b, workshop))

    assert answer.status_code == 422
    assert not ReportDraft.objects.exists()


def test_moderators_see_no_button_for_it(as_moderator, as_administrator):
    assert ADDRESS not in as_moderator.get("/admin/partner-reports/").text
    assert ADDRESS in as_administrator.get("/admin/partner-reports/").text
