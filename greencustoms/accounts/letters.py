"""Letters about accounts."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.timezone import localtime

from greencustoms.core.mail import recipe
from greencustoms.core.mail.letters import letter
from greencustoms.core.models import ContactDetails


@recipe("password-reset")
def password_reset(mail):
    """The link to choose a new password, for a person who may sign in; nothing for anybody else."""
    user = get_user_model().objects.filter(email__iexact=mail.details["address"], is_active=True).first()
    if user is None:
        return None
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    context = {"link": f"{settings.WAGTAILADMIN_BASE_URL}{path}", "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    return letter("accounts/mail/password_reset", user, context, language=mail.details["language"])


@recipe("administrator-signed-in")
def administrator_signed_in(mail):
    """Tells a second administrator, or the secretariat where there is none, that one has signed in."""
    users = get_user_model().objects
    user = users.filter(pk=mail.details["user"]).first()
    second = users.filter(pk=mail.details["second"], is_active=True).first() if mail.details["second"] else None
    to = second or address_of_secretariat()
    if user is None or to == user.email:
        return None
    at = localtime(datetime.fromisoformat(mail.details["at"]))
    context = {"user": user, "at": at, "address": mail.details["address"]}
    return letter("accounts/mail/administrator_signed_in", to, context)


def address_of_secretariat():
    details = ContactDetails.objects.filter(site__is_default_site=True).first() or ContactDetails()
    return details.email


@recipe("security-notice")
def security_notice(mail):
    """Tells the owner of an account that its password or its second factor was changed."""
    user = get_user_model().objects.filter(pk=mail.details["user"]).first()
    if user is None:
        return None
    return letter("accounts/mail/security_notice", user, {"what": mail.details["what"]})
