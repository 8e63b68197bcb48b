"""The worker: takes tasks from the database's queue, and looks after what a killed worker left behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("springboard.worker")
ROUND_SECONDS = 10.0
LOST_AFTER = timedelta(minutes=15)


def reap_tasks() -> int:
    """Mark as failed what has been 'running' for longer than any task may: its worker was killed.

    The work itself is put back by the room that owns it (a report's own state says that it waits to be read).
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    return lost.update(status="FAILED", finished_at=timezone.now(), exception_class_path="builtins.TimeoutError")


def chores() -> list[Callable[[], object]]:
    """What is looked after every few seconds; each is safe to run twice and at the same time."""
    from springboard.inspections.tasks import reap  # noqa: PLC0415

    return [reap_tasks, reap]


def first_chores() -> list[Callable[[], object]]:
    """What is looked after once, when a worker starts."""
    from springboard.inspections.tasks import sweep_scratch  # noqa: PLC0415

    return [sweep_scratch]


def one_round(todo: list[Callable[[], object]] | None = None) -> None:
    """Run every chore; one that fails is logged and the others still run."""
    for chore in chores() if todo is None else todo:
        try:
            chore()
        except Exception:  # a chore must never end the worker
            log.exception("%s failed and will be tried again", chore.__name__)
    close_old_connections()


def run() -> None:
    """Until a signal. Chores run beside the tasks, so that a long read does not delay them."""
    stop = threading.Event()

    def rounds() -> None:
        one_round(first_chores())
        while not stop.is_set():
            one_round()
            stop.wait(ROUND_SECONDS)

    thread = threading.Thread(target=rounds, name="chores", daemon=True)
    thread.start()
    try:
        call_command("db_worker", queue_name="*", interval=0.5, startup_delay=False, reload=False, verbosity=0)
    finally:
        stop.set()
