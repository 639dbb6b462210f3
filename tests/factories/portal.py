"""People of partners."""

import factory
from django.contrib.auth import get_user_model

from portal.models import Membership
from tests.factories.pages import PartnerPageFactory


class UserFactory(factory.django.DjangoModelFactory):
    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = factory.Sequence(lambda number: f"Person {number}")

    class Meta:
        model = get_user_model()


class MembershipFactory(factory.django.DjangoModelFactory):
    """A member of a partner. Give the partner: a page needs a parent."""

    user = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerPageFactory)

    class Meta:
        model = Membership

    class Params:
        lead = factory.Trait(is_lead=True)
