"""The outbox: keeps what is to be sent, sends what is due, tries again what could not be sent.

A mail is claimed by one update that also sets the time of the next try. So two processes never send the same mail,
and a mail whose sender was killed is tried again. In the worst case it arrives twice, with one Message-ID.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection, make_msgid
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import OutgoingMail
from ..models.mail import GIVE_UP_AFTER, PAUSES
from . import recipes, sender

logger = logging.getLogger(__name__)


def keep(message) -> OutgoingMail:
    """Store a message that is written already."""
    if message.attachments:
        raise ValueError("The outbox keeps no attachments: send a link instead.")
    mail = OutgoingMail.objects.create(
        recipients=message.recipients(),
        subject=str(message.subject)[:250],
        message={
            "subject": str(message.subject),
            "body": str(message.body),
            "subtype": message.content_subtype,
            "from_email": str(message.from_email),
            "to": [str(address) for address in message.to],
            "cc": [str(address) for address in message.cc],
            "bcc": [str(address) for address in message.bcc],
            "reply_to": [str(address) for address in message.reply_to],
            "headers": {"Message-ID": make_msgid(domain="greencustoms")} | message.extra_headers,
            "alternatives": [list(alternative) for alternative in getattr(message, "alternatives", [])],
        },
    )
    send_soon()
    return mail


def send_by_recipe(recipe: str, **details) -> OutgoingMail:
    """Store that a letter is to be written by that recipe. The details are plain values, and never secrets."""
    mail = OutgoingMail.objects.create(recipe=recipe, details=details)
    send_soon()
    return mail


def send_soon():
    """Wake the sender once what was stored is really stored."""
    if settings.SEND_MAIL_IN_BACKGROUND:
        transaction.on_commit(sender.wake)


def send_due() -> tuple[int, int]:
    """Try everything that is due, once. Returns how many were sent and how many could not be."""
    sent = failed = 0
    for pk, planned, tries in OutgoingMail.objects.due().values_list("pk", "next_try_at", "tries"):
        mail = claim(pk, planned, tries)
        if mail is None:
            continue
        if deliver(mail):
            sent += 1
        else:
            failed += 1
    OutgoingMail.objects.old().delete()
    return sent, failed


def claim(pk, planned, tries):
    """Take a mail for ourselves and plan the next try; None if another process was quicker."""
    pause = PAUSES[min(tries, len(PAUSES) - 1)]
    ours = (
        OutgoingMail.objects.waiting()
        .filter(pk=pk, next_try_at=planned)
        .update(tries=F("tries") + 1, next_try_at=timezone.now() + pause)
    )
    return OutgoingMail.objects.filter(pk=pk).first() if ours else None


def deliver(mail) -> bool:
    """Hand the mail to the mail server. Its text is forgotten once it has left."""
    try:
        message = recipes.write(mail) if mail.recipe else rebuilt(mail.message)
        if message is None:
            mail.delete()
            return True
        message.connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
        message.send()
    except Exception as error:  # noqa: BLE001 - each mail server and network fails in its own way; none may stop the rest
        note_failure(mail, error)
        return False
    mail.recipients, mail.subject = message.recipients(), str(message.subject)[:250]
    mail.message, mail.last_error, mail.sent_at = {}, "", timezone.now()
    mail.save()
    return True


def note_failure(mail, error):
    mail.last_error = f"{type(error).__name__}: {error}"[:1000]
    if timezone.now() - mail.created_at > GIVE_UP_AFTER:
        mail.given_up_at, mail.message = timezone.now(), {}
    mail.save(update_fields=["last_error", "given_up_at", "message"])
    level = logging.ERROR if mail.given_up_at else logging.WARNING
    logger.log(level, "Mail %s could not be sent (try %s): %s", mail.pk, mail.tries, mail.last_error)


def rebuilt(kept: dict) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        kept["subject"],
        kept["body"],
        kept["from_email"],
        kept["to"],
        cc=kept["cc"],
        bcc=kept["bcc"],
        reply_to=kept["reply_to"],
        headers=kept["headers"],
    )
    message.content_subtype = kept["subtype"]
    for content, mimetype in kept["alternatives"]:
        message.attach_alternative(content, mimetype)
    return message
