"""Shows the virus scanner what it has not seen yet. Fit for cron, every few minutes: `manage.py scan_uploads`."""

from django.core.management.base import BaseCommand, CommandError

from greencustoms.core.uploads import scanning
from greencustoms.core.uploads.queue import scan_waiting


class Command(BaseCommand):
    help = "Ask the virus scanner about the files that are being checked. Infected ones lose their bytes."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=60, help="How long one file may take (60).")

    def handle(self, *args, seconds, **options):
        if not scanning.is_configured():
            self.stdout.write("No virus scanner is set (CLAMD_SOCKET or CLAMD_HOST): nothing is waiting for one.")
        counts = scan_waiting(seconds)
        self.stdout.write(
            f"Clean: {counts['clean']}, infected: {counts['infected']}, could not be looked through: "
            f"{counts['refused']}, still waiting: {counts['waiting']}."
        )
        if counts["waiting"]:
            # Cron mails what a failing command says, so somebody hears of a dead scanner.
            raise CommandError("The virus scanner does not answer. Files wait until it does.")
