"""What is the same everywhere. The other files of this folder say only what differs."""

from pathlib import Path

from config.settings.environment import Environment

env = Environment()
ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env.str("REGISTER_VAR", default=str(ROOT / "var")))

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SAMPLE_DATA = False
# The page of all components: where pages are built and tried, not in an office.
GALLERY = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "members",
    "admissions",
    "transfers",
    "evaluations",
    "cards",
    "reports",
]

MIDDLEWARE = [
    "members.middleware.request_number",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "members.middleware.private_pages",
    "members.views.errors.in_words",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.views.ended.session_end",
    "members.views.ended.SignInFirst",
    "members.middleware.first_password",
    "members.door.open_scope",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.views.repeated.sent_once",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "members.context.frame",
            ],
        },
    }
]
COTTON_DIR = "components"
# A component knows what it is given, not what happens to be called the same on the page around it.
COTTON_ISOLATE_BY_DEFAULT = True

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'register.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time who waits for the other; readers are never blocked.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    )
# Columns that an index only holds are PostgreSQL's; SQLite's indexes do without them.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# Django's own Vietnamese formats read 03/02/2020 as 2 March.
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static", ROOT / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"members.passwords.{rule}"}
    for rule in ("LongEnough", "NotCommon", "NotOneself", "NotOfThePlace", "NotOneLetter")
]
AUTH_USER_MODEL = "members.Account"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"

SESSION_ENGINE = "members.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
# Wrong tries of one account from one address, and of an address alone: a whole office shares one.
LOGIN_TRIES = env.int("LOGIN_TRIES", default=5)
LOGIN_TRIES_OF_ADDRESS = env.int("LOGIN_TRIES_OF_ADDRESS", default=60)
LOGIN_LOCK_MINUTES = env.int("LOGIN_LOCK_MINUTES", default=15)
# Only these may say for whom they ask ("" is a unix socket).
TRUSTED_PROXIES: list[str] = []
CSRF_FAILURE_VIEW = "members.views.errors.csrf_failed"

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# Number and hash of the newest line of the history are kept here too, outside the database.
WITNESS_DIR = VAR / "witness"
# An office writes no backup that anybody could read.
BACKUP_MAY_BE_PLAIN = False
# The document font is loaded by file: families of the same name differ between packages.
DOCUMENT_FONT_DIR = Path("/usr/share/fonts/truetype/liberation2")

# Names and form contents never go into the log, nor the messages of exceptions, which may hold them; every line has the
# number of its request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"number": {"()": "members.middleware.NumberFilter"}},
    "formatters": {
        "line": {
            "()": "members.middleware.FramesFormatter",
            "format": "%(asctime)s %(levelname)s %(number)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["number"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Every step of drawing a paper would be a line.
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
