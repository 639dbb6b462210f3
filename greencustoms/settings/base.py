"""What is the same everywhere. The environment is read here and nowhere else; see the table in the README."""

from pathlib import Path

import dj_database_url
from environs import Env, validate
from redis.backoff import NoBackoff
from redis.retry import Retry

from greencustoms.core.logs import configure_structlog, logging_settings

from .countries import COUNTRIES_OVERRIDE  # noqa: F401 - a setting
from .csp import ADMIN_POLICY, PUBLIC_POLICY, add_headers_of_static_files

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = Path(env.str("STATE_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "greencustoms.home",
    "partners",
    "workshops",
    "guide",
    "portal",
    "greencustoms.accounts",
    "greencustoms.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "greencustoms.core.logs.NameRequestInLog",
    "greencustoms.core.middleware.RefuseTrace",
    "django.middleware.security.SecurityMiddleware",
    "greencustoms.core.middleware.WithoutNulBytes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "greencustoms.core.middleware.CompressWhatIsNot",
    "django.middleware.http.ConditionalGetMiddleware",
    "greencustoms.core.middleware.ContentSecurityPolicy",
    "greencustoms.core.stamp.ReadStampOnce",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "greencustoms.core.middleware.LanguageOfAddress",
    "greencustoms.core.unavailable.SayUnavailable",
    "django.middleware.common.CommonMiddleware",
    "greencustoms.core.routing.KnowTheWay",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "greencustoms.core.middleware.ComeBackLater",
    "allauth.account.middleware.AccountMiddleware",
    "greencustoms.accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "greencustoms.urls"
WSGI_APPLICATION = "greencustoms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "greencustoms.core.templatetags.forms",
                "greencustoms.core.templatetags.site",
            ],
        },
    },
]
# The same templates for copies to take away, but for those in the first folder: see docs/offline.md.
TEMPLATES.append(
    {**TEMPLATES[0], "NAME": "kept", "DIRS": [BASE_DIR / "templates" / "offline" / "kept", BASE_DIR / "templates"]}
)

# Data. SQLite in WAL takes its write lock at the start of a transaction and waits for it, so that
# concurrent writers queue instead of failing with "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
}
# Every wait for PostgreSQL has an end: `core/patience.py` adds one that holds when the server is stopped.
POSTGRES_OPTIONS = {
    "connect_timeout": 2,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
    "options": "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000",
}

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = {**POSTGRES_OPTIONS, **DATABASES["default"].get("OPTIONS", {})}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "greencustoms.core.redis_cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 0.4, "socket_connect_timeout": 0.4, "retry": Retry(NoBackoff(), 1)},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "greencustoms"}
}

