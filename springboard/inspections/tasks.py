"""Reading a report in the background. Safe to run twice: only the run that holds the claim writes anything."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django_tasks import task

from springboard.inspections import pictures, queries, scratch, services
from springboard.inspections.rules import HEARTBEAT_EVERY, Problem
from springboard.kernel.reports.errors import ReportError
from springboard.kernel.reports.isolated import read_in_child
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Limits
from springboard.kernel.reports.model import Report

log = logging.getLogger("springboard.inspections")
_held: set[str] = set()  # claims whose pages a report holds: they are not asked for again
_KEPT = "The file is kept as you gave it. Nothing of it is in the plan."


@task(queue_name="reading")
def read_report(report_id: int) -> str:
    """Read one waiting report in a child process and keep what was found, or why it could not be read."""
    claim = services.claim_reading(report_id=report_id)
    if claim is None:
        return "not waiting"
    try:
        with _local(queries.stored_file(report_id)) as path, _pulse(report_id, claim) as progress:
            found, images = _read(path, claim, progress)
        kept = services.keep_results(report_id=report_id, claim=claim, found=found, images=images)
    except Exception as error:  # noqa: BLE001 - whatever happens, the person is told and the worker lives on
        pictures.forget(claim)
        services.fail(report_id=report_id, claim=claim, problem=_problem(error, report_id))
        return "unreadable"
    if not kept:
        pictures.forget(claim)
        return "given up: another reading took over"
    return "read"


def start_reading(report_id: int) -> None:
    """Make the job that reads this report; called once the report is kept."""
    read_report.enqueue(report_id)


def reap() -> int:
    """Reports whose worker was killed wait again, once; returns how many jobs were made. Run it every few seconds."""
    lost = services.reap_dead()
    for report_id in lost:
        start_reading(report_id)
    sweep_pictures()
    return len(lost)


def sweep_scratch() -> int:
    """What killed readings left on the disk; run it when a worker starts."""
    return scratch.sweep()


def sweep_pictures() -> int:
    """Delete the page pictures a killed reading left: only of claims no report holds. Returns how many folders.

    The folders are listed before the claims are asked for: whatever has a folder by then was claimed before.
    """
    unknown = pictures.claims() - _held
    if not unknown:
        return 0
    reading, kept = queries.claims_reading(), queries.claims_of_pages()
    _held.update(unknown & kept)
    left = unknown - reading - kept
    for claim in left:
        pictures.forget(claim)
    return len(left)


def limits() -> Limits:
    """How much of one report this installation is willing to read."""
    return replace(DEFAULT_LIMITS, bytes=settings.MAX_UPLOAD_BYTES, seconds=float(settings.READ_SECONDS))


def _read(path: Path, claim: str, progress: Callable[[int, int], None]) -> tuple[Report, dict[int, str]]:
    """The report, and its page pictures as they are now called in the storage."""
    with scratch.work_folder() as drawn:
        found = read_in_child(path, limits=limits(), on_progress=progress, images_to=drawn)
        return found, pictures.keep(drawn, claim)


@contextmanager
def _local(name: str) -> Iterator[Path]:
    """The stored file as a path on this machine: itself where the storage is a folder, else a copy."""
    if not default_storage.exists(name):
        raise FileNotFoundError(name)
    try:
        here = Path(default_storage.path(name))
    except NotImplementedError:
        here = None
    if here:
        yield here
        return
    with scratch.work_folder() as folder, default_storage.open(name) as content:
        copy = folder / f"report{Path(name).suffix}"
        with copy.open("wb") as written:
            shutil.copyfileobj(content, written)
        yield copy


@contextmanager
def _pulse(report_id: int, claim: str) -> Iterator[Callable[[int, int], None]]:
    """Beats every few seconds while the child reads, however long one page takes; gives the function that takes the
    progress. A thread has a database connection of its own, so inside somebody else's transaction (a test, a script)
    the beats come with the progress instead."""
    done = [0, 0]
    stop = threading.Event()

    def progress(pages: int, total: int) -> None:
        done[:] = [pages, total]
        if inside:
            services.beat(report_id=report_id, claim=claim, done=pages, total=total)

    def beat() -> None:
        while not stop.wait(HEARTBEAT_EVERY.total_seconds()):
            try:
                services.beat(report_id=report_id, claim=claim, done=done[0], total=done[1])
            except Exception:  # a missed beat is no reason to stop; thirty seconds of them are
                log.exception("the heartbeat of report %s was missed", report_id)
        connection.close()

    inside = connection.in_atomic_block
    thread = None if inside else threading.Thread(target=beat, name=f"pulse-{report_id}", daemon=True)
    if thread:
        thread.start()
    try:
        yield progress
    finally:
        stop.set()
        if thread:
            thread.join(timeout=30)


def _problem(error: Exception, report_id: int) -> Problem:
    if isinstance(error, ReportError):
        return Problem(error.code, error.happened, _KEPT, error.to_do)
    log.error("report %s could not be read", report_id, exc_info=error)
    if isinstance(error, FileNotFoundError):
        return Problem(
            "missing",
            "The file is no longer where it was kept.",
            "Nothing of it is in the plan.",
            "Upload the report again, and tell the person who runs Springboard that a stored file has gone.",
        )
    return Problem(
        "fault",
        "Springboard made a mistake while reading this report.",
        _KEPT,
        "Try once more. If it happens again, tell the person who runs Springboard: the server's log says what it was.",
    )
