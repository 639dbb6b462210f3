from django.core.management.base import BaseCommand

from portal.moderation.reminding import remind


class Command(BaseCommand):
    help = "Remind the moderators of reports that wait. Run it once a day, by cron or a timer; twice does no harm."

    def handle(self, *args, **options):
        self.stdout.write(f"Reminded of {remind()} reports.")
