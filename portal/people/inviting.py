"""Inviting a person, sending the letter again, taking the invitation back, and removing a member."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone

from greencustoms.accounts.sessions import end_all
from greencustoms.core.limits import Limit
from greencustoms.core.mail import send_by_recipe

from ..models import Invitation, Membership

logger = logging.getLogger("portal")

LETTERS_OF_A_LEAD = Limit("invitations by one lead", most=20, minutes=60)
TRIES_OF_LINKS = Limit("links of invitations tried from an address", most=30, minutes=15)


def invite(*, email, partner, by, name="", is_lead=False, language="en") -> Invitation:
    """Invite a person. Whoever was invited to this partner before, and has not joined, gets a new letter."""
    email = email.strip().lower()
    details = {"name": name, "is_lead": is_lead, "language": language, "invited_by": by}
    waiting = Invitation.objects.filter(partner=partner, email__iexact=email, accepted_at=None, withdrawn_at=None)
    with transaction.atomic():
        invitation = waiting.first() or Invitation(partner=partner, email=email)
        for field, value in details.items():
            setattr(invitation, field, value)
        invitation.renew()
        try:
            with transaction.atomic():
                invitation.save()
        except IntegrityError:
            # Somebody else invited the same person in the same moment: that one letter is enough.
            return waiting.get()
        send(invitation)
    logger.info("invited: invitation %s to partner %s by user %s", invitation.pk, partner.pk, by.pk)
    return invitation


def invite_again(invitation):
    """A new link for a week; the earlier one works no more."""
    invitation.renew()
    invitation.save()
    send(invitation)


def send(invitation):
    """The link is made when the letter is written, so it is stored nowhere; see `letters.py`."""
    send_by_recipe("invitation", invitation=invitation.pk)


def withdraw(invitation):
    """The link works no more."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=timezone.now())
    logger.info("withdrawn: invitation %s", invitation.pk)


def remove(membership: Membership, by):
    """End a membership and, for whoever has nothing else to do here, the account. What they wrote stays.

    Their own invitations that nobody has accepted yet work no more: nobody leaves a way back in.

    The person is out at the next request: memberships and accounts are looked up each time.
    """
    user = membership.user
    with transaction.atomic():
        membership.delete()
        if not user.has_perm("wagtailadmin.access_admin"):
            user.is_active = False
            user.save(update_fields=["is_active"])
            open_ones = Invitation.objects.filter(invited_by=user, accepted_at=None, withdrawn_at=None)
            open_ones.update(withdrawn_at=timezone.now())
        end_all(user)
    logger.info("removed: user %s from partner %s by user %s", user.pk, membership.partner_id, by.pk)
