"""Asking an expert by a link, and taking the answer. Opening the link decides nothing; it works for one answer."""

import secrets

from django.db import transaction
from django.utils import timezone

from greencustoms.core.mail import recipe, send_by_recipe, send_letter
from greencustoms.core.mail.letters import letter

from ..models import Action, ExpertRequest
from ..models.experts import LINK_WORKS_FOR
from ..models.members import hash_of
from ..reports.moves import locked


@transaction.atomic
def ask(draft, user, name, email, question):
    """Store the question. Its link is made when the letter is written, so that it is stored nowhere."""
    draft = locked(draft.pk)
    asked = ExpertRequest.objects.create(
        draft=draft,
        revision_id=draft.page.latest_revision_id,
        name=name,
        email=email,
        question=question,
        token_hash=hash_of(secrets.token_urlsafe(32)),
        asked_by=user,
        expires_at=timezone.now() + LINK_WORKS_FOR,
    )
    send_by_recipe("expert", question=asked.pk)
    return asked


@recipe("expert")
def expert_letter(mail):
    """The letter with the link; nothing when the question was taken back or expired meanwhile."""
    asked = ExpertRequest.objects.open().filter(pk=mail.details["question"]).select_related("draft__partner").first()
    if asked is None:
        return None
    token = secrets.token_urlsafe(32)
    asked.token_hash = hash_of(token)
    asked.save(update_fields=["token_hash"])
    return letter("portal/mail/expert", asked.email, {"draft": asked.draft, "question": asked, "token": token})


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
