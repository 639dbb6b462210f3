from django.core.management.base import BaseCommand

from greencustoms.core.mail.outbox import send_due
from greencustoms.core.models import OutgoingMail


class Command(BaseCommand):
    """The web processes do this by themselves; the command is for a timer beside them, and for asking."""

    help = "Send the e-mails that are due, and say how many still wait."

    def handle(self, **options):
        sent, failed = send_due()
        waiting = OutgoingMail.objects.waiting().count()
        self.stdout.write(f"Sent {sent}, failed {failed}, still waiting {waiting}.")
