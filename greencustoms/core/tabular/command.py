"""Importing from the command line: the same checks, the same all or nothing, and the same way back."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ..models import ImportRun
from . import runs
from .problems import UnreadableFileError
from .registry import importer_for

PROBLEMS_SHOWN = 50


class ImportCommand(BaseCommand):
    """What `import_workshops` and its like have in common; they name the `kind`."""

    kind = ""

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file or an Excel workbook (.xlsx)")
        parser.add_argument("--check", action="store_true", help="only say what would be done")
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back the import with this number")
        parser.add_argument("--user", metavar="EMAIL", help="who is named in the history of the pages")

    def handle(self, *args, file, check, undo, user, **options):
        if (file is None) == (undo is None):
            raise CommandError("Name a file to import, or an import to undo with --undo.")
        person = self.find_user(user) if user else None
        if undo is not None:
            self.undo(undo, person)
        elif check:
            self.check_only(file)
        else:
            self.import_file(file, person)

    def find_user(self, email):
        try:
            return get_user_model().objects.get_by_natural_key(email)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no user {email}.") from None

    def read(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None

    def check_only(self, file):
        importer = importer_for(self.kind)()
        try:
            plan = importer.plan(runs.read_upload(importer, self.read(file)))
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None
        self.tell_notices(plan.notices)
        self.stop_if_problems([problem.as_json() for problem in plan.problems], len(plan.problems))
        self.tell_counts("Would be", plan.counts())

    def import_file(self, file, person):
        try:
            run = runs.take_in(self.kind, self.read(file), file.name, person)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None
        runs.work_on(run.pk)
        run.refresh_from_db()
        self.tell_notices(run.plan.get("notices", []))
        if run.problems:
            run.delete()
            self.stop_if_problems(run.plan["problems"], run.problems)
        if not run.added and not run.changed:
            self.tell_counts("Nothing to do:", self.counts_of(run))
            run.delete()
            return
        if runs.confirm(run, person):
            runs.work_on(run.pk)
        run.refresh_from_db()
        if run.state != ImportRun.State.DONE:
            raise CommandError(run.message or f"The import is in the state “{run.get_state_display()}”.")
        self.tell_counts(f"Import {run.pk}:", self.counts_of(run))

    def undo(self, number, person):
        run = ImportRun.objects.filter(pk=number, kind=self.kind).first()
        if run is None:
            raise CommandError(f"There is no import {number} of this kind.")
        if not runs.decide_to_undo(run, person):
            raise CommandError(f"Import {number} cannot be undone: {run.get_state_display()}.")
        runs.work_on(run.pk)
        run.refresh_from_db()
        if run.state != ImportRun.State.UNDONE:
            raise CommandError(run.message)
        for kept in run.log["kept"]:
            self.stdout.write(f"Kept: {kept['title']}. {kept['reason']}")
        self.stdout.write(f"Import {number} is undone.")

    def counts_of(self, run):
        return {name: getattr(run, name) for name in ("added", "changed", "unchanged")}

    def tell_notices(self, notices):
        for notice in notices:
            self.stdout.write(f"Note: {notice}")

    def tell_counts(self, opening, counts):
        self.stdout.write(
            f"{opening} {counts['added']} added, {counts['changed']} changed, {counts['unchanged']} left alone."
        )

    def stop_if_problems(self, problems, number):
        if not number:
            return
        lines = []
        for problem in problems[:PROBLEMS_SHOWN]:
            column = f", column “{problem['column']}”" if problem["column"] else ""
            lines.append(f"Row {problem['row']}{column}: {problem['message']}")
        if number > PROBLEMS_SHOWN:
            lines.append(f"and {number - PROBLEMS_SHOWN} more problems")
        raise CommandError("Nothing was imported.\n" + "\n".join(lines))
