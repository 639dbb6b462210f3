"""The way back from a backup; see `docs/backup.md`. Stop the site first."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from greencustoms.core.backup.problems import BackupError
from greencustoms.core.backup.restoring import restore


class Command(BaseCommand):
    help = "Restore database and files from a backup into an empty place. Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="replace what is here, after a backup of it was made"
        )

    def handle(self, file, replace, **options):
        try:
            restore(
                file,
                settings.BACKUP_KEY,
                replace=replace,
                safety_folder=settings.BACKUP_FOLDER,
                say=self.stdout.write,
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database did not answer: {error}".strip()) from error
        self.stdout.write("Database and files are restored.")
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.stdout.write(f"The backup is of an older version: {len(plan)} migrations. Now run: manage.py prepare")
        else:
            call_command("check_invariants", stdout=self.stdout, stderr=self.stderr)
