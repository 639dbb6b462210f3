"""What becomes of an invitation when its link is opened."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from greencustoms.core.mail import send_letter

from ..models import Invitation, Membership


class NotPossibleError(Exception):
    """The invitation was used, withdrawn or expired meanwhile, or the person belongs to a partner already."""


def owner_of(invitation):
    """The account with the invited address, disabled or not; None if there is none."""
    return get_user_model().objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def join(invitation, user=None, *, first_name="", last_name="", password=None):
    """Use the invitation up and make the person a member. Returns the user.

    Without a user an account is made, or a disabled one with that address is opened again with the new password.
    """
    now = timezone.now()
    used = Invitation.objects.open(now).filter(pk=invitation.pk, token_hash=invitation.token_hash)
    if not used.update(accepted_at=now):
        raise NotPossibleError
    if user is None:
        user = owner_of(invitation) or get_user_model()(email=invitation.email.lower())
        if user.pk and (user.is_active or user.is_superuser or user.groups.exists()):
            # The account of somebody of the secretariat is never opened again by an invitation.
            raise NotPossibleError
        user.first_name, user.last_name, user.is_active = first_name, last_name, True
        user.set_password(password)
        user.save()
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": invitation.language})
    if Membership.objects.filter(user=user).exists():
        raise NotPossibleError
    Membership.objects.create(
        user=user, partner=invitation.partner, is_lead=invitation.is_lead, created_by=invitation.invited_by
    )
    if invitation.invited_by:
        send_letter("portal/mail/joined", invitation.invited_by, {"person": user, "partner": invitation.partner})
    return user
