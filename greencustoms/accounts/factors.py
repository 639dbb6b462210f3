"""The second factor: who must have one, who has one, and whether this session passed it."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

from .sessions import records_of

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""Recovery codes alone are no second factor: they only stand in for one."""


def must_have_second_factor(user) -> bool:
    """Everyone who may enter the admin must; partners may."""
    return user.has_perm("wagtailadmin.access_admin")


def has_second_factor(user) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def passed_second_factor(request) -> bool:
    """Whether this session showed a second factor. A passkey alone counts: it is asked for a PIN or a finger."""
    return any(record.get("method") == "mfa" for record in records_of(request))


def count_as_passed(request, authenticator):
    """Who has just set up a factor, confirmed by the password, has shown it: no need to sign in once more."""
    if authenticator.type in FACTORS:
        record_authentication(request, request.user, "mfa", id=authenticator.pk, type=authenticator.type)
