"""A forgotten password; a new one ends sessions; nothing tells who exists."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import OutgoingMail
from tests.accounts.test_sign_in import body_of

from .conftest import PASSWORD, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]

FORGOTTEN = "/account/password/forgotten/"
NEW = "another long passphrase"


def ask(client, email, **extra):
    return client.post(FORGOTTEN, {"email": email}, **extra)


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/account/password/new/\S+/)", message.body).group(1)


def choose(client, link, password=NEW):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_known_and_unknown_addresses_get_the_same_answer_and_cause_the_same_work(partner_user):
    person("gone@example.org", is_active=False)
    ask(Client(), "warms@up.example")
    answers, rows, queries = [], [], []
    for email in (partner_user.email, "nobody@example.org", "gone@example.org"):
        OutgoingMail.objects.all().delete()
        with CaptureQueriesContext(connection) as made:
            answers.append(ask(Client(), email))
        queries.append(len(made))
        rows.append(OutgoingMail.objects.values_list("recipe", "subject", "recipients").get())

    assert len({(answer.status_code, answer["Location"], answer.text) for answer in answers}) == 1
    assert len(set(queries)) == 1
    assert rows[0] == rows[1] == rows[2]
    assert mail.outbox == []


def test_only_a_person_who_may_sign_in_gets_a_letter(client, partner_user):
    person("gone@example.org", is_active=False)
    for email in ("PARTNER@example.org", "nobody@example.org", "gone@example.org"):
        ask(client, email)

    send_due()

    assert [message.to for message in mail.outbox] == [[partner_user.email]]


def test_the_link_leads_to_our_own_address_whatever_the_request_said(client, partner_user):
    ask(client, partner_user.email, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")

    send_due()

    assert "evil.example" not in mail.outbox[0].body
    assert link_in(mail.outbox[0])


def test_the_secret_of_the_link_is_stored_nowhere(client, partner_user):
    ask(client, partner_user.email)

    send_due()

    assert link_in(mail.outbox[0]) not in str(list(OutgoingMail.objects.values()))


def test_the_link_changes_the_password_once_and_ends_all_sessions(client, partner_user):
    elsewhere = Client()
    sign_in(elsewhere, partner_user.email)
    ask(client, partner_user.email)
    send_due()
    link = link_in(mail.outbox[0])

    choose(client, link)

    assert sign_in(Client(), partner_user.email, NEW).status_code == 302
    assert elsewhere.get("/account/").status_code == 302
    assert "works no more" in Client().get(link).text


def test_the_link_does_not_sign_in_and_passes_no_second_factor(client, editor):
    ask(client, editor.email)
    send_due()

    choose(client, link_in(mail.outbox[0]))

    assert "_auth_user_id" not in client.session


def test_the_owner_who_is_shut_out_gets_in_by_the_letter(client, partner_user):
    for number in range(10):
        sign_in(Client(), partner_user.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    ask(client, partner_user.email)
    send_due()
    choose(client, link_in(mail.outbox[0]))
    for number in range(10):
        sign_in(Client(), partner_user.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")

    assert sign_in(Client(), partner_user.email, NEW).status_code == 429
    assert sign_in(client, partner_user.email, NEW).status_code == 302


def test_letters_can_be_asked_for_five_times_known_or_not(partner_user):
    for email in (partner_user.email, "nobody@example.org"):
        answers = [ask(Client(), email) for _time in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert "Retry-After" in answers[-1]


@pytest.mark.parametrize("password", ["short", "password1234", "partner@example.org", "123456789012"])
def test_a_weak_password_is_refused(client, partner_user, password):
    ask(client, partner_user.email)
    send_due()

    choose(client, link_in(mail.outbox[0]), password)

    assert sign_in(Client(), partner_user.email).status_code == 302


def test_changing_the_password_ends_all_other_sessions_and_keeps_this_one(client, partner_user):
    elsewhere = Client()
    sign_in(elsewhere, partner_user.email)
    sign_in(client, partner_user.email)

    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_the_present_password_is_needed_and_may_not_be_guessed(client, partner_user):
    sign_in(client, partner_user.email)
    data = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    for _try in range(10):
        assert client.post("/account/password/", data).status_code == 200

    assert client.post("/account/password/", data | {"oldpassword": PASSWORD}).status_code == 429


def test_the_owner_is_told_of_a_new_password(client, partner_user):
    sign_in(client, partner_user.email)
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    send_due()

    assert "password of your account" in mail.outbox[0].body
    assert NEW not in mail.outbox[0].body


def test_wrong_links_all_look_alike(client, partner_user):
    people = ("zzz", str(partner_user.pk))

    answers = {who: client.get(f"/account/password/new/{who}-{'x' * 40}/") for who in people}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({body_of(answer, f"new%2F{who}-") for who, answer in answers.items()}) == 1
