"""Asking an expert by a link, and taking the answer. Opening the link decides nothing; it works for one answer."""

import secrets

from django.db import transaction
from django.utils import timezone

from greencustoms.core.mail import send_letter

from ..models import Action, ExpertRequest
from ..models.experts import LINK_WORKS_FOR
from ..models.members import hash_of
from ..reports.moves import locked


@transaction.atomic
def ask(draft, user, name, email, question):
    """Store the question and the letter with the link. The token is nowhere but in the letter."""
    draft = locked(draft.pk)
    token = secrets.token_urlsafe(32)
    asked = ExpertRequest.objects.create(
        draft=draft,
        revision_id=draft.page.latest_revision_id,
        name=name,
        email=email,
        question=question,
        token_hash=hash_of(token),
        asked_by=user,
        expires_at=timezone.now() + LINK_WORKS_FOR,
    )
    send_letter("portal/mail/expert", email, {"draft": draft, "question": asked, "token": token})
    return asked


def revoke(asked):
    ExpertRequest.objects.open().filter(pk=asked.pk).update(revoked_at=timezone.now())


def asked_by_link(token) -> ExpertRequest | None:
    """The question whose link that is, as long as it waits for an answer and the report waits for a decision.

    A text that was taken back or sent back since is not shown again when the report returns.
    """
    found = ExpertRequest.objects.open().filter(token_hash=hash_of(token), draft__state="submitted")
    asked = found.select_related("draft__partner", "draft__page").first()
    if asked is None:
        return None
    submitted = asked.draft.events.filter(action=Action.SUBMIT).last()
    return asked if asked.revision_id >= submitted.revision_id else None


def files_shown(asked):
    """What the partner marked "for the secretariat only" goes to no expert."""
    return asked.draft.attachments.current().clean().filter(is_public=True).in_order()


@transaction.atomic
def answer(asked, opinion, signed_as, remarks) -> bool:
    """Record the answer; false where the link was used, taken back or expired meanwhile."""
    now = timezone.now()
    taken = ExpertRequest.objects.open(now).filter(pk=asked.pk)
    if not taken.update(answered_at=now, opinion=opinion, signed_as=signed_as, remarks=remarks):
        return False
    asked.refresh_from_db()
    if asked.asked_by and asked.asked_by.is_active:
        send_letter("portal/mail/answered", asked.asked_by, {"draft": asked.draft, "question": asked})
    return True
