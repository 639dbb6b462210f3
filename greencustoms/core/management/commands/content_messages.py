from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Locale

from greencustoms.core.content.translations.catalogues import translatable_objects, write_catalogues
from greencustoms.core.content.translations.sources import Source


class Command(BaseCommand):
    """For developers: run it on a freshly loaded database after a change of content/*.yaml."""

    help = "Bring content/translations/*/*.po in step with the English content (see docs/translations.md)."

    def add_arguments(self, parser):
        parser.add_argument("--path", type=Path, default=settings.BASE_DIR / "content" / "translations")
        parser.add_argument("--language", action="append", help="only this language; may be given several times")

    def handle(self, *, path, language, **options):
        sources = [Source(one) for one in translatable_objects(Locale.get_default())]
        for code, _name in settings.LANGUAGES:
            if code != settings.LANGUAGE_CODE and code in (language or [code]):
                counts = write_catalogues(path / code, code, sources)
                self.stdout.write(f"{code}: {counts['translated']} of {counts['texts']} texts are translated.")
