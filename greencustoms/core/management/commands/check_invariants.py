"""Asks of the data what must always be true, and only reads. Fit for cron, once a night, and after every accident."""

from django.core.management.base import BaseCommand, CommandError

from greencustoms.core.invariants import all_broken
from greencustoms.core.invariants.registry import known


class Command(BaseCommand):
    help = "Check what must always be true of the data. Changes nothing. Returns 1 if anything is broken."

    def add_arguments(self, parser):
        parser.add_argument(
            "--only", action="append", default=[], metavar="NAME", help="only that one; may be repeated"
        )

    def handle(self, only, **options):
        unknown = set(only) - set(known())
        if unknown:
            raise CommandError(f"There is no {sorted(unknown)[0]}. There are: {', '.join(known())}.")
        count = 0
        for name, broken in all_broken(only):
            self.stdout.write(f"{'broken' if broken else 'ok':8}{name}")
            for found in broken:
                self.stdout.write(f"        {found}")
            count += len(broken)
        if count:
            raise CommandError(f"Broken: {count}. Nothing was changed.")
        self.stdout.write("Everything that must be true is true.")
