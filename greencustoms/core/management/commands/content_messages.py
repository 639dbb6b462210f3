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

    def handle(self, *, path, **options):
        sources = [Source(one) for one in translatable_objects(Locale.get_default())]
        for language, _name in settings.LANGUAGES:
            if language != settings.LANGUAGE_CODE:
                counts = write_catalogues(path / language, language, sources)
                self.stdout.write(f"{language}: {counts['translated']} of {counts['texts']} texts are translated.")
