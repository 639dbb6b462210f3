"""People with and without a second factor, and browsers that sign in as a person does."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

PASSWORD = "a long enough passphrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret=SECRET):
    """The code that the app shows now."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def person(email, group=None, **fields):
    user = get_user_model().objects.create_user(email, PASSWORD, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def enrol(user):
    return auth.TOTP.activate(user, SECRET).instance


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/account/login/", {"login": email, "password": password}, **extra)


def give_code(client, value=None):
    return client.post("/account/second-factor/authenticate/", {"code": value or code()})


@pytest.fixture
def editor(db):
    return person("editor@example.org", "Secretariat editors")


@pytest.fixture
def admin(db):
    return person("admin@example.org", is_superuser=True)


@pytest.fixture
def partner_user(db):
    return person("partner@example.org")


@pytest.fixture
def editor_inside(editor):
    """A browser of an editor who passed both steps."""
    enrol(editor)
    client = Client()
    sign_in(client, editor.email)
    give_code(client)
    return client


def has_app(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
