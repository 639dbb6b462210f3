from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workshops.sample import make_samples

MOST = 100_000


class Command(BaseCommand):
    help = "Fill the record with made-up workshops, for trying out and measuring. In development only."

    def add_arguments(self, parser):
        parser.add_argument("--workshops", type=int, required=True, help="how many samples there are to be in all")

    def handle(self, *args, workshops, **options):
        if not settings.SAMPLES_ALLOWED:
            raise CommandError("Samples are made in development only: these settings do not allow them.")
        if not 0 < workshops <= MOST:
            raise CommandError(f"Give a number from 1 to {MOST}.")
        try:
            added = make_samples(workshops)
        except LookupError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{added} sample workshops added.")
