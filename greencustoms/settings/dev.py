"""One machine, no service, plain HTTP on this computer only. `make run` and `manage.py` use it by default."""

from .base import *  # noqa: F403 - settings are layered by star import
from .base import STATE_DIR, env
from .secret import secret_key_from_file

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or secret_key_from_file(STATE_DIR / "secret_key")
SAMPLES_ALLOWED = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
