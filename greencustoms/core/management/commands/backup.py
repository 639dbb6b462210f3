"""One archive of database and files. Fit for cron, once a night; see `docs/backup.md`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from greencustoms.core.backup import making
from greencustoms.core.backup.problems import BackupError


class Command(BaseCommand):
    help = "Make a dated, checked backup of database and files; or verify or list backups."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.BACKUP_FOLDER, help="the folder of the backups")
        parser.add_argument("--keep-daily", type=int, metavar="N", help="delete all but the last of each of N days")
        parser.add_argument("--keep-monthly", type=int, metavar="N", help="and the last of each of N months")
        doing = parser.add_mutually_exclusive_group()
        doing.add_argument("--verify", type=Path, metavar="FILE", help="read all of a backup and compare every digest")
        doing.add_argument("--list", action="store_true", help="list the backups in the folder")

    def handle(self, **options):
        try:
            if options["verify"]:
                self.verify(options["verify"])
            elif options["list"]:
                self.list(options["to"])
            else:
                self.make(options["to"], options["keep_daily"], options["keep_monthly"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database did not answer: {error}".strip()) from error

    def make(self, folder, daily, monthly):
        if any(count is not None and count < 0 for count in (daily, monthly)):
            raise CommandError("Say how many to keep: 0 or more.")
        path, manifest = making.make(folder, settings.BACKUP_KEY, on_wait=self.tell_waiting)
        self.stdout.write(f"{path}: {told(manifest)}, {path.stat().st_size / 1e6:.1f} MB")
        if not settings.BACKUP_KEY:
            self.stderr.write("It is not encrypted: BACKUP_KEY is not set.")
        for name in manifest["gone_meanwhile"]:
            self.stderr.write(f"Deleted while the backup was made, so not in it: {name}")
        if daily is not None or monthly is not None:
            for old in making.delete_old(folder, path, daily or 0, monthly or 0):
                self.stdout.write(f"Deleted: {old.name}")

    def verify(self, path):
        manifest = making.verify(path, settings.BACKUP_KEY)
        self.stdout.write(f"{path} is whole: {told(manifest)}, made {manifest['made_at']}")

    def list(self, folder):
        rows = making.dated(folder)
        for time, path in rows:
            self.stdout.write(f"{time:%Y-%m-%d %H:%M} UTC  {path.stat().st_size / 1e6:8.1f} MB  {path}")
        if not rows:
            self.stdout.write(f"No backups in {folder}")

    def tell_waiting(self):
        self.stdout.write("Another backup is being made: waiting for it to finish.")


def told(manifest):
    return f"{manifest['database']} and {len(manifest['members']) - 1} files"
