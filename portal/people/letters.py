"""Letters to people who are invited. Imported when the apps are ready, so that their recipe is known."""

from django.conf import settings
from django.urls import reverse

from greencustoms.core.mail import recipe
from greencustoms.core.mail.letters import letter

from ..models import Invitation, Membership


@recipe("invitation")
def invitation_letter(mail):
    """The letter with the link, made at this moment; nothing when the invitation was used or taken back meanwhile.

    Whoever belongs to a partner already is told so: only they learn it, not the person who invited them.
    """
    invitation = (
        Invitation.objects.filter(pk=mail.details["invitation"], accepted_at=None, withdrawn_at=None)
        .select_related("partner", "invited_by")
        .first()
    )
    if invitation is None:
        return None
    context = {"invitation": invitation, "partner": invitation.partner, "inviter": invitation.invited_by}
    if Membership.objects.active().filter(user__email__iexact=invitation.email).exists():
        return letter("portal/mail/invitation_not_possible", invitation.email, context, invitation.language)
    token = invitation.renew()
    invitation.save()
    context["link"] = settings.WAGTAILADMIN_BASE_URL + reverse("portal:invitation", args=[token])
    return letter("portal/mail/invitation", invitation.email, context, invitation.language)
