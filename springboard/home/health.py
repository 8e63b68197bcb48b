"""What has to work for Springboard to work, asked in words that an operator understands."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
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
        waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Check("database", ok=False, words=f"The database does not answer ({type(error).__name__}).")
    if waiting:
        return Check("database", ok=False, words="The database is older than the program: run `springboard migrate`.")
    return Check("database", ok=True, words=f"The database answers ({connection.vendor}).")


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
