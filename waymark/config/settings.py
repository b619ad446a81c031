"""All settings, read from the environment and failing loudly; see .env.example for what each one means."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.FileAwareEnv()  # any NAME may also be given as NAME_FILE, the path of a file that holds it
ROOT = Path(__file__).resolve().parent.parent.parent

WAYMARK_ENV = env.str("WAYMARK_ENV", default="demo")
if WAYMARK_ENV not in {"demo", "test", "production"}:
    raise ImproperlyConfigured(f"WAYMARK_ENV is “{WAYMARK_ENV}”. Set it to production, or leave it unset for a demo.")
PRODUCTION = WAYMARK_ENV == "production"
DEBUG = False

DATA_DIR = Path(env.str("WAYMARK_DATA_DIR", default=str(ROOT / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret(name: str) -> str:
    """A secret from the environment; outside production one is made once and kept in the data directory."""
    if value := env.str(name, default=""):
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE: in production Waymark does not make its own secrets.")
    path = DATA_DIR / f".{name.lower()}"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret("WAYMARK_SECRET_KEY")
FIELD_KEYS = env.list("WAYMARK_OLD_FIELD_KEYS", default=[])
FIELD_KEYS.insert(0, _secret("WAYMARK_FIELD_KEY"))  # encrypts one-time-code secrets; old keys still read
AUDIT_KEY = _secret("WAYMARK_AUDIT_KEY")  # keys the digests of the audit chain and wraps each person's value key

ALLOWED_HOSTS = env.list("WAYMARK_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

# What the council calls itself. The logo is a path below WAYMARK_DATA_DIR.
COUNCIL = {
    "name": env.str("WAYMARK_COUNCIL_NAME", default="Northmoor Council"),
    "colour": env.str("WAYMARK_COUNCIL_COLOUR", default=""),
    "colour_dark": env.str("WAYMARK_COUNCIL_COLOUR_DARK", default=""),
    "logo": env.str("WAYMARK_COUNCIL_LOGO", default=""),
    "la_code": env.str("WAYMARK_COUNCIL_CODE", default="E10000999"),
}

OUR_APPS = [
    "audit",
    "policy",
    "accounts",
    "notices",
    "people",
    "diary",
    "eligibility",
    "contact",
    "accommodation",
    "eet",
    "circumstances",
    "texts",
    "after21",
    "planning",
    "duties",
    "statutory",
    "workspace",
    "demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "phonenumber_field",
    "django_tasks",
    "django_tasks_db",
    "waymark.core",
    *[f"waymark.{app}" for app in OUR_APPS],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "waymark.accounts.access.NoStoreMiddleware",
    "waymark.accounts.access.SavedDraftMiddleware",
]
ROOT_URLCONF = "waymark.config.urls"
WSGI_APPLICATION = "waymark.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "waymark.config.jinja.environment",
            "context_processors": [*_CONTEXT, "waymark.config.navigation.navigation", "waymark.config.alarms.alarms"],
        },
    },
    # For packages that bring Django templates of their own (mail texts of the sign-in library).
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

_database_url = env.str("WAYMARK_DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'waymark.sqlite3'}"
_database = environ.Env.db_url_config(_database_url)
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        # A writer takes its lock at once, so two writers queue instead of failing halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
    }
    _database["TEST"] = {"NAME": env.str("WAYMARK_TEST_SQLITE", default=None)}
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        # Rate limits of sign-in count across processes, so in production the cache is shared: the database.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache"
        if PRODUCTION
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "waymark_cache",
    }
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if PRODUCTION
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# After an action that changes facts, these rewrite what is derived from them, in the same transaction.
REDERIVE = [
    "waymark.people.actions.rederive_search",
    "waymark.eligibility.actions.rederive",
    "waymark.duties.actions.rederive",
]

# Asked of every message at the moment it goes, however long it waited: words why it must not go, or "".
BEFORE_SENDING = ["waymark.texts.facts.why_not_sent"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_ADAPTER = "waymark.accounts.gateways.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_FORMS = {
    "login": "waymark.accounts.forms.LoginForm",
    "reset_password": "waymark.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "waymark.accounts.forms.ResetPasswordKeyForm",
    "change_password": "waymark.accounts.forms.ChangePasswordForm",
    "reauthenticate": "waymark.accounts.forms.ReauthenticateForm",
}
# Limits on tries to sign in count by address. Behind a proxy everyone has the proxy's, and one who guesses passwords
# would shut everyone out; so this many proxies are believed about whom they speak for.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("WAYMARK_PROXIES", default=1 if PRODUCTION else 0)
MFA_FORMS = {
    "authenticate": "waymark.accounts.forms.CodeForm",
    "reauthenticate": "waymark.accounts.forms.CodeAgainForm",
    "activate_totp": "waymark.accounts.forms.FirstCodeForm",
    "edit_webauthn": "waymark.accounts.forms.PasskeyNameForm",
}
# An administrator gave the address with the account; waiting for its confirmation would only leave the second step off.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "waymark.accounts.gateways.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_REQUIRED = env.bool("WAYMARK_MFA_REQUIRED", default=PRODUCTION)
if PRODUCTION and not MFA_REQUIRED:
    raise ImproperlyConfigured("WAYMARK_MFA_REQUIRED cannot be off in production: these are children's records.")

# Who may run exports from the console under their operating-system name (else: `--as USER`).
CONSOLE_OPERATORS = env.list("WAYMARK_CONSOLE_OPERATORS", default=[])

SESSION_COOKIE_AGE = env.int("WAYMARK_SESSION_SECONDS", default=8 * 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
# Django would keep what a page says next in a cookie, readable to all: it names young people.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "waymark.workspace.views.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send `Origin: null` with every form, which the forgery check refuses. Nothing leaves the site either way.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("WAYMARK_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = env.int("WAYMARK_HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "GB"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("WAYMARK_STATIC_DIR", default=str(ROOT / "static-built")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {
        "BACKEND": "waymark.config.static.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
        # Collected by one user and served by another; uploads above stay the server's own.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 1024 * 1024  # larger uploads go to disk at once
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = env.str("WAYMARK_EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.str("WAYMARK_EMAIL_FROM", default="waymark@localhost")

# GOV.UK Notify carries text messages, and e-mail where it has a template for it. See docs/running/messages.md.
NOTIFY_KEY = env.str("WAYMARK_NOTIFY_KEY", default="")
NOTIFY_SMS_TEMPLATE = env.str("WAYMARK_NOTIFY_SMS_TEMPLATE", default="")
NOTIFY_EMAIL_TEMPLATE = env.str("WAYMARK_NOTIFY_EMAIL_TEMPLATE", default="")
TEXTS_TOKEN = env.str("WAYMARK_TEXTS_TOKEN", default="")  # what Notify shows when it hands us a text; unset: 404

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": env.str("WAYMARK_LOG_LEVEL", default="WARNING")},
}
