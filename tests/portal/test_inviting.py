"""Leads invite and remove people of their own organisation, and of no other."""

import re

import pytest
from django.core import mail

from greencustoms.core.mail.outbox import send_due
from portal.models import Invitation, Membership
from portal.people.inviting import invite
from tests.factories.portal import MembershipFactory

from .conftest import signed_in
from .invitations import link

pytestmark = pytest.mark.django_db


def test_a_lead_learns_nothing_about_accounts_of_others(as_lead, member_b):
    answers = []
    for email in (member_b.user.email, "nobody@example.org"):
        answer = as_lead.post("/portal/members/", {"email": email, "language": "en"}, follow=True)
        answers.append(answer.text.replace(email, ""))
    send_due()

    assert (
        re.sub(r'(value|action)="[^"]+"', "", answers[0])[:3000]
        == re.sub(r'(value|action)="[^"]+"', "", answers[1])[:3000]
    )
    assert Membership.objects.get(user=member_b.user).partner == member_b.partner
    letters = {message.to[0]: message.body for message in mail.outbox}
    assert "belongs to a partner already" in letters[member_b.user.email]
    assert "/portal/invitation/" in letters["nobody@example.org"]


def test_a_lead_invites_into_the_own_organisation_whatever_the_form_says(as_lead, lead_a, partner_b):
    as_lead.post("/portal/members/", {"email": "new@alpha.example", "language": "fr", "partner": partner_b.pk})

    found = Invitation.objects.get()
    assert found.partner == lead_a.partner
    assert found.language == "fr"


def test_a_member_who_is_no_lead_invites_and_removes_nobody(as_a, member_a, lead_a, invitation):
    other = MembershipFactory(partner=member_a.partner)

    assert as_a.post("/portal/members/", {"email": "new@x.example", "language": "en"}).status_code == 403
    assert as_a.post(f"/portal/members/{other.pk}/remove/").status_code == 403
    assert as_a.post(f"/portal/invitations/{invitation.pk}/again/").status_code == 403
    assert as_a.post(f"/portal/invitations/{invitation.pk}/withdraw/").status_code == 403
    assert Membership.objects.filter(pk=other.pk).exists()
    assert invitation.email not in as_a.get("/portal/members/").text


def test_a_lead_of_another_partner_finds_nothing_here(member_b, member_a, invitation):
    member_b.is_lead = True
    member_b.save()
    stranger = signed_in(member_b)

    for address in (
        f"/portal/members/{member_a.pk}/remove/",
        f"/portal/invitations/{invitation.pk}/again/",
        f"/portal/invitations/{invitation.pk}/withdraw/",
        "/portal/members/999999/remove/",
    ):
        assert stranger.post(address).status_code == 404
    assert member_a.user.email not in stranger.get("/portal/members/").text


def test_a_removed_member_is_out_at_the_next_request_and_cannot_sign_in(as_lead, as_a, member_a):
    as_lead.post(f"/portal/members/{member_a.pk}/remove/")

    assert as_a.get("/portal/").status_code == 302
    member_a.user.refresh_from_db()
    assert not member_a.user.is_active


def test_a_lead_cannot_remove_the_own_membership(as_lead, lead_a):
    as_lead.post(f"/portal/members/{lead_a.pk}/remove/")

    assert Membership.objects.filter(pk=lead_a.pk).exists()


def test_an_invitation_by_somebody_who_is_removed_works_no_more(client, as_lead, lead_a, partner_a):
    leaving = MembershipFactory(partner=partner_a, lead=True)
    invite(email="back-door@example.org", partner=partner_a, by=leaving.user)
    address = link()

    as_lead.post(f"/portal/members/{leaving.pk}/remove/")

    assert client.get(address).status_code == 404


def test_removing_needs_a_post(as_lead, member_a):
    assert as_lead.get(f"/portal/members/{member_a.pk}/remove/").status_code == 405


def test_a_lead_sends_twenty_letters_an_hour_at_most(as_lead):
    data = {"language": "en"}
    answers = [as_lead.post("/portal/members/", data | {"email": f"p{number}@x.example"}) for number in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "p20@x.example" in answers[-1].text


def test_inviting_twice_renews_the_one_invitation(lead_a, invitation):
    invite(email="NEW@alpha.example", partner=lead_a.partner, by=lead_a.user)

    assert Invitation.objects.count() == 1
