"""Experts answer by a link that works once; moderators are reminded, each time once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import OutgoingMail
from portal.models import ExpertRequest, ReportAttachment, ReportDraft, State
from portal.moderation import experts
from portal.moderation.deciding import send_back
from portal.moderation.reminding import remind
from portal.reports.bin import empty_bin
from portal.reports.files import add_files
from portal.reports.saving import put_into_bin
from portal.reports.submitting import submit, take_back
from tests.core.uploads.sample_files import pdf

ANSWER = {"opinion": "agrees", "signed_as": "Dr Expert", "remarks": ""}


@pytest.fixture
def waiting(draft, member_a):
    submit(draft, member_a.user, draft.version)
    mail.outbox.clear()
    return ReportDraft.objects.get()


@pytest.fixture
def link(waiting, moderator):
    experts.ask(waiting, moderator, "Expert", "expert@example.org", "Are the figures right?")
    return link_in_letter()


def link_in_letter():
    send_due()
    return next(word for word in mail.outbox[-1].body.split() if "/portal/expert/" in word).partition("8000")[2]


def test_the_expert_reads_what_was_submitted(client, link):
    response = client.get(link)

    assert "41 officers were trained." in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_opening_the_link_answers_nothing(client, link):
    client.get(link)

    assert ExpertRequest.objects.open().count() == 1


def test_an_answer_is_recorded_with_the_name_and_the_link_works_no_more(client, link, waiting):
    client.post(link, ANSWER)

    asked = ExpertRequest.objects.get()
    assert (asked.opinion, asked.signed_as) == ("agrees", "Dr Expert")
    assert client.get(link).status_code == client.post(link, ANSWER).status_code == 404
    assert ReportDraft.objects.get().state == State.SUBMITTED


def test_the_moderator_who_asked_is_told(client, link, moderator):
    client.post(link, ANSWER)

    assert moderator.email in mail.outbox[-1].to[0]
    assert "Dr Expert" in mail.outbox[-1].subject


@pytest.mark.parametrize("lacking", [{"signed_as": ""}, {"opinion": ""}, {"opinion": "objects"}])
def test_an_answer_that_lacks_something_is_not_recorded(client, link, lacking):
    assert client.post(link, ANSWER | lacking).status_code == 422
    assert ExpertRequest.objects.get().answered_at is None


def test_a_link_taken_back_works_no_more(client, link):
    experts.revoke(ExpertRequest.objects.get())

    assert client.get(link).status_code == 404


def test_a_link_expires(client, link):
    ExpertRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(link).status_code == 404


def test_a_link_stops_working_when_the_report_is_taken_back(client, link, waiting, member_a):
    take_back(waiting, member_a.user)

    assert client.get(link).status_code == 404


def test_no_link_waits_in_the_database_for_its_letter(waiting, moderator):
    experts.ask(waiting, moderator, "Expert", "expert@example.org", "Are the figures right?")

    assert "/portal/expert/" not in str(list(OutgoingMail.objects.values()))


def test_the_database_holds_no_token(link):
    token = link.strip("/").rpartition("/")[2]

    assert token not in str([*ExpertRequest.objects.values(), *OutgoingMail.objects.values()])


@pytest.mark.parametrize(("days", "letters"), [(6, 0), (7, 1), (13, 1), (14, 2), (28, 3), (200, 3)])
def test_moderators_are_reminded_after_7_14_and_28_days(waiting, moderator, days, letters):
    for day in range(days + 1):
        remind(waiting.submitted_at + timedelta(days=day))

    assert len(mail.outbox) == letters


def test_a_command_that_runs_twice_reminds_once(waiting, moderator):
    later = waiting.submitted_at + timedelta(days=8)

    assert (remind(later), remind(later)) == (1, 0)


def test_a_command_that_runs_late_reminds_once_for_all_that_was_due(waiting, moderator):
    remind(waiting.submitted_at + timedelta(days=30))

    assert len(mail.outbox) == 1


def test_a_report_submitted_again_is_reminded_of_anew(waiting, moderator, member_a):
    remind(waiting.submitted_at + timedelta(days=8))
    take_back(waiting, member_a.user)
    submit(waiting, member_a.user, 1)

    assert remind(ReportDraft.objects.get().submitted_at + timedelta(days=8)) == 1


def test_the_command_for_reminders_runs(waiting, capsys):
    call_command("remind_moderators")

    assert "0 reports" in capsys.readouterr().out


def test_the_bin_keeps_a_report_for_30_days(draft, member_a):
    put_into_bin(draft, member_a.user)
    put_away = ReportDraft.objects.get().deleted_at

    assert empty_bin(put_away + timedelta(days=29)) == 0
    assert empty_bin(put_away + timedelta(days=31)) == 1
    assert not ReportDraft.objects.exists()


def test_an_expert_is_asked_by_a_moderator_only(as_a, waiting):
    response = as_a.post(reverse("report_moderation:ask-expert", args=[waiting.key]), {"name": "X", "email": "x@x.org"})

    assert response.status_code in (302, 403)
    assert not ExpertRequest.objects.exists()


def test_a_link_does_not_show_a_text_that_was_taken_back_and_replaced(client, link, waiting, member_a):
    take_back(waiting, member_a.user)
    submit(waiting, member_a.user, waiting.version)

    assert client.get(link).status_code == 404


def test_an_expert_sees_no_file_that_is_for_the_secretariat_only(client, draft, member_a, moderator):
    add_files(draft, member_a.user, [SimpleUploadedFile("agenda.pdf", pdf())], ReportAttachment.Kind.DOCUMENT)
    draft.attachments.update(is_public=False)
    submit(draft, member_a.user, draft.version)
    experts.ask(ReportDraft.objects.get(), moderator, "Expert", "expert@example.org", "")
    link = link_in_letter()

    assert "agenda" not in client.get(link).content.decode()
    assert client.get(f"{link}files/{draft.attachments.get().key}/").status_code == 404


def test_moderators_are_told_when_a_report_is_taken_back(waiting, member_a, moderator):
    take_back(waiting, member_a.user)

    letter = next(letter for letter in mail.outbox if moderator.email in letter.to[0])
    assert letter.subject == "Taken back: Report on the workshop in Minsk (ALPHA)"


def test_a_name_of_two_lines_stops_no_letter(waiting, member_a, moderator):
    member_a.user.first_name = "Ada\nBcc: eve@example.org"
    member_a.user.save()

    send_back(waiting, moderator, waiting.page.latest_revision_id, "Please check the figures.")

    assert mail.outbox[-1].message()["Bcc"] is None
