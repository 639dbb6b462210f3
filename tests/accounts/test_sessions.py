"""The list of own sessions, and how access ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from greencustoms.accounts.browsers import browser_name
from greencustoms.core.mail.outbox import send_due

from .conftest import enrol, give_code, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def two_browsers(user):
    here, there = Client(), Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    sign_in(here, user.email)
    sign_in(there, user.email)
    return here, there


def test_a_person_sees_where_the_account_is_open(partner_user):
    here, _there = two_browsers(partner_user)

    page = here.get("/account/sessions/")

    assert "Firefox, Windows" in page.text
    assert "192.0.2.7" in page.text
    assert page.text.count("This session") == 1


def test_one_session_can_be_ended(partner_user):
    here, there = two_browsers(partner_user)
    other = UserSession.objects.get(ip="192.0.2.7")

    here.post("/account/sessions/", {"session": other.pk})

    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_all_others_can_be_ended_at_once(partner_user):
    here, there = two_browsers(partner_user)

    here.post("/account/sessions/", {"session": "others"})

    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(partner_user):
    other, stranger = person("other@example.org"), Client()
    sign_in(stranger, other.email)
    here, _there = two_browsers(partner_user)

    here.post("/account/sessions/", {"session": UserSession.objects.get(user=other).pk})

    assert stranger.get("/account/").status_code == 200


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "١"])
def test_a_session_that_is_none_ends_nothing(partner_user, value):
    here, there = two_browsers(partner_user)

    assert here.post("/account/sessions/", {"session": value}).status_code == 302
    assert there.get("/account/").status_code == 200


def test_a_disabled_person_is_out_at_the_next_request(client, partner_user):
    sign_in(client, partner_user.email)
    partner_user.is_active = False
    partner_user.save()

    assert client.get("/account/")["Location"].startswith("/account/login/")


def test_a_disabled_editor_is_out_of_the_admin_at_the_next_request(editor_inside, editor):
    editor.is_active = False
    editor.save()

    assert editor_inside.get("/admin/")["Location"].startswith("/account/login/")


def test_signing_out_ends_the_session(client, partner_user):
    sign_in(client, partner_user.email)

    client.post("/account/logout/")

    assert client.get("/account/").status_code == 302
    assert not UserSession.objects.purge_and_list(partner_user)


def test_sessions_are_in_the_database_so_that_an_emptied_cache_signs_nobody_out(client, partner_user):
    from django.core.cache import cache

    sign_in(client, partner_user.email)

    cache.clear()

    assert client.get("/account/").status_code == 200


def test_people_choose_name_and_language_of_their_letters(client, partner_user):
    sign_in(client, partner_user.email)

    client.post("/account/", {"first_name": "Ada", "last_name": "Officer", "language": "ar"})

    partner_user.refresh_from_db()
    assert partner_user.get_full_name() == "Ada Officer"
    assert partner_user.wagtail_userprofile.preferred_language == "ar"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("<script>alert(1)</script>", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_browsers_are_named_as_people_know_them(user_agent, name):
    assert browser_name(user_agent) == name


@pytest.fixture
def sole_admin(client):
    admin = person("only@example.org", is_superuser=True)
    enrol(admin)
    sign_in(client, admin.email)
    give_code(client)
    return admin


def test_the_last_administrator_cannot_give_the_own_rights_away(client, sole_admin):
    data = {"email": sole_admin.email, "first_name": "A", "last_name": "B", "is_active": "", "is_superuser": ""}

    client.post(f"/admin/users/edit/{sole_admin.pk}/", data)

    sole_admin.refresh_from_db()
    assert sole_admin.is_active
    assert sole_admin.is_superuser


def test_the_last_administrator_cannot_delete_the_own_account(client, sole_admin):
    client.post(f"/admin/users/delete/{sole_admin.pk}/")
    client.post(f"/admin/bulk/core/user/delete/?id={sole_admin.pk}")

    assert type(sole_admin).objects.filter(pk=sole_admin.pk).exists()


def test_a_user_made_without_a_password_chooses_one_by_letter(client, sole_admin):
    data = {"email": "new@unep.example", "first_name": "N", "last_name": "W", "password1": "", "password2": ""}
    client.post("/admin/users/new/", data | {"is_superuser": ""})
    made = type(sole_admin).objects.get(email="new@unep.example")
    assert not made.check_password("")

    Client().post("/account/password/forgotten/", {"email": made.email})
    send_due()

    assert mail.outbox[-1].to == [f"N W <{made.email}>"]
