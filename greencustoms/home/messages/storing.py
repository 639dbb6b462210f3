"""A message is stored first; mail about it comes after, and may fail without losing anything."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import get_language
from wagtail.models import Site

from greencustoms.core.mail.letters import letter
from greencustoms.core.models import ContactDetails

from ..models import Message


@transaction.atomic
def store(form, doubt) -> Message:
    """Keep the message and tell the secretariat, unless it comes from a program that fell into the trap."""
    message = form.save(commit=False)
    message.kind, message.language, message.doubt = form.kind, get_language() or "en", doubt
    if doubt == Message.Doubt.TRAP:
        message.state = Message.State.SPAM
    message.save()
    if message.state != Message.State.SPAM:
        notice(message).send()
    return message


def notice(message) -> EmailMessage:
    """The letter to the secretariat. An answer to it goes to whoever wrote."""
    site = Site.objects.filter(is_default_site=True).first()
    details = (ContactDetails.objects.filter(site=site).first() if site else None) or ContactDetails()
    found = letter("home/mail/message", details.email, {"message": message})
    found.reply_to = [message.email]
    return found
