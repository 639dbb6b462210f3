"""Production, but for names of static files: hashing and compressing all of them takes longer than these tests."""

from greencustoms.settings.production import *  # noqa: F403 - settings are layered by star import
from greencustoms.settings.production import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
