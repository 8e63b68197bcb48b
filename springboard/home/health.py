"""What has to work for Springboard to work, asked in words that an operator understands."""

from __future__ import annotations

import tempfile
from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    words: str


STUCK_AFTER = timedelta(minutes=10)


def checks() -> list[Check]:
    """Run every check; none raises."""
    return [_database(), _files(), _queue()]


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        applied = MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError as error:
        return Check("database", ok=False, words=f"The database does not answer ({type(error).__name__}).")
    if not all(_is_applied(name, instead, applied) for name, instead in _migrations().items()):
        return Check("database", ok=False, words="The database is older than the program: run `springboard migrate`.")
    return Check("database", ok=True, words=f"The database answers ({connection.vendor}).")


@cache
def _migrations() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Every migration of the program with those it stands for. Finding them means reading some 60 files: they are read
    once, because a program that runs does not change."""
    loader = MigrationLoader(None)
    return {name: frozenset(loader.graph.nodes[name].replaces) for name in loader.graph.nodes}


def _is_applied(name: tuple[str, str], instead: Set[tuple[str, str]], applied: Set[tuple[str, str]]) -> bool:
    return name in applied or (bool(instead) and instead <= applied)


def _files() -> Check:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"springboard")
    except OSError as error:
        return Check("files", ok=False, words=f"The data folder cannot be written to ({error.strerror}).")
    return Check("files", ok=True, words="The data folder can be written to.")


def _queue() -> Check:
    try:
        late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - STUCK_AFTER).count()
    except DatabaseError:
        return Check("queue", ok=False, words="The queue of background work cannot be read.")
    if late:
        return Check(
            "queue",
            ok=False,
            words=f"{late} pieces of background work have waited for over 10 minutes: is the worker running?",
        )
    return Check("queue", ok=True, words="Background work is being done.")
