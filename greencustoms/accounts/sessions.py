"""The sessions of a person: which there are, how fresh the sign-in is, how to end them."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.utils import timezone

SEEN_EVERY = timedelta(minutes=15)
"""How exactly “last used” is known: writing it at each request would cost more than it tells."""


def records_of(request) -> list[dict]:
    """How and when the person of this session proved who they are."""
    return get_authentication_records(request, request.user)


def confirmed_within(request, minutes: int) -> bool:
    """Whether the person gave a password or a second factor in this session so recently."""
    latest = max((record.get("at", 0) for record in records_of(request)), default=0)
    return time.time() - latest < minutes * 60


def note_use(request):
    """Remember when a session was last used, and from where."""
    now = timezone.now()
    last = request.session.get("seen", 0)
    if now.timestamp() - last < SEEN_EVERY.total_seconds():
        return
    request.session["seen"] = int(now.timestamp())
    if last:
        UserSession.objects.create_from_request(request)


def end_all(user, but: str = ""):
    """End all sessions of a person; `but` is the key of one to keep."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or None):
        session.end()
