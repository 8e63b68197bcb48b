"""What is wrong with this installation, in words an operator can act on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection

from springboard.audit import triggers
from springboard.config import env
from springboard.home.health import checks
from springboard.organisations.models import Membership

SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """``stops``: the program refuses to serve like this. Otherwise it is a thing to look at."""

    words: str
    to_do: str
    stops: bool = True


def problems() -> list[Problem]:
    """Everything wrong, the stopping ones first. Reads the environment, the database and the data folder."""
    found = [
        *_secret(), *_hosts(), *_transport(), *_identity(), *_mail(), *_folder(), *_parts(), *_record(), *_example(),
        *_django(),
    ]  # fmt: skip
    return sorted(found, key=lambda problem: not problem.stops)


def well() -> list[str]:
    """What was looked at and is well, for the operator's peace of mind."""
    lines = [check.words for check in checks() if check.ok]
    if len(env.text("SPRINGBOARD_SECRET_KEY")) >= SHORTEST_KEY:
        lines.append("The secret key is long enough.")
    if settings.SECURE:
        lines.append("Cookies travel over HTTPS only.")
    return lines


def _secret() -> Iterator[Problem]:
    key = env.text("SPRINGBOARD_SECRET_KEY")
    if not key:
        yield Problem(
            "SPRINGBOARD_SECRET_KEY is not set, so nobody would stay signed in after a restart.",
            "Make one with `python3 -c 'import secrets; print(secrets.token_urlsafe(48))'` and keep it secret.",
        )
    elif len(key) < SHORTEST_KEY:
        yield Problem(
            f"SPRINGBOARD_SECRET_KEY has {len(key)} characters, which can be guessed.",
            f"Use at least {SHORTEST_KEY} random characters.",
        )


def _hosts() -> Iterator[Problem]:
    hosts = env.words("SPRINGBOARD_HOSTS")
    if "*" in hosts:
        yield Problem("SPRINGBOARD_HOSTS is '*': any name would be answered.", "List the site's own names.")
    elif not settings.DEMO and set(hosts) <= {"localhost", "127.0.0.1", "[::1]"}:
        yield Problem(
            "SPRINGBOARD_HOSTS names this machine only.",
            "Add the name people will type, such as springboard.example.nhs.uk.",
            stops=False,
        )


def _transport() -> Iterator[Problem]:
    if settings.DEMO:
        yield Problem("SPRINGBOARD_MODE is 'demo': HTTPS is not required.", "Use it for trying out only.", stops=False)
    elif not env.flag("SPRINGBOARD_PROXY_HTTPS"):
        yield Problem(
            "Springboard redirects to HTTPS, and no proxy is said to end HTTPS in front of it.",
            "Put a proxy with a certificate in front and set SPRINGBOARD_PROXY_HTTPS=yes.",
            stops=False,
        )
    if env.flag("SPRINGBOARD_PROXY_HTTPS") and env.number("SPRINGBOARD_PROXY_COUNT") == 0:
        yield Problem(
            "A proxy is in front, but SPRINGBOARD_PROXY_COUNT is 0: every visitor looks like the proxy to the sign-in "
            "limits, so one person's mistakes lock out everybody.",
            "Set it to the number of proxies you run (usually 1).",
            stops=False,
        )


def _identity() -> Iterator[Problem]:
    issuer = env.text("SPRINGBOARD_OIDC_ISSUER")
    if not issuer:
        return
    if urlsplit(issuer).scheme != "https":
        yield Problem("SPRINGBOARD_OIDC_ISSUER does not begin with https://.", "Use the issuer's HTTPS address.")
    for name in ("SPRINGBOARD_OIDC_CLIENT_ID", "SPRINGBOARD_OIDC_CLIENT_SECRET"):
        if not env.text(name):
            yield Problem(f"SPRINGBOARD_OIDC_ISSUER is set, but {name} is not.", "Set both, or neither.")


def _mail() -> Iterator[Problem]:
    if not settings.DEMO and not env.text("SPRINGBOARD_EMAIL_URL"):
        yield Problem(
            "No SMTP server is set: e-mails (new passwords among them) become files in the data folder.",
            "Set SPRINGBOARD_EMAIL_URL.",
            stops=False,
        )


def _parts() -> Iterator[Problem]:
    to_do = {
        "database": "Check DATABASE_URL or the data folder, then run `springboard migrate`.",
        "files": "Check SPRINGBOARD_DATA and who owns that folder.",
        "queue": "Start `springboard worker`, or `springboard serve` without --no-worker.",
    }
    for check in checks():
        if not check.ok:
            yield Problem(check.words, to_do[check.name], stops=check.name != "queue")
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Problem("The served files (styles, icons) have not been put in place.", "Run `springboard migrate`.")


def _folder() -> Iterator[Problem]:
    """E-mails with links to set a password, uploaded reports and the embedded database lie in the data folder."""
    folder = settings.DATA_DIR
    if os.name == "posix" and folder.is_dir() and folder.stat().st_mode & 0o077:
        yield Problem(
            "Other users of this machine can look into the data folder: reports, e-mails and the database lie there.",
            f"Run `chmod 700 {folder}`.",
            stops=False,
        )


def _record() -> Iterator[Problem]:
    """A database restored without its triggers would let anybody at its door rewrite the record."""
    try:
        gone = triggers.missing(connection)
    except DatabaseError:
        return  # no database, or one not made yet: said by the checks of the parts
    if gone:
        yield Problem(
            "The database no longer refuses to change the record of who did what: its triggers are missing.",
            "Run `springboard manage migrate audit 0001` and then `springboard manage migrate audit`.",
        )


def _example() -> Iterator[Problem]:
    """The demo prints its password: nobody may sign in with it where real work is done."""
    if settings.DEMO:
        return
    try:
        open_ = Membership.objects.filter(trust__is_example=True, user__is_active=True).exists()
    except DatabaseError:
        return
    if open_:
        yield Problem(
            "The example trust is in this database, and the password of its people is known to everybody.",
            "Use a database and a data folder of their own for real work, in which no demo was ever started.",
        )


def _django() -> Iterator[Problem]:
    """Django's own deployment checks; the ones about HTTPS do not apply to a demo."""
    if settings.DEMO:
        return
    for message in run_checks(include_deployment_checks=True):
        if message.id != "security.W009":  # the secret key: said above in plainer words
            yield Problem(f"{message.msg} ({message.id})", message.hint or "", stops=message.is_serious())
