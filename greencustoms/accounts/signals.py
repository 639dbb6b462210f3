"""What follows from a sign-in, a new password, a new or removed second factor."""

import logging

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.utils import timezone

from greencustoms.core.limits import address_of
from greencustoms.core.mail import send_by_recipe

from . import devices, factors
from .limits import PER_ACCOUNT
from .sessions import end_all

logger = logging.getLogger("greencustoms.accounts")


def connect():
    """Called once, when the apps are ready."""
    user_logged_in.connect(note_sign_in, dispatch_uid="accounts-in")
    user_login_failed.connect(note_refusal, dispatch_uid="accounts-refused")
    password_changed.connect(after_password_change, dispatch_uid="accounts-password")
    password_reset.connect(after_password_reset, dispatch_uid="accounts-reset")
    authenticator_added.connect(after_factor_added, dispatch_uid="accounts-factor-added")
    authenticator_removed.connect(after_factor_removed, dispatch_uid="accounts-factor-removed")


def note_sign_in(sender, request, user, **kwargs):
    logger.info("signed in: user %s", user.pk)
    if user.is_superuser:
        watch_administrator(user, address_of(request) if request else "")


def watch_administrator(user, address):
    """An administrator passes every check of rights, so a second person hears of each sign-in."""
    logger.warning("an administrator signed in: user %s, from %s", user.pk, address or "nowhere")
    at = timezone.now().isoformat()
    others = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    for second in [*others.values_list("pk", flat=True)] or [None]:
        send_by_recipe("administrator-signed-in", user=user.pk, second=second, at=at, address=address)


def note_refusal(sender, request=None, **kwargs):
    logger.info("sign-in refused, from %s", address_of(request) if request else "nowhere")


def after_password_change(sender, request, user, **kwargs):
    """All other sessions end with the old password; their rows are tidied away here."""
    end_all(user, but=request.session.session_key)
    tell(user, "password-changed")


def after_password_reset(sender, request, user, **kwargs):
    """Who got the letter is the owner: their browser is known from now on, and may try at once."""
    end_all(user)
    PER_ACCOUNT.forget(user.email.lower(), devices.device_of(request, user.email))
    request.known_from_now_on = user.email
    tell(user, "password-reset")


def after_factor_added(sender, request, user, authenticator, **kwargs):
    factors.count_as_passed(request, authenticator)
    if authenticator.type in factors.FACTORS:
        tell(user, "factor-added")


def after_factor_removed(sender, request, user, authenticator, **kwargs):
    if authenticator.type in factors.FACTORS:
        tell(user, "factor-removed")


def tell(user, what):
    logger.info("%s: user %s", what, user.pk)
    send_by_recipe("security-notice", user=user.pk, what=what)
