"""All settings of the portal, read once, typed, from the environment (see `environment.py`)."""

from pathlib import Path

import fontpkg_be_vietnam_pro
from csp.constants import NONCE, NONE, SELF

from cchc_portal import environment as env

BASE_DIR = env.BASE_DIR
STATE_DIR = env.STATE_DIR
FILES_DIR = STATE_DIR / "files"  # stored papers, by province and content hash
VERSION = (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8").split("## ", 1)[1].split(" ", 1)[0]

DEBUG = env.flag("CCHC_DEBUG")
SECRET_KEY = env.secret("CCHC_SECRET_KEY")
ALLOWED_HOSTS = env.words("CCHC_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CCHC_TRUSTED_ORIGINS", "")
SITE_URL = env.text("CCHC_SITE_URL", "http://127.0.0.1:8000")

# The house, top floor first; each may import only what stands below it.
INSTALLED_APPS = [
    "publications",
    "plans",
    "cchc_portal.documents",
    "cchc_portal.calendars",
    "cchc_portal.agencies",
    "cchc_portal.running",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_include_bootstrap",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cchc_portal.agencies.middleware.no_store",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cchc_portal.agencies.middleware.explain_method",
]

ROOT_URLCONF = "cchc_portal.urls"
WSGI_APPLICATION = "cchc_portal.wsgi.application"
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
                "csp.context_processors.nonce",
                "cchc_portal.agencies.context.frame",
            ],
            "builtins": ["cchc_portal.agencies.templatetags.interface"],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that templates/ may override a widget

# The application's role sees only the rows of the province that a request or task has entered; the owner's role migrates.
DATABASES = {"default": env.database(env.text("DATABASE_URL", "postgres://cchc_app@127.0.0.1:5432/cchc"))}
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Counters of failed sign-ins; in the database so that signing in works while the broker is down.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cchc_cache"},
    # Appendices that are laid out already: a file each, on the worker's own disk.
    "appendices": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": STATE_DIR / "phu-luc-da-dung",
        "TIMEOUT": 90 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# --- who
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "cchc_portal.agencies.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]  # closed by the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # a shared office PC forgets when its browser closes
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/5m/key,30/5m/ip",
    "reset_password": "10/m/ip,3/5m/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "cchc_portal.agencies.signin.LoginForm",
    "reset_password": "cchc_portal.agencies.signin.ResetPasswordForm",
    "reset_password_from_key": "cchc_portal.agencies.signin.ResetPasswordKeyForm",
    "change_password": "cchc_portal.agencies.signin.ChangePasswordForm",
    "reauthenticate": "cchc_portal.agencies.signin.ReauthenticateForm",
}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("CCHC_HTTPS")
SECURE_HSTS_SECONDS = 31_536_000 if env.flag("CCHC_HTTPS") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("CCHC_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# A table of 400 rows sent without scripts has a field for each cell.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Vietnamese
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cchc_portal.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- pages and static files
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
PAPER_FONT_DIR = Path(env.text("PAPER_FONT_DIR", "/usr/share/fonts/truetype/croscore"))
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_ROOT = (
    BASE_DIR / "static" / "root"
)  # browsers ask for /favicon.ico beside whatever has no head of its own
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("huong-dan", BASE_DIR / "docs" / "huong-dan" / "hinh"),  # pictures of the guides
    ("fonts/be-vietnam-pro", Path(fontpkg_be_vietnam_pro.__file__).parent / "files"),
    *([("fonts/croscore", PAPER_FONT_DIR)] if PAPER_FONT_DIR.is_dir() else []),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Not the compressing one: it took a minute at the first start; the reverse proxy compresses.
    "staticfiles": {"BACKEND": "cchc_portal.running.static_files.HashedFiles"},
}
COMPONENT_CATALOGUE = DEBUG or env.flag("CCHC_COMPONENT_CATALOGUE")  # turns on /thanh-phan/
DEMO_ACCOUNTS = env.flag("CCHC_DEMO_ACCOUNTS")  # turns on /dung-thu/; `manage.py up` does, with its demo data

# --- signing: keys and trusted authorities are the operator's files; nothing of them is in the database
SIGNING_KEYS_FILE = env.text("CCHC_SIGNING_KEYS", "")  # TOML, see documents/signing/keyring.py
TRUST_DIR = Path(env.text("CCHC_TRUST_DIR", str(STATE_DIR / "trust")))  # certificates and revocation lists
TIMESTAMP_URL = env.text("CCHC_TIMESTAMP_URL", "")
TIMESTAMP_SECONDS = env.number("CCHC_TIMESTAMP_SECONDS", 5)

# --- mail: into the state folder unless a server is named
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = STATE_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("CCHC_MAIL_FROM", "Cổng kế hoạch tuyên truyền CCHC <cong-cchc@localhost>")

# How reminders leave the portal, beside the inbox: classes of the kind of `calendars.channels.Channel`.
REMINDER_CHANNELS = env.words("CCHC_REMINDER_CHANNELS", "cchc_portal.calendars.channels.Mail")

# --- background work: rows are the truth, the broker only wakes
# A killed worker's paper is taken up again when its lease has run out (a living one renews it) and the sweeper, every 10 s, finds
# that nobody was called for it lately: within 60 s.
PAPER_LEASE_SECONDS = env.number("CCHC_PAPER_LEASE_SECONDS", 30)
PAPER_PATIENCE_SECONDS = env.number("CCHC_PAPER_PATIENCE_SECONDS", 15)
CELERY_BROKER_URL = env.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2, "max_retries": 1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_PROC_ALIVE_TIMEOUT = (
    60.0  # of 4 s: warming the fonts on a busy machine took longer, and no child ever came up
)
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # KiB
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
    },
}
