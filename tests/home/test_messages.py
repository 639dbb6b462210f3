"""The public forms: stored first, hard for machines, nothing typed is lost; the secretariat handles what came."""

import base64
import csv
import io
import json
from datetime import timedelta

import altcha
import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import ContentStamp, OutgoingMail
from greencustoms.home.messages import proof
from greencustoms.home.models import Message, PracticePage
from tests.factories.pages import ContactPageFactory, GreeningPageFactory

pytestmark = pytest.mark.django_db

CONTACT = "/en/contact/write/"
PRACTICE = "/en/greening-operations/write/"
TYPED = {"name": "Ada", "email": "ada@example.org", "subject": "A question", "text": "How do we join?"}
TOLD = TYPED | {"organisation": "Customs of Utopia", "practice_kind": "energy", "subject": "Sun on the roof"}


@pytest.fixture(autouse=True)
def pages(home):
    ContactPageFactory(parent=home, slug="contact")
    return GreeningPageFactory(parent=home)


@pytest.fixture(autouse=True)
def little_work(monkeypatch):
    monkeypatch.setattr(proof, "COST", 1)


def worked(client, address=CONTACT):
    """What the script of the form adds: the answer to the task of the page."""
    task = client.get(address).context["work"]
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(task)).to_dict()
    return {"altcha": base64.b64encode(json.dumps({"challenge": task, "solution": solution}).encode()).decode()}


def summed(client, address=CONTACT):
    """What a person without script adds: the answer to the sum."""
    question = client.get(address).context["question"]
    return {"asked": question["asked"], "sum": str(question["first"] + question["second"])}


def member_of(group):
    user = get_user_model().objects.create_user("staff@unep.example", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


def a_practice(**fields):
    values = {"kind": "practice", "language": "en"} | TOLD | fields
    return Message.objects.create(**values)


def test_a_message_is_stored_and_the_sender_thanked(client):
    answer = client.post(CONTACT, TYPED | worked(client))

    assert answer["Location"] == "/en/contact/write/sent/"
    kept = Message.objects.get()
    assert (kept.kind, kept.subject, kept.text, kept.doubt) == ("contact", "A question", "How do we join?", "")


def test_the_page_of_thanks_shows_nothing_that_was_typed(client):
    answer = client.post(CONTACT, TYPED | worked(client), follow=True)

    assert answer.status_code == 200
    for typed in TYPED.values():
        assert typed not in answer.text


def test_the_secretariat_gets_the_message_and_answers_to_the_sender(client):
    client.post(CONTACT, TYPED | worked(client))

    (letter,) = mail.outbox
    assert letter.to == ["greencustoms@unep.fr"]
    assert letter.reply_to == ["ada@example.org"]
    assert "How do we join?" in letter.body


def test_a_dead_mail_server_loses_no_message(client, settings):
    settings.EMAIL_BACKEND = "greencustoms.core.mail.backend.OutboxBackend"
    settings.MAIL_DELIVERY_BACKEND = "tests.core.test_mail.DeadMailServer"

    answer = client.post(CONTACT, TYPED | worked(client))
    send_due()

    assert answer.status_code == 302
    assert Message.objects.count() == 1
    assert OutgoingMail.objects.waiting().count() == 1


def test_a_subject_cannot_smuggle_headers_into_the_letter(client):
    client.post(CONTACT, TYPED | {"subject": "Hello\r\nBcc: many@example.org"} | worked(client))

    assert all("Bcc" not in str(letter.message().keys()) for letter in mail.outbox)
    assert all(letter.recipients() == ["greencustoms@unep.fr"] for letter in mail.outbox)


def test_the_forms_set_no_cookie_and_are_kept_by_no_cache(client):
    for address in (CONTACT, PRACTICE, f"{CONTACT}sent/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]


def test_without_script_a_sum_is_enough_and_the_message_is_marked(client):
    client.post(CONTACT, TYPED | summed(client))

    assert Message.objects.get().doubt == Message.Doubt.BY_QUESTION


@pytest.mark.parametrize(
    "proof_sent",
    [
        {},
        {"altcha": "x"},
        {"altcha": base64.b64encode(b'{"challenge": 1}').decode()},
        {"altcha": "A" * 100_000},
        {"asked": "forged", "sum": "7"},
    ],
)
def test_without_proof_nothing_is_stored_the_sum_is_shown_and_the_text_kept(client, proof_sent):
    answer = client.post(CONTACT, TYPED | proof_sent)

    assert answer.status_code == 200
    assert "How do we join?" in answer.text
    assert answer.text.count('id="id_sum"') == 1
    assert "<noscript>" not in answer.text
    assert not Message.objects.exists()


def test_a_wrong_sum_is_refused(client):
    answer = client.post(CONTACT, TYPED | summed(client) | {"sum": "99"})

    assert answer.status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("make", [worked, summed])
def test_a_proof_is_good_once(client, make):
    sent = make(client)
    client.post(CONTACT, TYPED | sent)

    client.post(CONTACT, TYPED | sent)

    assert Message.objects.count() == 1


@pytest.mark.parametrize("make", [worked, summed])
def test_a_proof_for_one_form_is_none_for_the_other(client, make):
    client.post(CONTACT, TYPED | make(client, PRACTICE))

    assert not Message.objects.exists()


def test_a_task_made_easier_by_the_sender_is_refused(client):
    task = client.get(CONTACT).context["work"]
    task["parameters"]["keyPrefix"] = ""
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(task)).to_dict()
    forged = base64.b64encode(json.dumps({"challenge": task, "solution": solution}).encode()).decode()

    client.post(CONTACT, TYPED | {"altcha": forged})

    assert not Message.objects.exists()


def test_a_proof_is_good_for_two_hours(client, monkeypatch):
    sent = worked(client) | summed(client)
    later = timezone.now().timestamp() + proof.LASTS + 60
    monkeypatch.setattr("time.time", lambda: later)

    client.post(CONTACT, TYPED | sent)

    assert not Message.objects.exists()


def test_a_program_that_falls_into_the_trap_is_thanked_but_only_kept_as_spam(client):
    answer = client.post(CONTACT, TYPED | {"website": "https://spam.example"})

    assert answer.status_code == 302
    assert Message.objects.get().state == Message.State.SPAM
    assert mail.outbox == []


def test_the_sixth_sending_in_ten_minutes_is_refused_with_the_text_kept(client):
    for _time in range(5):
        client.post(CONTACT, TYPED)

    answer = client.post(CONTACT, TYPED)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "How do we join?" in answer.text
    assert client.post(PRACTICE, TOLD).status_code == 200


@pytest.mark.parametrize("missing", ["name", "email", "subject", "text"])
def test_what_is_missing_is_named_and_the_rest_is_kept(client, missing):
    answer = client.post(CONTACT, TYPED | {missing: ""})

    assert answer.status_code == 200
    assert f'id="id_{missing}_error"' in answer.text
    for name, value in TYPED.items():
        assert name == missing or value in answer.text


def test_a_message_of_a_novel_is_refused(client):
    client.post(CONTACT, TYPED | {"text": "x" * 8001} | worked(client))

    assert not Message.objects.exists()


def test_there_is_no_form_where_there_is_no_page(client, pages):
    pages.unpublish()

    assert client.get(PRACTICE).status_code == 404


def test_the_pages_lead_to_their_forms(client):
    assert CONTACT in client.get("/en/contact/").text
    assert PRACTICE in client.get("/en/greening-operations/").text


def test_a_message_is_no_change_of_content(client):
    sent = worked(client)
    before = ContentStamp.objects.count()

    client.post(CONTACT, TYPED | sent)

    assert ContentStamp.objects.count() == before


def test_a_practice_that_is_accepted_becomes_a_draft_once(admin_client, pages, client):
    message = a_practice(text="<script>alert(1)</script>\n\nSince 2020.", may_be_named=True)
    address = f"/admin/snippets/home/message/edit/{message.pk}/"
    for _time in range(2):
        admin_client.post(address, {"state": "accepted", "note": ""})

    page = PracticePage.objects.get()
    assert (page.title, page.kind, page.live) == ("Sun on the roof", "energy", False)
    assert page.get_parent().specific == pages
    html = str(page.body.render_as_block())
    assert "<script>" not in html
    assert "Customs of Utopia" in html
    assert client.get(f"/en/greening-operations/{page.slug}/").status_code == 404


def test_an_organisation_that_did_not_agree_is_not_named_in_the_draft(admin_client):
    message = a_practice()

    admin_client.post(f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "accepted", "note": ""})

    assert "Utopia" not in str(PracticePage.objects.get().body.render_as_block())


