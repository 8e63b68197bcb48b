"""Settings come from the environment. Each one is listed here once: the code, the docs and ``springboard check`` read
the same list."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what it does in plain words, and what holds when it is not given."""

    name: str
    help: str
    default: str = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("SPRINGBOARD_MODE", "'production' (the default) or 'demo': demo turns off what needs HTTPS.", "production"),
    Setting("SPRINGBOARD_SECRET_KEY", "A long random value, kept secret: signs sessions and links.", secret=True),
    Setting(
        "SPRINGBOARD_OLD_SECRET_KEYS", "Secret keys used before, by commas, while a new one takes over.", secret=True
    ),
    Setting("SPRINGBOARD_HOSTS", "Names the site answers to, separated by commas.", "localhost,127.0.0.1,[::1]"),
    Setting("SPRINGBOARD_DATA", "Folder for the embedded database, uploaded reports and page images.", "data"),
    Setting("DATABASE_URL", "PostgreSQL address (postgres://…). Empty: SQLite in the data folder.", secret=True),
    Setting("PORT", "Port that `springboard serve` and `springboard demo` listen on.", "8000"),
    Setting("SPRINGBOARD_BIND", "Address to listen on.", "127.0.0.1"),
    Setting("SPRINGBOARD_WORKERS", "Web processes started by `springboard serve`.", "2"),
    Setting("SPRINGBOARD_PROXY_HTTPS", "'yes' when a proxy in front ends HTTPS and sets X-Forwarded-Proto.", "no"),
    Setting(
        "SPRINGBOARD_PROXY_COUNT",
        "How many trusted proxies stand in front: used to find a visitor's address for rate limits.",
        "0",
    ),
    Setting("SPRINGBOARD_MAX_UPLOAD_MB", "Largest report that may be uploaded, in megabytes.", "60"),
    Setting("SPRINGBOARD_READ_SECONDS", "Longest time the reading of one report may take, in seconds.", "180"),
    Setting("SPRINGBOARD_RULE_CHANGES", "Folder with the trust's own changes to rating rules (YAML), read at start."),
    Setting("SPRINGBOARD_OIDC_ISSUER", "OpenID Connect issuer address (Entra ID, NHS CIS2). Empty: off."),
    Setting("SPRINGBOARD_OIDC_CLIENT_ID", "Client id given by the issuer."),
    Setting("SPRINGBOARD_OIDC_CLIENT_SECRET", "Client secret given by the issuer.", secret=True),
    Setting("SPRINGBOARD_OIDC_NAME", "What the sign-in button calls the issuer.", "your trust account"),
    Setting(
        "SPRINGBOARD_OIDC_EMAIL_DOMAINS",
        "E-mail domains the issuer vouches for, by commas: needed when it sends no email_verified (Entra ID).",
    ),
    Setting("SPRINGBOARD_REQUIRE_MFA", "'yes': everybody who signs in with a password needs a second factor.", "no"),
    Setting(
        "SPRINGBOARD_EMAIL_URL",
        "SMTP server, smtp://user:password@host:port. Empty: e-mails become files.",
        secret=True,
    ),
    Setting("SPRINGBOARD_EMAIL_FROM", "Sender of e-mails.", "springboard@localhost"),
    Setting("SPRINGBOARD_LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR.", "INFO"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """The value of a documented setting; an unlisted name is a mistake and raises KeyError."""
    return os.environ.get(name, "").strip() or _BY_NAME[name].default


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "yes", "true", "on"}


def number(name: str) -> int:
    """A whole number; a mistyped value stops the start with a sentence instead of a traceback in a request."""
    value = text(name)
    try:
        return int(value)
    except ValueError:
        raise SystemExit(f"{name} is '{value}', which is not a whole number. Correct it and start again.") from None


def words(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def folder(name: str) -> Path:
    return Path(text(name)).expanduser().resolve()
