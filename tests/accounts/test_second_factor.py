"""Nobody enters the admin without a second factor, by whatever way."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client

from greencustoms.accounts import secret_store

from .conftest import PASSWORD, code, enrol, give_code, has_app, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]

SET_UP = "/account/second-factor/"


def test_the_password_alone_leads_to_setting_up_a_factor(client, editor):
    sign_in(client, editor.email)

    answer = client.get("/admin/pages/")

    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/pages/", "/admin/images/", "/admin/account/", "/admin/api/main/pages/", "/admin/reports/"],
)
def test_no_part_of_the_admin_opens_with_the_password_alone(client, editor, address):
    sign_in(client, editor.email)

    assert client.get(address).status_code in (302, 403)
    assert client.post(address).status_code in (302, 403)


def test_with_a_factor_the_password_leads_to_the_code_and_is_no_session_yet(client, editor):
    enrol(editor)

    answer = sign_in(client, editor.email)

    assert answer["Location"].endswith("/account/second-factor/authenticate/")
    assert client.get("/admin/")["Location"].startswith("/account/login/")


def test_password_and_code_open_the_admin(editor_inside):
    assert editor_inside.get("/admin/").status_code == 200


def test_a_session_that_did_not_pass_the_factor_is_ended(client, editor):
    sign_in(client, editor.email)
    enrol(editor)

    answer = client.get("/admin/")

    assert answer["Location"] == "/account/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


def test_a_forged_session_without_the_code_does_not_reach_the_portal_either(client, partner_user):
    enrol(partner_user)
    client.force_login(partner_user)

    assert client.get("/portal/")["Location"].startswith("/account/login/")


def test_a_partner_without_factor_is_not_forced_to_have_one(client, partner_user):
    sign_in(client, partner_user.email)

    assert client.get("/account/").status_code == 200


def test_who_takes_the_factor_away_is_out_of_the_admin(editor_inside, editor):
    Authenticator.objects.filter(user=editor).delete()

    assert editor_inside.get("/admin/")["Location"] == SET_UP


def test_setting_up_an_app_with_its_code_opens_the_admin_at_once(client, editor, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda function: function())
    sign_in(client, editor.email)
    client.get("/admin/")
    secret = client.get(f"{SET_UP}totp/activate/").context["form"].secret

    client.post(f"{SET_UP}totp/activate/", {"code": code(secret=secret)})

    assert has_app(editor)
    assert client.get("/admin/").status_code == 200


def test_the_secret_is_shown_as_picture_and_in_letters(client, editor):
    sign_in(client, editor.email)

    page = client.get(f"{SET_UP}totp/activate/")

    assert "data:image/svg+xml;base64," in page.text
    assert page.context["form"].secret in page.text


def test_a_wrong_code_sets_up_nothing(client, editor):
    sign_in(client, editor.email)
    client.get(f"{SET_UP}totp/activate/")

    client.post(f"{SET_UP}totp/activate/", {"code": "000000"})

    assert not has_app(editor)


def test_a_code_works_once_also_in_another_process(editor, monkeypatch):
    enrol(editor)
    used = code()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, editor.email)
    give_code(first, used)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda self, code: True)

    give_code(second, used)

    assert first.get("/admin/").status_code == 200
    assert second.get("/admin/").status_code == 302


def test_codes_can_be_tried_ten_times_in_a_quarter_of_an_hour(client, editor):
    enrol(editor)
    sign_in(client, editor.email)
    for _try in range(10):
        assert give_code(client, "000000").status_code == 200

    answer = give_code(client)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900


def test_a_recovery_code_opens_the_admin_once(editor):
    enrol(editor)
    spare = RecoveryCodes.activate(editor).get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, editor.email)
        give_code(client, spare)

    assert first.get("/admin/").status_code == 200
    assert second.get("/admin/").status_code == 302


def test_staff_cannot_be_without_their_last_factor(editor_inside, editor):
    editor_inside.post(f"{SET_UP}totp/deactivate/")

    assert has_app(editor)


def test_secrets_of_apps_are_not_in_the_database_in_clear(editor):
    stored = enrol(editor).data["secret"]

    assert "JBSWY3DP" not in stored
    assert secret_store.decrypt(stored).startswith("JBSWY3DP")


def test_secrets_survive_a_change_of_the_secret_key(settings):
    kept = secret_store.encrypt("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key", [settings.SECRET_KEY]

    assert secret_store.decrypt(kept) == "secret"


def test_changing_users_asks_to_confirm_again_after_half_an_hour(admin, monkeypatch):
    enrol(admin)
    client = Client()
    sign_in(client, admin.email)
    give_code(client)
    assert client.get("/admin/users/").status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 31 * 60} for record in session["account_authentication_methods"]
    ]
    session.save()

    answer = client.get("/admin/users/")

    assert answer["Location"] == "/account/confirm/?next=%2Fadmin%2Fusers%2F"
    assert client.get("/admin/").status_code == 200
    client.post("/account/confirm/", {"password": PASSWORD, "next": "/admin/users/"})
    assert client.get("/admin/users/").status_code == 200


def test_the_command_prints_a_code_that_signs_in(client, editor, capsys):
    call_command("second_factor", editor.email)
    assert "secret " in capsys.readouterr().out
    call_command("second_factor", editor.email, "--code")
    shown = capsys.readouterr().out.strip()

    sign_in(client, editor.email)
    give_code(client, shown)

    assert client.get("/admin/").status_code == 200


def test_the_command_shows_no_secret_in_production(editor, settings):
    settings.SECRETS_MAY_BE_SHOWN = False

    with pytest.raises(CommandError, match="developer"):
        call_command("second_factor", editor.email)


def test_the_command_takes_a_lost_factor_away_and_ends_sessions(editor_inside, editor):
    call_command("second_factor", editor.email, "--remove")

    assert not has_app(editor)
    assert editor_inside.get("/account/").status_code == 302