def test_a_message_that_is_no_practice_is_not_made_into_a_page(admin_client):
    message = a_practice(kind="contact")

    admin_client.post(f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "accepted", "note": ""})

    message.refresh_from_db()
    assert message.state == Message.State.NEW
    assert not PracticePage.objects.exists()


def test_what_was_sent_cannot_be_changed_in_the_admin(admin_client):
    message = a_practice()

    admin_client.post(
        f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "handled", "note": "n", "text": "forged"}
    )

    message.refresh_from_db()
    assert (message.state, message.text) == ("handled", "How do we join?")


@pytest.mark.parametrize("group", ["Secretariat editors", "Secretariat moderators"])
def test_editors_and_moderators_read_and_export_but_do_not_delete(client, group):
    message = a_practice()
    client.force_login(member_of(group))

    assert "Sun on the roof" in client.get("/admin/snippets/home/message/").text
    assert client.get("/admin/snippets/home/message/?export=csv").status_code == 200
    client.post(f"/admin/snippets/home/message/delete/{message.pk}/")
    client.post(f"/admin/bulk/home/message/delete/?id={message.pk}")
    assert Message.objects.filter(pk=message.pk).exists()


def test_administrators_delete(admin_client):
    message = a_practice()

    admin_client.post(f"/admin/snippets/home/message/delete/{message.pk}/")

    assert not Message.objects.exists()


def test_nobody_adds_a_message_in_the_admin(admin_client):
    assert "/message/add/" not in admin_client.get("/admin/snippets/home/message/").text
    assert admin_client.get("/admin/snippets/home/message/add/").status_code == 302


def exported(admin_client, kind):
    a_practice(subject='=cmd|" /C calc"!A0', name="+1", text="@SUM(1)")
    answer = admin_client.get(f"/admin/snippets/home/message/?export={kind}")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_no_cell_of_the_csv_file_is_run_by_a_spreadsheet(admin_client):
    (row,) = csv.DictReader(exported(admin_client, "csv").decode().splitlines())

    assert {"'+1", "'@SUM(1)", '\'=cmd|" /C calc"!A0'} <= set(row.values())


def test_no_cell_of_the_excel_file_is_a_formula(admin_client):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(admin_client, "xlsx"))).active

    assert {cell.data_type for row in sheet.iter_rows() for cell in row}.isdisjoint({"f"})


def test_messages_are_deleted_after_two_years(capsys):
    old, new = a_practice(), a_practice()
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=731))

    call_command("delete_old_messages")

    assert list(Message.objects.all()) == [new]
