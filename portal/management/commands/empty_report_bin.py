from django.core.management.base import BaseCommand

from portal.reports.bin import empty_bin


class Command(BaseCommand):
    help = "Delete the reports that were put into the bin more than 30 days ago. Run it once a day."

    def handle(self, *args, **options):
        self.stdout.write(f"Deleted {empty_bin()} reports.")
