"""Staff invite, remove and make leads in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.models import Invitation, Membership

from .invitations import link

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/partner-people/"


def test_staff_invite_a_person_of_any_partner(admin_client, partner_b):
    data = {"partner": partner_b.pk, "email": "b2@beta.example", "name": "Bo", "language": "en", "is_lead": "on"}

    answer = admin_client.post(ADDRESS, data, follow=True)

    assert "b2@beta.example" in answer.text
    found = Invitation.objects.get()
    assert (found.partner, found.is_lead) == (partner_b, True)


def test_staff_see_members_and_remove_them_at_once(admin_client, as_a, member_a):
    assert member_a.user.email in admin_client.get(ADDRESS).text

    admin_client.post(f"{ADDRESS}members/{member_a.pk}/remove/")

    assert as_a.get("/portal/").status_code == 302


def test_staff_make_a_lead(admin_client, member_a):
    admin_client.post(f"{ADDRESS}members/{member_a.pk}/lead/")

    member_a.refresh_from_db()
    assert member_a.is_lead


def test_staff_send_again_and_withdraw(admin_client, client, invitation):
    admin_client.post(f"{ADDRESS}invitations/{invitation.pk}/again/")
    address = link()
    assert client.get(address).status_code == 200

    admin_client.post(f"{ADDRESS}invitations/{invitation.pk}/withdraw/")

    assert client.get(address).status_code == 404


def test_editors_and_moderators_have_no_part_in_it(client, member_a, invitation):
    editor = get_user_model().objects.create_user("editor@unep.example", "x")
    editor.groups.set(Group.objects.all())
    client.force_login(editor)

    assert member_a.user.email not in client.get(ADDRESS, follow=True).text
    client.post(f"{ADDRESS}members/{member_a.pk}/remove/")
    assert Membership.objects.filter(pk=member_a.pk).exists()
