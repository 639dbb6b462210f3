"""What people read when something about their sign-in is refused."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_ERRORS = {
    "email_password_mismatch": _("The e-mail address or the password is not right."),
    "too_many_login_attempts": _(
        "Too many tries. Wait a quarter of an hour, or use “Forgotten your password?” to choose a new one."
    ),
    "incorrect_password": _("This password is not right."),
    "enter_current_password": _("This is not your present password."),
    "rate_limited": _("Too many tries. Wait a quarter of an hour."),
    "account_inactive": _("This account is disabled. Ask the secretariat."),
    "invalid_password_reset": _("This link has been used already, or is too old."),
}

FACTOR_ERRORS = {
    "incorrect_code": _("This code is not right. A code of the app is good for half a minute, and only once."),
    "cannot_delete_authenticator": _("Your account needs a second factor. Add another one before you remove this."),
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
}
