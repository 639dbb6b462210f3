"""One way in; tries are limited for accounts and addresses; no answer tells who exists."""

import re

import pytest
from django.test import Client

from .conftest import PASSWORD, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]


def body_of(answer, *words):
    """The answer without what differs by chance or was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.text)
    for word in words:
        text = text.replace(word, "")
    return text


def test_a_person_signs_in_whatever_the_case_of_the_address(client, partner_user):
    answer = sign_in(client, "PARTNER@example.org")

    assert answer["Location"] == "/portal/"


def test_staff_come_to_the_admin_and_others_to_where_they_wanted(client, editor, partner_user):
    assert sign_in(client, editor.email)["Location"] == "/admin/"
    data = {"login": partner_user.email, "password": PASSWORD, "next": "/portal/x/"}
    assert Client().post("/account/login/", data)["Location"] == "/portal/x/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(client, partner_user, target):
    answer = client.post("/account/login/", {"login": partner_user.email, "password": PASSWORD, "next": target})

    assert answer["Location"] == "/portal/"


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/en/_util/login/", "/admin/password_reset/", "/admin/password_reset/confirm/1/a-b/"]
)
def test_every_other_way_in_leads_to_the_one(client, address):
    for answer in (client.get(address), client.post(address, {"username": "a", "password": "b"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


def test_nobody_can_sign_up(client):
    assert client.get("/account/signup/").status_code == 404


def test_there_is_no_django_admin(client):
    assert client.get("/django-admin/", follow=True).status_code == 404


def test_a_partner_gets_403_from_the_admin(client, partner_user):
    sign_in(client, partner_user.email)

    for address in ("/admin/", "/admin/pages/", "/admin/users/", "/admin/api/main/pages/"):
        assert client.get(address).status_code == 403


def test_wrong_password_unknown_and_disabled_accounts_get_the_same_answer(partner_user):
    person("gone@example.org", is_active=False)
    addresses = {partner_user.email: "wrong", "nobody@example.org": PASSWORD, "gone@example.org": PASSWORD}

    answers = [sign_in(Client(), email, password) for email, password in addresses.items()]

    assert {answer.status_code for answer in answers} == {200}
    assert len({body_of(answer, *addresses) for answer in answers}) == 1


def test_the_eleventh_try_is_refused_even_with_the_right_password(client, partner_user):
    for _try in range(10):
        assert sign_in(client, partner_user.email, "wrong").status_code == 200

    answer = sign_in(client, partner_user.email)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900
    assert "_auth_user_id" not in client.session


def test_an_unknown_account_is_limited_alike(client, db):
    for _try in range(10):
        sign_in(client, "nobody@example.org", "wrong")

    assert sign_in(client, "nobody@example.org", "wrong").status_code == 429


def test_the_limit_of_an_account_holds_whatever_address_tries_come_from(client, partner_user):
    for number in range(10):
        sign_in(client, partner_user.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")

    assert sign_in(client, partner_user.email, REMOTE_ADDR="198.51.100.1").status_code == 429


def test_the_limit_of_an_address_holds_whatever_account_is_tried(client, partner_user):
    for number in range(50):
        assert sign_in(client, f"person{number}@example.org", "wrong").status_code == 200

    assert sign_in(client, partner_user.email).status_code == 429
    assert sign_in(Client(), partner_user.email, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_a_header_of_the_visitor_is_no_way_round(client, partner_user):
    for number in range(50):
        sign_in(client, f"person{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert sign_in(client, partner_user.email, HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 429


def test_the_owner_gets_in_from_a_known_browser_while_strangers_guess(partner_user):
    home = Client()
    sign_in(home, partner_user.email)
    home.post("/account/logout/")
    for number in range(30):
        sign_in(Client(), partner_user.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert sign_in(Client(), partner_user.email).status_code == 429

    assert sign_in(home, partner_user.email).status_code == 302


def test_the_owner_gets_in_from_a_known_browser_while_somebody_in_the_same_office_guesses(partner_user):
    owner, guesser = Client(), Client()
    sign_in(owner, partner_user.email)
    owner.post("/account/logout/")
    for number in range(51):
        answer = sign_in(guesser, f"somebody{number}@example.org", "wrong")
    assert answer.status_code == 429

    assert sign_in(owner, partner_user.email)["Location"] == "/portal/"


def test_a_known_browser_may_not_guess_for_ever_either(partner_user):
    home = Client()
    sign_in(home, partner_user.email)
    home.post("/account/logout/")
    for _try in range(10):
        sign_in(home, partner_user.email, "wrong")

    assert sign_in(home, partner_user.email).status_code == 429


def test_a_known_browser_is_known_for_its_own_account_only(partner_user, editor):
    home = Client()
    sign_in(home, partner_user.email)
    home.post("/account/logout/")
    for _try in range(10):
        sign_in(Client(), editor.email, "wrong")

    assert sign_in(home, editor.email).status_code == 429


def test_signing_in_often_with_the_right_password_is_no_guessing(partner_user):
    for _time in range(12):
        assert sign_in(Client(), partner_user.email).status_code == 302


def test_signing_in_changes_the_name_of_the_session(client, partner_user):
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key

    sign_in(client, partner_user.email)

    assert client.session.session_key != before


def test_pages_of_accounts_are_kept_by_no_cache(client, db):
    assert "no-store" in client.get("/account/login/")["Cache-Control"]


def test_signing_in_asks_for_the_token_of_the_form(partner_user):
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict, partner_user.email).status_code == 403


def test_a_password_of_a_megabyte_is_refused_unread(client, partner_user):

    answer = sign_in(client, partner_user.email, "x" * 1_000_000)

    assert answer.status_code == 200
