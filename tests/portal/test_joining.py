"""The link of an invitation: it works once, for a week, for the invited person."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from greencustoms.core.models import OutgoingMail
from portal.models import Invitation, Membership
from portal.people.inviting import invite
from tests.factories.portal import UserFactory

from .invitations import PERSON, link

pytestmark = pytest.mark.django_db


def test_an_invited_person_chooses_a_password_and_is_in(client, invitation, partner_a):
    answer = client.post(link(), PERSON)

    assert answer["Location"] == "/portal/"
    assert client.get("/portal/").status_code == 200
    membership = Membership.objects.get(user__email="new@alpha.example")
    assert membership.partner == partner_a
    assert not membership.is_lead


def test_a_link_works_once(client, invitation):
    address = link()
    client.post(address, PERSON)

    assert Client().get(address).status_code == 404
    assert Client().post(address, PERSON).status_code == 404
    assert Membership.objects.filter(user__email="new@alpha.example").count() == 1


def test_opening_the_link_uses_nothing_up(client, invitation):
    address = link()
    for _time in range(3):
        client.get(address)

    assert client.get(address).status_code == 200
    assert Invitation.objects.get().accepted_at is None


def test_a_link_works_for_a_week(client, invitation):
    address = link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.post(address, PERSON).status_code == 404


def test_a_withdrawn_invitation_works_no_more(client, as_lead, invitation):
    address = link()

    as_lead.post(f"/portal/invitations/{invitation.pk}/withdraw/")

    assert client.post(address, PERSON).status_code == 404


def test_sending_again_replaces_the_link(client, as_lead, invitation):
    first = link()
    as_lead.post(f"/portal/invitations/{invitation.pk}/again/")
    second = link()

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_the_token_is_stored_only_as_a_hash(invitation):
    token = link().split("/")[-2]

    assert token not in str(list(Invitation.objects.values()) + list(OutgoingMail.objects.values()))


def test_the_page_of_the_link_sends_its_address_nowhere(client, invitation):
    assert client.get(link())["Referrer-Policy"] == "no-referrer"


def test_links_that_never_were_and_used_ones_look_alike(client, invitation):
    address = link()
    client.post(address, PERSON)
    used, never = Client().get(address), Client().get(f"/portal/invitation/{'x' * 43}/")

    assert used.status_code == never.status_code == 404
    assert used.text.replace(address.split("/")[-2], "") == never.text.replace("x" * 43, "")


def test_links_cannot_be_guessed_for_long(client, db):
    for number in range(30):
        assert client.get(f"/portal/invitation/{number}/").status_code == 404

    assert client.get("/portal/invitation/31/").status_code == 429


def test_a_weak_password_is_refused_and_the_rest_is_kept(client, invitation):
    answer = client.post(link(), PERSON | {"password1": "short", "password2": "short"})

    assert answer.status_code == 200
    assert 'value="Ada"' in answer.text
    assert Invitation.objects.get().accepted_at is None


def test_two_passwords_that_differ_are_refused(client, invitation):
    answer = client.post(link(), PERSON | {"password2": "another long passphrase"})

    assert "The two passwords differ." in answer.text


def test_who_has_an_account_signs_in_and_joins_with_it(client, lead_a, invitation):
    user = UserFactory(email="new@alpha.example")
    address = link()
    assert "/account/login/?next=" in client.get(address).text
    assert client.post(address, PERSON).status_code == 200
    assert not Membership.objects.filter(user=user).exists()
    client.force_login(user)

    client.post(address)

    assert Membership.objects.get(user=user).partner == lead_a.partner


def test_somebody_else_who_is_signed_in_cannot_use_the_link(as_b, invitation):
    address = link()

    for answer in (as_b.get(address), as_b.post(address, PERSON)):
        assert "signed in as somebody else" in answer.text
    assert Invitation.objects.get().accepted_at is None


def test_an_invitation_never_opens_a_closed_account_of_the_secretariat(client, lead_a):
    former = UserFactory(email="former@unep.example", is_active=False)
    former.groups.add(Group.objects.get(name="Secretariat editors"))
    invite(email=former.email, partner=lead_a.partner, by=lead_a.user)

    assert client.post(link(), PERSON).status_code == 404

    former.refresh_from_db()
    assert not former.is_active


def test_whoever_invited_is_told_that_the_person_joined(client, invitation, lead_a):
    client.post(link(), PERSON)

    assert mail.outbox[-1].to == [f"{lead_a.user.first_name} <{lead_a.user.email}>"]
    assert "Ada Officer" in mail.outbox[-1].subject


def test_a_removed_member_can_be_invited_again(client, as_lead, member_a, lead_a):
    as_lead.post(f"/portal/members/{member_a.pk}/remove/")
    invite(email=member_a.user.email, partner=lead_a.partner, by=lead_a.user)

    assert client.post(link(), PERSON)["Location"] == "/portal/"
