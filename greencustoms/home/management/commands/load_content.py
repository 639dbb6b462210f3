import logging
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

import greencustoms.home.content
import guide.content
import partners.content
import workshops.content
from greencustoms.core.content import ContentError, check_content, load_content
from greencustoms.core.content.translations import load_translations
from greencustoms.core.models import LoadedEntry
from greencustoms.core.translations.groups import make_groups
from greencustoms.core.translations.origins import note_what_is_missing

# The order of pages under the same parent: the practical part of the Guide, made by home, comes after its chapters.
READERS = [
    guide.content.read,
    partners.content.read,
    workshops.content.read,
    greencustoms.home.content.read,
]


class Command(BaseCommand):
    """Loads what is new in the content files. Never overwrites what an editor changed or deleted in the admin."""

    help = "Make pages of content/*.yaml (see docs/content.md). Run twice it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--path", type=Path, default=settings.BASE_DIR / "content", help="another folder")
        parser.add_argument("--check", action="store_true", help="only check the files; write nothing")

    def handle(self, *, path, check, **options):
        path = Path(path)
        if not any(path.rglob("*.yaml")):
            raise CommandError(f"There are no content files in {path}.")
        if LoadedEntry._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database is not ready. Run `manage.py prepare` first.")
        try:
            with only_warnings_from("django_tasks", "wagtail"):
                if check:
                    done = f"{check_content(path, READERS)} entries, nothing wrong"
                    translated = {}
                else:
                    done = tell(load_content(path, READERS))
                    translated = load_translations(path / "translations")
                    note_what_is_missing()
                    make_groups()
        except ContentError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(f"Content: {done}.")
        for language, counts in translated.items():
            self.stdout.write(f"Content in {language}: {tell(counts)}.")


def tell(counts):
    """Say what was done: "3 added, 1 changed, 70 unchanged, 2 left alone"."""
    if not counts:
        return "no file has changed since it was loaded"
    return ", ".join(f"{counts[what]} {what}" for what in ("added", "changed", "unchanged", "left alone"))


@contextmanager
def only_warnings_from(*names):
    """Each page that is made would leave a dozen lines in the log."""
    loggers = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    try:
        for logger, _level in loggers:
            logger.setLevel(logging.WARNING)
        yield
    finally:
        for logger, level in loggers:
            logger.setLevel(level)
