"""Inviting, joining and removing people of partners."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import OutgoingMail
from portal.models import Invitation, Membership
from portal.people.inviting import invite
from tests.factories.portal import MembershipFactory, UserFactory

from .conftest import signed_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough passphrase"
PERSON = {"first_name": "Ada", "last_name": "Officer", "password1": PASSWORD, "password2": PASSWORD}


def link():
    """The link of the latest letter."""
    mail.outbox.clear()
    send_due()
    return re.search(r"http://127\.0\.0\.1:8000(/portal/invitation/\S+/)", mail.outbox[-1].body).group(1)


@pytest.fixture
def invitation(lead_a):
    return invite(email="New@alpha.example", partner=lead_a.partner, by=lead_a.user, name="Ada", language="en")


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


def test_removing_needs_a_post(as_lead, member_a):
    assert as_lead.get(f"/portal/members/{member_a.pk}/remove/").status_code == 405


def test_a_removed_member_can_be_invited_again(client, as_lead, member_a, lead_a):
    as_lead.post(f"/portal/members/{member_a.pk}/remove/")
    invite(email=member_a.user.email, partner=lead_a.partner, by=lead_a.user)

    assert client.post(link(), PERSON)["Location"] == "/portal/"


def test_an_invitation_never_opens_a_closed_account_of_the_secretariat(client, lead_a):
    former = UserFactory(email="former@unep.example", is_active=False)
    former.groups.add(Group.objects.get(name="Secretariat editors"))
    invite(email=former.email, partner=lead_a.partner, by=lead_a.user)

    assert client.post(link(), PERSON).status_code == 404

    former.refresh_from_db()
    assert not former.is_active


def test_a_lead_sends_twenty_letters_an_hour_at_most(as_lead):
    data = {"language": "en"}
    answers = [as_lead.post("/portal/members/", data | {"email": f"p{number}@x.example"}) for number in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "p20@x.example" in answers[-1].text


def test_whoever_invited_is_told_that_the_person_joined(client, invitation, lead_a):
    client.post(link(), PERSON)

    assert mail.outbox[-1].to == [f"{lead_a.user.first_name} <{lead_a.user.email}>"]
    assert "Ada Officer" in mail.outbox[-1].subject


def test_inviting_twice_renews_the_one_invitation(lead_a, invitation):
    invite(email="NEW@alpha.example", partner=lead_a.partner, by=lead_a.user)

    assert Invitation.objects.count() == 1


class TestAdmin:
    ADDRESS = "/admin/partner-people/"

    def test_staff_invite_a_person_of_any_partner(self, admin_client, partner_b):
        data = {"partner": partner_b.pk, "email": "b2@beta.example", "name": "Bo", "language": "en", "is_lead": "on"}

        answer = admin_client.post(self.ADDRESS, data, follow=True)

        assert "b2@beta.example" in answer.text
        found = Invitation.objects.get()
        assert (found.partner, found.is_lead) == (partner_b, True)

    def test_staff_see_members_and_remove_them_at_once(self, admin_client, as_a, member_a):
        assert member_a.user.email in admin_client.get(self.ADDRESS).text

        admin_client.post(f"{self.ADDRESS}members/{member_a.pk}/remove/")

        assert as_a.get("/portal/").status_code == 302

    def test_staff_make_a_lead(self, admin_client, member_a):
        admin_client.post(f"{self.ADDRESS}members/{member_a.pk}/lead/")

        member_a.refresh_from_db()
        assert member_a.is_lead

    def test_staff_send_again_and_withdraw(self, admin_client, client, invitation):
        admin_client.post(f"{self.ADDRESS}invitations/{invitation.pk}/again/")
        address = link()
        assert client.get(address).status_code == 200

        admin_client.post(f"{self.ADDRESS}invitations/{invitation.pk}/withdraw/")

        assert client.get(address).status_code == 404

    def test_editors_and_moderators_have_no_part_in_it(self, client, member_a, invitation):
        editor = get_user_model().objects.create_user("editor@unep.example", "x")
        editor.groups.set(Group.objects.all())
        client.force_login(editor)

        assert member_a.user.email not in client.get(self.ADDRESS, follow=True).text
        client.post(f"{self.ADDRESS}members/{member_a.pk}/remove/")
        assert Membership.objects.filter(pk=member_a.pk).exists()
