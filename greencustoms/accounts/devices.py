"""Browsers that have signed in to an account before carry a signed cookie that says so.

It opens nothing by itself. It only keeps the tries of its owner apart from those of strangers; see `limits.py`.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "known_device"
SALT = "greencustoms.accounts.devices"
LASTS = 365 * 24 * 3600
"""Seconds."""
MOST_ACCOUNTS = 5


def mark_of(email: str) -> str:
    """Stands for the account in the cookie, without naming it."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]


def read(request) -> dict[str, str]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return known if isinstance(known, dict) else {}


def device_of(request, email: str) -> str:
    """The random name of this browser for that account; empty for a stranger."""
    return read(request).get(mark_of(email), "")


def remember(request, response, email: str):
    """Let this browser count as one of the owner's."""
    mark = mark_of(email)
    known = read(request)
    known = {mark: known.pop(mark, None) or secrets.token_urlsafe(12)} | known
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(list(known.items())[:MOST_ACCOUNTS]), salt=SALT),
        max_age=LASTS,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
