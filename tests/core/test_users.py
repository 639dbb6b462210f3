import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from greencustoms.core.models import User

pytestmark = pytest.mark.django_db


def test_a_user_signs_in_with_an_address_in_any_case():
    User.objects.create_user("Officer@Example.org", "a long password")

    assert authenticate(username="OFFICER@example.ORG", password="a long password")
    assert not authenticate(username="officer@example.org", password="another password")


def test_two_users_cannot_share_an_address_in_different_cases():
    User.objects.create_user("officer@example.org", "a long password")

    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="OFFICER@example.org").save()


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("", "a long password")


def test_a_superuser_may_do_everything():
    user = User.objects.create_superuser("admin@example.org", "a long password")

    assert user.is_superuser
    assert user.is_staff
