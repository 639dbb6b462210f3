"""Letters about accounts."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from greencustoms.core.mail import recipe
from greencustoms.core.mail.letters import letter


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


@recipe("security-notice")
def security_notice(mail):
    """Tells the owner of an account that its password or its second factor was changed."""
    user = get_user_model().objects.filter(pk=mail.details["user"]).first()
    if user is None:
        return None
    return letter("accounts/mail/security_notice", user, {"what": mail.details["what"]})
