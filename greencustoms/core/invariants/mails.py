"""Each mail is on its way once, and gets out."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from greencustoms.core.models import OutgoingMail
from greencustoms.core.models.mail import GIVE_UP_AFTER

from .registry import Broken, invariant


@invariant("mails")
def mails():
    waiting = OutgoingMail.objects.waiting()
    number_of = Counter()
    for mail in waiting.order_by("pk").iterator(chunk_size=500):
        message_id = mail.message.get("headers", {}).get("Message-ID")
        if message_id:
            number_of[message_id] += 1
            if number_of[message_id] == 2:
                yield Broken(f"Mail {mail.pk} “{mail}”", "it is in the queue twice", "delete one of the two rows")
        if not mail.recipe and not mail.message:
            yield Broken(
                f"Mail {mail.pk} “{mail}”", "it waits, but its text is gone", "write it again and delete the row"
            )
        if mail.created_at < timezone.now() - GIVE_UP_AFTER - timedelta(days=1):
            yield Broken(
                f"Mail {mail.pk} “{mail}”",
                "nobody tried to send it for days",
                "run manage.py send_mail_queue from cron",
            )
    for mail in OutgoingMail.objects.exclude(sent_at=None).exclude(given_up_at=None):
        yield Broken(f"Mail {mail.pk} “{mail}”", "it is both sent and given up", "look whether it arrived")
