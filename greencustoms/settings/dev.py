"""One machine, no service, plain HTTP on this computer only. `make run` and `manage.py` use it by default."""

from .base import *  # noqa: F403 - settings are layered by star import
from .base import STATE_DIR, env
from .secret import secret_key_from_file

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or secret_key_from_file(STATE_DIR / "secret_key")
SAMPLES_ALLOWED = SECRETS_MAY_BE_SHOWN = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
# Passkeys work on http://localhost only, and not under an address of numbers.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
