"""Django settings, all from the environment (see ``env.py``); nothing here differs between two installations."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from springboard.config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.text("SPRINGBOARD_MODE") == "demo"
DEBUG = False
DATA_DIR = env.folder("SPRINGBOARD_DATA")
# A demo gets a key of its own kept in its data folder; production without a key is refused by `springboard check`
# and by `serve`, and until then gets a throw-away one, so that no guessable key is ever in use.
SECRET_KEY = env.text("SPRINGBOARD_SECRET_KEY") or secrets.token_urlsafe(48)
# Keys used before: what they signed and encrypted stays readable while a new key takes over.
SECRET_KEY_FALLBACKS = env.words("SPRINGBOARD_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.words("SPRINGBOARD_HOSTS")

INSTALLED_APPS = [
    "springboard.config.apps.SpringboardConfig",
    "springboard.home",
    "springboard.inspections",
    "springboard.plan",
    "springboard.organisations",
    "springboard.accounts",
    "springboard.audit",
    "springboard.nhsuk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules.apps.AutodiscoverRulesConfig",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "springboard.config.middleware.KeepPrivate",
    "csp.middleware.CSPMiddleware",
    "springboard.config.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "springboard.accounts.middleware.SecondFactorMiddleware",
    "springboard.organisations.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "springboard.config.urls"
WSGI_APPLICATION = "springboard.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "springboard.config.jinja.environment",
            "context_processors": ["springboard.home.shell.shell"],
        },
    },
    {  # only for what third-party packages render themselves (allauth's e-mails)
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# -- data ------------------------------------------------------------------------------------------------------------
SQLITE_OPTIONS: dict[str, Any] = {
    # Writers queue up instead of failing: take the write lock when the transaction begins.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, Any]:
    """The database of DATABASE_URL, or SQLite in the data folder."""
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "springboard.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }


DATABASES = {"default": database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "files"  # never served by URL: views hand files out after asking who is asking
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_UPLOAD_BYTES = env.number("SPRINGBOARD_MAX_UPLOAD_MB") * 1024 * 1024
READ_SECONDS = env.number("SPRINGBOARD_READ_SECONDS")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "reading"]}}

# -- who may do what -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator or come from the identity provider
ACCOUNT_ADAPTER = "springboard.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "springboard.accounts.adapters.SocialAccountAdapter"
MFA_ADAPTER = "springboard.accounts.adapters.MFAAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"  # every page of the sign-in library is ours: springboard/accounts/jinja2
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address nobody has: it would be a way to send mail to strangers
ACCOUNT_FORMS = {
    "login": "springboard.accounts.forms.SignInForm",
    "reset_password": "springboard.accounts.forms.ForgotPasswordForm",
    "reset_password_from_key": "springboard.accounts.forms.NewPasswordForm",
    "change_password": "springboard.accounts.forms.ChangePasswordForm",
    "reauthenticate": "springboard.accounts.forms.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "springboard.accounts.forms.CodeForm",
    "reauthenticate": "springboard.accounts.forms.ConfirmCodeForm",
    "activate_totp": "springboard.accounts.forms.SetUpAppForm",
    "add_webauthn": "springboard.accounts.forms.AddKeyForm",
    "edit_webauthn": "springboard.accounts.forms.RenameKeyForm",
    "authenticate_webauthn": "springboard.accounts.forms.UseKeyForm",
    "reauthenticate_webauthn": "springboard.accounts.forms.ConfirmKeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator entered the address: there is nothing to verify
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # the second is the lockout: five wrong passwords close the door for 15 minutes
    "login_failed": "10/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("SPRINGBOARD_PROXY_COUNT")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
REQUIRE_MFA = env.flag("SPRINGBOARD_REQUIRE_MFA")
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if env.text("SPRINGBOARD_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "trust",
                "name": env.text("SPRINGBOARD_OIDC_NAME"),
                "client_id": env.text("SPRINGBOARD_OIDC_CLIENT_ID"),
                "secret": env.text("SPRINGBOARD_OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": env.text("SPRINGBOARD_OIDC_ISSUER"),
                    "oauth_pkce_enabled": True,
                    "verified_email": env.words("SPRINGBOARD_OIDC_EMAIL_DOMAINS"),
                },
            }
        ],
    }

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "springboard_cache",
        # Wrong passwords are counted here. Django keeps 300 entries unless told otherwise and then throws some away:
        # anybody could empty the count of an account by trying names that do not exist.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# -- transport and browser -------------------------------------------------------------------------------------------
SECURE = not DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "springboard.home.views.errors.form_too_old"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "springboard_session", "springboard_csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("SPRINGBOARD_PROXY_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

_POLICY: dict[str, list[Any]] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _POLICY}
if env.text("SPRINGBOARD_OIDC_ISSUER"):
    from urllib.parse import urlsplit

    _issuer = urlsplit(env.text("SPRINGBOARD_OIDC_ISSUER"))
    _POLICY["form-action"].append(f"{_issuer.scheme}://{_issuer.netloc}")

STATIC_URL = "/assets/"  # the design system's own icon paths begin here
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# -- words and time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# -- e-mail and logs -------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("SPRINGBOARD_EMAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "emails"
if env.text("SPRINGBOARD_EMAIL_URL"):
    from urllib.parse import unquote, urlsplit

    _smtp = urlsplit(env.text("SPRINGBOARD_EMAIL_URL"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = _smtp.scheme not in {"smtp+plain", "smtps"}
    EMAIL_TIMEOUT = 10  # a mail server that does not answer must not hold the page that waits for it
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "springboard.config.logs.Reticent",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("SPRINGBOARD_LOG_LEVEL")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},  # below it every query is written with its values
        "django_tasks": {"level": "WARNING"},
    },
}
