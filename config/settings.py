"""One file for every place; the environment decides values (`.env.example` lists them all)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config.buckets import bucket_options

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", default="http://localhost:8000").rstrip("/")

# Personal ids: "keyid:base64 of 32 bytes", the first writes, all of them read. The blind index has a key of its own.
PERSONAL_ID_KEYS = env.list("PERSONAL_ID_KEYS")
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY")

# Domain ruling 14: citizens log in by VNeID; a local citizen log-in is for demonstration only.
CITIZEN_LOCAL_LOGIN = env.bool("CITIZEN_LOCAL_LOGIN", default=DEMO)
# VNeID as an OpenID Connect provider; without an issuer and a client nobody is sent there. VNEID_CLAIMS says under
# which names it tells what: our name = its name.
VNEID_ISSUER = env.str("VNEID_ISSUER", default="").rstrip("/")
VNEID_CLIENT_ID = env.str("VNEID_CLIENT_ID", default="")
VNEID_CLIENT_SECRET = env.str("VNEID_CLIENT_SECRET", default="")
VNEID_TOKEN_AUTH = env.str("VNEID_TOKEN_AUTH", default="client_secret_basic")
VNEID_SCOPES = env.list("VNEID_SCOPES", default=["openid", "profile"])
VNEID_CLAIMS = {
    "personal_id": "citizen_id",
    "name": "name",
    "birth_date": "birthdate",
    "sex": "gender",
    "phone": "phone_number",
    "address": "address",
    "organisation_id": "organization_id",
    "organisation_name": "organization_name",
    **env.dict("VNEID_CLAIMS", default={}),
}
# Where its log-in and log-out pages lie, if not at the issuer's own address.
VNEID_ORIGINS = env.list("VNEID_ORIGINS", default=[])
if VNEID_ISSUER and not VNEID_ORIGINS:
    VNEID_ORIGINS = ["/".join(VNEID_ISSUER.split("/")[:3])]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # widgets are drawn with the project's templates
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    # The client side of OpenID Connect; its tables stay empty, its pages have no address.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "apps.core",
    "apps.accounts",
    "apps.officials",
    "apps.procedures",
    "apps.messaging",
    "apps.dossiers",
    "apps.visits",
    "apps.payments",
    "apps.surveys",
    "apps.desk",
    "apps.reports",
    "apps.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "apps.portal.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.portal.middleware.PlainAddresses",
    "apps.portal.middleware.Kiosks",
    "apps.portal.middleware.LoginRequired",
    "apps.portal.middleware.OpenSessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.portal.middleware.PrivatePages",
    "apps.portal.middleware.TriesAreCounted",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["apps.portal.templatetags.house"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.portal.context_processors.crest",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# A dossier is read with fifteen neighbours at once. Every order of eight joins was weighed first: 37-61 ms of planning
# for a row found in 0.7 ms; of four, 6 ms, and the same plan. What filters is joined first, so nothing else is lost.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", "-c timezone=UTC -c lock_timeout=10s -c join_collapse_limit=4"
)
DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE_NAME", default=None)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nothing that must survive lives in the cache: pages go on while the broker is away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "apps.accounts.adapters.backends.LocalBackend",
    "apps.accounts.adapters.backends.VneidBackend",
]
SOCIALACCOUNT_ADAPTER = "apps.accounts.adapters.vneid.Hooks"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
LOGIN_URL = "portal:login"
LOGIN_REDIRECT_URL = "portal:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Said on a few pages only and marked as on trial, until somebody who speaks it has read the words.
TRIAL_LANGUAGES = {
    code: name
    for code, name in {"hmn": "Hmoob"}.items()
    if code in env.list("TRIAL_LANGUAGES", default=["hmn"] if DEMO else [])
}
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # {{ row.id }} must stay an id; the filter `number` groups what people read

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
VAR_DIR = BASE_DIR / (env.str("VAR_DIR", default="") or "var")
STATIC_ROOT = BASE_DIR / (env.str("STATIC_ROOT", default="") or VAR_DIR / "static")
MEDIA_ROOT = BASE_DIR / (env.str("MEDIA_ROOT", default="") or VAR_DIR / "media")
# Files of people: a folder of this machine, or a bucket that speaks S3 where several machines share them.
FILES_BUCKET = env.str("FILES_BUCKET", default="")
FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}}
if FILES_BUCKET:
    FILES = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": bucket_options(
            bucket=FILES_BUCKET,
            endpoint=env.str("FILES_BUCKET_ENDPOINT", default=""),
            region=env.str("FILES_BUCKET_REGION", default=""),
            access_key=env.str("FILES_BUCKET_KEY", default=""),
            secret_key=env.str("FILES_BUCKET_SECRET", default=""),
        ),
    }
STORAGES = {
    "default": FILES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

# One upload and one request: above it the answer is a clear sentence, not a dead connection.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20 * 1024 * 1024)
CATALOGUE_MAX_BYTES = env.int("CATALOGUE_MAX_BYTES", default=50 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# "host:port" of a ClamAV daemon; empty: files are judged without one.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")

SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 60 * 60)
# On a machine that others use too: so long may it lie idle.
SHARED_SESSION_SECONDS = env.int("SHARED_SESSION_SECONDS", default=15 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "apps.portal.views.errors.csrf_failure"
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Addresses in front of us whose X-Forwarded-For may be believed when a stranger's look-ups are counted.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *VNEID_ORIGINS],  # browsers apply it to where a form's answer leads, too
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Bộ phận Một cửa <motcua@localhost>")
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", default="")
ZALO_GATEWAY_URL = env.str("ZALO_GATEWAY_URL", default="")
ZALO_GATEWAY_TOKEN = env.str("ZALO_GATEWAY_TOKEN", default="")
ZALO_TEMPLATES = env.dict("ZALO_TEMPLATES", default={})
# With these the gateways sign what became of a message; a way without a secret takes no reports.
CALLBACK_SECRETS = {
    "sms": env.str("SMS_CALLBACK_SECRET", default=""),
    "email": env.str("EMAIL_CALLBACK_SECRET", default=""),
    "zalo": env.str("ZALO_CALLBACK_SECRET", default=""),
}
# With this a bank, or whoever reads its notices for us, signs what came in; empty: no notices are taken.
BANK_NOTICE_SECRET = env.str("BANK_NOTICE_SECRET", default="")
# VNPAY, off without a contract.
VNPAY_TMN_CODE = env.str("VNPAY_TMN_CODE", default="")
VNPAY_HASH_SECRET = env.str("VNPAY_HASH_SECRET", default="")
VNPAY_PAY_URL = env.str("VNPAY_PAY_URL", default="")
VNPAY_QUERY_URL = env.str("VNPAY_QUERY_URL", default="")
# Only read by `manage.py demo_gateway`, which only runs with DEMO=1.
DEMO_GATEWAY_PORT = env.int("DEMO_GATEWAY_PORT", default=8025)
DEMO_SMTP_PORT = env.int("DEMO_SMTP_PORT", default=2525)

# Celery is the alarm clock, the database is the queue: see config/celery.py.
CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 240
CELERY_TASK_SOFT_TIME_LIMIT = 220
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,  # must exceed the time limit, or a long task runs again and again
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 5,
}
CELERY_TIMEZONE = TIME_ZONE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"route": {"()": "apps.core.logs.RouteNotAddress"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"filters": ["route"]},
        "django.security.csrf": {"filters": ["route"]},
        "pikepdf": {"level": "WARNING"},
        # At DEBUG these two would write down whole pages and whole rows, people's data and all.
        "django.template": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "weasyprint.progress": {"level": "WARNING"},  # ten lines a paper otherwise
        "fontTools": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
