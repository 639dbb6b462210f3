"""For pytest: fast hashing, files and mail that vanish, no manifest. The database comes from DATABASE_URL."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - settings are layered by star import

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - no real secret
SAMPLES_ALLOWED = SECRETS_MAY_BE_SHOWN = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SEND_MAIL_IN_BACKGROUND = False
TASKS["jobs"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
STATE_DIR = Path(tempfile.mkdtemp(prefix="greencustoms-test-"))
MEDIA_ROOT = STATE_DIR / "media"
STATIC_ROOT = STATE_DIR / "static"
PRIVATE_ROOT = STATE_DIR / "private"
BACKUP_FOLDER = STATE_DIR / "backups"
STORAGES["private"]["OPTIONS"] = {"location": PRIVATE_ROOT}
PAGE_CACHE["FOLDER"] = STATE_DIR / "pages"
AFTER = MIDDLEWARE.index("greencustoms.core.middleware.WithoutNulBytes")
MIDDLEWARE.insert(AFTER + 1, "greencustoms.core.pagecache.parameters.OnlyDeclared")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
# Test workers that run beside each other share no cache: each has a database of Redis to itself.
if REDIS_URL:
    CACHES["default"]["LOCATION"] = f"{REDIS_URL}?db={os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw')}"
LOGGING["loggers"] = {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}}
