from django.conf import settings
from django.core.management.base import BaseCommand

from greencustoms.core.catalogue_files import compile_catalogues


class Command(BaseCommand):
    help = "Compile the translations of the interface that changed. `prepare` does it at each start."
    requires_system_checks = []

    def handle(self, **options):
        for path in compile_catalogues(settings.LOCALE_PATHS):
            self.stdout.write(f"Compiled {path.relative_to(settings.BASE_DIR)}.")
