"""Getting an installation ready: its folders, its secret in a demo, its database and its served files."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from springboard import __version__
from springboard.config import env

EXAMPLE_STAMP = "example-made"


def data_folder() -> Path:
    """The data folder, made if needed and readable by this user only."""
    folder = env.folder("SPRINGBOARD_DATA")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep_demo_key() -> None:
    """A demo keeps a random key of its own in its data folder, so that sessions survive a restart."""
    if os.environ.get("SPRINGBOARD_SECRET_KEY"):
        return
    path = data_folder() / "demo-key"
    if not path.exists():
        path.touch(mode=0o600)  # before there is anything to read in it
        path.write_text(secrets.token_urlsafe(48))
    os.environ["SPRINGBOARD_SECRET_KEY"] = path.read_text()


def ready_as_it_stands() -> bool:
    """Whether nothing has to be done, told from files alone: a second start of a demo need not load Django to know."""
    stamp = data_folder() / "prepared"
    database = data_folder() / "springboard.sqlite3"
    return (
        not env.text("DATABASE_URL")
        and database.exists()
        and (data_folder() / EXAMPLE_STAMP).exists()
        and stamp.exists()
        and stamp.read_text() == _fingerprint()
    )


def example_is_there() -> None:
    """Remember that the example trust was made in this data folder."""
    (data_folder() / EXAMPLE_STAMP).touch()


def upgrade(*, quiet: bool = False) -> bool:
    """Bring database and served files to this program's version; True when something was done.

    What was done last is kept beside the data as a fingerprint, so that a second start costs nothing.
    """
    stamp, wanted = data_folder() / "prepared", _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and _database_there():
        return False
    from django.core.management import call_command  # noqa: PLC0415

    verbosity = 0 if quiet else 1
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Changes with the version, the database address, any migration and any served file."""
    digest = hashlib.sha256(f"{__version__}|{env.text('DATABASE_URL')}".encode())
    root = Path(__file__).resolve().parent.parent
    for path in sorted([*root.glob("*/migrations/*.py"), *root.glob("*/static/**/*")]):
        if path.is_file():
            status = path.stat()
            digest.update(f"{path.relative_to(root)}|{status.st_size}|{status.st_mtime_ns}".encode())
    return digest.hexdigest()


def _database_there() -> bool:
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        return Path(str(connection.settings_dict["NAME"])).exists()
    return "django_migrations" in connection.introspection.table_names()
