"""Removes what uploads and approvals left behind: files without a row, and half-written ones. Once a day, by cron."""

from django.core.management.base import BaseCommand

from greencustoms.core.uploads.tidying import tidy


class Command(BaseCommand):
    help = "Delete files that no row knows, private and public, and half-written ones, once they are 24 hours old."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be deleted.")

    def handle(self, *args, dry_run, **options):
        found = tidy(dry_run=dry_run)
        for name in found:
            self.stdout.write(name)
        self.stdout.write(f"{'Would be deleted' if dry_run else 'Deleted'}: {len(found)}")
