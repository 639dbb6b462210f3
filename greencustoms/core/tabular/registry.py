"""Which kinds of records can be imported. Each app names its own in a module called `imports`."""

from functools import cache

from django.utils.module_loading import autodiscover_modules

from .importer import Importer

IMPORTERS: dict[str, type[Importer]] = {}


def register(importer: type[Importer]) -> type[Importer]:
    """Make that kind known. Used as a decorator."""
    IMPORTERS[importer.kind] = importer
    return importer


@cache
def discover():
    autodiscover_modules("imports")


def importer_for(kind: str) -> type[Importer]:
    """Return the importer of that kind. Raises KeyError if there is none."""
    discover()
    return IMPORTERS[kind]


def all_importers() -> list[type[Importer]]:
    discover()
    return list(IMPORTERS.values())
