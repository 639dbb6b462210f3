from django.core.management.base import BaseCommand

from greencustoms.home.models import Message


class Command(BaseCommand):
    """For a timer, once a day. Two years are promised on the privacy page."""

    help = "Delete messages that were sent by the public forms more than two years ago."

    def handle(self, **options):
        deleted, _each = Message.objects.old().delete()
        self.stdout.write(f"Deleted {deleted} messages.")
