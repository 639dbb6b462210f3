"""Two partners with people: what one has, the other must never see."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.pages import PartnerPageFactory, WorkshopPageFactory
from tests.factories.portal import MembershipFactory, UserFactory
from tests.factories.reports import draft_of


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


@pytest.fixture
def workshop(year_2030, partner_a):
    workshop = WorkshopPageFactory(parent=year_2030, slug="minsk", title="Waste at the border", status="held")
    workshop.partners = [partner_a]
    workshop.save()
    return workshop


@pytest.fixture
def draft(member_a, workshop):
    return draft_of(member_a, workshop)


@pytest.fixture
def moderator(home):
    """A moderator of the secretariat."""
    user = UserFactory(email="moderator@example.org")
    user.groups.add(Group.objects.get(name="Secretariat moderators"))
    return user
