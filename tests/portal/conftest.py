"""Two partners with people: what one has, the other must never see."""

import pytest
from django.test import Client

from tests.factories.pages import PartnerPageFactory
from tests.factories.portal import MembershipFactory


@pytest.fixture
def partner_a(partner_index):
    return PartnerPageFactory(parent=partner_index, title="Alpha Secretariat", acronym="ALPHA")


@pytest.fixture
def partner_b(partner_index):
    return PartnerPageFactory(parent=partner_index, title="Beta Organisation", acronym="BETA")


@pytest.fixture
def member_a(partner_a):
    return MembershipFactory(partner=partner_a, user__email="a@alpha.example")


@pytest.fixture
def lead_a(partner_a):
    return MembershipFactory(partner=partner_a, lead=True, user__email="lead@alpha.example")


@pytest.fixture
def member_b(partner_b):
    return MembershipFactory(partner=partner_b, user__email="b@beta.example")


def signed_in(membership):
    """A browser of that member."""
    client = Client()
    client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_a(member_a):
    return signed_in(member_a)


@pytest.fixture
def as_lead(lead_a):
    return signed_in(lead_a)


@pytest.fixture
def as_b(member_b):
    return signed_in(member_b)
