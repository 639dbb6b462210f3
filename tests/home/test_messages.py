"""The public forms: stored first, hard for machines, nothing typed is lost."""

import base64
import json

import altcha
import pytest
from django.core import mail
from django.utils import timezone

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import ContentStamp, OutgoingMail
from greencustoms.home.messages import proof
from greencustoms.home.models import Message
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
