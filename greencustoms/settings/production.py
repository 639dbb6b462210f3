"""Behind TLS. Refuses to start without its secrets and names the missing one."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 - settings are layered by star import
from .base import LOG_LEVEL, env, logging_settings


def required(name: str) -> str:
    """Return that environment variable, or stop with its name."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production does not start without it.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is too weak: use at least 50 random characters.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
WAGTAILADMIN_BASE_URL = required("BASE_URL")
required("DATABASE_URL")

# A server that ends TLS stands in front and overwrites X-Forwarded-For; without it all visitors would be one address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [WAGTAILADMIN_BASE_URL])

LOGGING = logging_settings(LOG_LEVEL, as_json=True)