# Whole pages kept for anonymous readers, see `core/pagecache/`. A query holds only these parameters: any other
# name is left out of what pages are asked for, so whoever reads a new one adds it here (the tests say so).
PAGE_CACHE = {
    "FOLDER": STATE_DIR / "pages",
    "MEMORY_BYTES": 64 * 1024 * 1024,
    "DISK_BYTES": 512 * 1024 * 1024,
    "STALE_HOURS": 24,
}
# Varnish servers in front (`deploy/varnish/`) that keep pages, too, and are told of every change.
EDGE_CACHES = env.list("EDGE_CACHES", [])
WAGTAILFRONTENDCACHE = {
    address: {"BACKEND": "greencustoms.core.pagecache.edge.Varnish", "LOCATION": address.rstrip("/")}
    for address in EDGE_CACHES
}
PAGE_PARAMETERS = frozenset(
    [
        "country",
        "forget",
        "goods",
        "in",
        "keep",
        "level",
        "month",
        "p",
        "page",
        "partner",
        "path",
        "q",
        "region",
        "sort",
        "status",
        "topic",
        "treaty",
        "year",
    ]
)
# The same for addresses of the API, which refuses any other name.
API_PARAMETERS = frozenset(
    [
        "category",
        "country",
        "kind",
        "language",
        "level",
        "mark",
        "page",
        "partner",
        "per_page",
        "q",
        "region",
        "sort",
        "status",
        "topic",
        "treaty",
        "workshop",
        "year",
    ]
)
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_DIR / "media"
PRIVATE_ROOT = STATE_DIR / "private"
S3_BUCKET = env.str("S3_BUCKET", "")
S3_PRIVATE_BUCKET = env.str("S3_PRIVATE_BUCKET", "")
S3_OPTIONS = {"endpoint_url": env.str("S3_ENDPOINT_URL", None), "region_name": env.str("S3_REGION", None)}
STORAGES = {
    "default": {
        "BACKEND": "greencustoms.core.uploads.bucket.Bucket",
        "OPTIONS": {"bucket_name": S3_BUCKET, **S3_OPTIONS},
    }
    if S3_BUCKET
    else {"BACKEND": "greencustoms.core.uploads.storage.WholeFileStorage"},
    "private": {
        "BACKEND": "greencustoms.core.uploads.bucket.PrivateBucket",
        "OPTIONS": {"bucket_name": S3_PRIVATE_BUCKET, **S3_OPTIONS},
    }
    if S3_PRIVATE_BUCKET
    else {
        "BACKEND": "greencustoms.core.uploads.storage.PrivateFolder",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers_of_static_files

# Languages and time.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
    ("zh-hans", "中文"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# A translation goes live when it is published, not when it is sent for translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["greencustoms.formats"]

# People and sign-in.
AUTH_USER_MODEL = "core.User"
ADMIN_EMAIL = env.str("ADMIN_EMAIL", "admin@example.org")
ADMIN_PASSWORD = env.str("ADMIN_PASSWORD", "")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/portal/"
PASSWORD_RESET_TIMEOUT = 4 * 3600
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
ACCOUNT_ADAPTER = "greencustoms.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "greencustoms.accounts.forms.SignInForm",
    "reauthenticate": "greencustoms.accounts.forms.ConfirmPasswordForm",
    "change_password": "greencustoms.accounts.forms.ChangePasswordForm",
    "reset_password": "greencustoms.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "greencustoms.accounts.forms.NewPasswordForm",
}
MFA_ADAPTER = "greencustoms.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Green Customs"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
MFA_FORMS = {
    "authenticate": "greencustoms.accounts.forms.SecondFactorForm",
    "reauthenticate": "greencustoms.accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "greencustoms.accounts.forms.SetUpAppForm",
}
# allauth counts tries in the cache, which each process has to itself by default: ours are in the database.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.csrf.csrf_failure"

# What browsers are told.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
ADMIN_CONTENT_SECURITY_POLICY = {"DIRECTIVES": ADMIN_POLICY}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Bounds on what is sent to us. How many proxies of ours add the address they saw to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "greencustoms.core.uploads.handlers.BoundedUploadHandler",
]

# The virus scanner that uploads are shown to before anybody can fetch them. Without one, the judgement of their
# content is all there is.
CLAMD_SOCKET = env.str("CLAMD_SOCKET", "")
CLAMD_HOST = env.str("CLAMD_HOST", "")
CLAMD_PORT = env.int("CLAMD_PORT", 3310)
CLAMD_SECONDS = env.int("CLAMD_SECONDS", 10)

# Mail. Everything that is sent is stored first (see docs/mail.md); the outbox hands it to the delivery backend.
EMAIL_BACKEND = "greencustoms.core.mail.backend.OutboxBackend"
EMAIL_URL = env.str("EMAIL_HOST", "")
MAIL_DELIVERY_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "django.core.mail.backends.filebased.EmailBackend"
)
SEND_MAIL_IN_BACKGROUND = True
EMAIL_FILE_PATH = STATE_DIR / "mail"
EMAIL_HOST = EMAIL_URL or "localhost"
EMAIL_PORT = env.int("EMAIL_PORT", 465)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Green Customs <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Where work in the background is done, see docs/jobs.md. What Wagtail itself does after saving stays in the request.
JOBS_BACKENDS = {
    "process": "greencustoms.core.jobs.backend.OwnProcessBackend",
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
}
JOBS_WORKER = env.str("JOBS_WORKER", "process", validate=validate.OneOf(JOBS_BACKENDS))
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": JOBS_BACKENDS[JOBS_WORKER]},
}

# Backups: `manage.py backup`, see docs/backup.md.
BACKUP_FOLDER = Path(env.str("BACKUP_FOLDER", str(STATE_DIR / "backups")))
BACKUP_KEY = env.str("BACKUP_KEY", "")

# Wagtail.
WAGTAIL_SITE_NAME = "Green Customs"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "greencustoms.core.uploads.forms.SiteImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "greencustoms.core.uploads.forms.SiteDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "ods", "odp", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.moderation.finishing.finish_workflow"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
# Words are folded and lose their endings in core/index_words.py; "simple" keeps PostgreSQL from doing more.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"}}
WAGTAILEMBEDS_RESPONSIVE_HTML = False
WAGTAIL_USER_TIME_ZONES = ["UTC"]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# Only where a developer works may `manage.py second_factor` show the secret of an authenticator app.
SECRETS_MAY_BE_SHOWN = False

# Only where a developer works may made-up workshops stand among the real ones: `manage.py make_sample`.
SAMPLES_ALLOWED = False

LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = logging_settings(LOG_LEVEL, as_json=False)
configure_structlog()

# Whom finders of a hole may write to (/.well-known/security.txt): mailto:, tel: or https: addresses, with commas.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", ["mailto:greencustoms@unep.fr"])
SECURITY_TXT_DAYS = 180
