"""Which release made a page: another code, template, translation or address of the site makes other pages."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings

SUFFIXES = frozenset({".py", ".html", ".svg", ".mo", ".css", ".js", ".txt", ".json"})


def generation():
    """A fingerprint of all that pages are made of besides the content: files by size and time, and settings."""
    digest = hashlib.blake2b(digest_size=16)
    base = Path(settings.BASE_DIR)
    own = {Path(app.path) for app in apps.get_app_configs() if base in Path(app.path).parents}
    for folder in sorted({*own, base / "greencustoms", base / "templates", base / "static", *settings.LOCALE_PATHS}):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in SUFFIXES and ".venv" not in path.parts and "node_modules" not in path.parts:
                status = path.stat()
                digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    database = settings.DATABASES["default"]
    told = [
        settings.WAGTAILADMIN_BASE_URL,
        settings.ALLOWED_HOSTS,
        settings.LANGUAGES,
        settings.STATIC_URL,
        settings.MEDIA_URL,
        [str(database.get(name)) for name in ("ENGINE", "NAME", "HOST", "PORT")],
        settings.DEBUG,
    ]
    digest.update(repr(told).encode())
    return digest.hexdigest()
