"""Each sign-in of an administrator is told to a second person."""

import pytest
from django.core import mail

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import ContactDetails

from .conftest import enrol, give_code, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]


def signed_in_as(client, user):
    enrol(user)
    sign_in(client, user.email)
    give_code(client)
    mail.outbox.clear()
    send_due()
    return [letter for letter in mail.outbox if "signed in" in letter.subject]


def test_the_other_administrators_are_told_who_signed_in(client, admin):
    person("second@example.org", is_superuser=True)
    person("former@example.org", is_superuser=True, is_active=False)

    (letter,) = signed_in_as(client, admin)

    assert letter.to == ["second@example.org"]
    assert "admin@example.org" in letter.body
    assert "127.0.0.1" in letter.body


def test_the_secretariat_is_told_where_there_is_no_other_administrator(client, admin):
    (letter,) = signed_in_as(client, admin)

    assert letter.to == [ContactDetails().email]


def test_nobody_is_told_of_the_password_alone(client, admin):
    enrol(admin)
    sign_in(client, admin.email)
    send_due()

    assert mail.outbox == []


def test_nobody_is_told_of_an_editor(client, editor):
    assert signed_in_as(client, editor) == []
