from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections import services, tasks
from springboard.inspections.models import DraftFinding, Inspection, Rating, Report, ReportPage, UnreadBlock
from springboard.inspections.rules import Problem
from springboard.kernel.reports.errors import EncryptedError
from springboard.kernel.reports.limits import Limits
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused
from tests.inspections.conftest import Underway, found


def test_everything_found_is_kept_in_one_go(underway: Underway) -> None:
    report = underway()
    assert (report.state, report.reference, report.claim) == ("to_review", "CQC-2026-03", "")
    assert (report.provider_check, report.published.isoformat()) == ("same", "2026-03-27")
    drafts = list(report.drafts.all())
    assert [(d.level, d.number, d.page, d.core_service, d.trust_wide) for d in drafts] == [
        ("must", 1, 2, "acute_picu", False),
        ("must", 2, 2, "acute_picu", False),
        ("must", 3, 2, "acute_picu", False),
        ("should", 1, 3, "", True),
    ]
    assert drafts[0].rects == [[2, 60.0, 100.0, 500.0, 112.0]]
    assert drafts[1].inferred == [{"field": "key_question", "why": "the chapter it stands in"}]
    assert ReportPage.objects.filter(report=report).count() == 4
    assert UnreadBlock.objects.get(report=report).page == 4
    inspection = Inspection.objects.get(report=report)
    assert (inspection.held_on.isoformat(), inspection.in_grid) == ("2026-01-22", False)
    assert Rating.objects.filter(inspection=inspection).count() == 4
    assert inspection.scores.get().score == 2
    assert Event.objects.filter(action="report.read", object_id=str(report.pk)).count() == 1


def test_two_reports_of_a_month_get_a_letter(underway: Underway) -> None:
    assert [underway(b"%PDF- a").reference, underway(b"%PDF- b").reference] == ["CQC-2026-03", "CQC-2026-03b"]


def test_a_report_is_claimed_once(uploaded: Underway) -> None:
    report = uploaded()
    assert services.claim_reading(report_id=report.pk)
    assert services.claim_reading(report_id=report.pk) is None


def test_a_reading_that_lost_its_claim_writes_nothing(uploaded: Underway) -> None:
    report = uploaded()
    first = services.claim_reading(report_id=report.pk)
    assert first
    assert services.beat(report_id=report.pk, claim=first, done=1, total=9)
    later = timezone.now() + timedelta(minutes=5)
    assert services.reap_dead(now=later) == [report.pk]
    second = services.claim_reading(report_id=report.pk)
    assert second
    assert not services.beat(report_id=report.pk, claim=first, done=2, total=9)
    assert not services.keep_results(report_id=report.pk, claim=first, found=found(), images={})
    assert not services.fail(report_id=report.pk, claim=first, problem=Problem("x", "a", "b", "c"))
    assert not DraftFinding.objects.exists()
    assert services.keep_results(report_id=report.pk, claim=second, found=found(), images={})
    assert DraftFinding.objects.count() == 4


def test_nothing_is_half_written_when_writing_breaks(uploaded: Underway, monkeypatch: pytest.MonkeyPatch) -> None:
    report = uploaded()
    claim = services.claim_reading(report_id=report.pk)
    assert claim

    def broken(*_: object) -> None:
        raise IntegrityError("the disk is full")

    monkeypatch.setattr("springboard.inspections.services.results.scores_of", broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.keep_results(report_id=report.pk, claim=claim, found=found(), images={})
    report.refresh_from_db()
    assert (report.state, report.reference) == ("reading", "")
    assert not DraftFinding.objects.exists()
    assert not ReportPage.objects.exists()


def test_a_dead_worker_s_report_waits_again_once_and_is_then_given_up(uploaded: Underway) -> None:
    report = uploaded()
    now = timezone.now()
    assert services.claim_reading(report_id=report.pk)
    assert services.reap_dead(now=now + timedelta(seconds=10)) == []
    assert services.reap_dead(now=now + timedelta(minutes=2)) == [report.pk]
    assert services.claim_reading(report_id=report.pk)
    assert services.reap_dead(now=now + timedelta(minutes=9)) == []
    report.refresh_from_db()
    assert (report.state, report.problem_code, report.attempt) == ("unreadable", "stopped", 2)
    assert "twice" in report.problem_happened
    assert "kept" in report.problem_kept
    assert report.problem_to_do


def test_a_job_that_was_lost_is_made_again_but_not_every_round(uploaded: Underway) -> None:
    report = uploaded()
    later = timezone.now() + timedelta(minutes=2)
    assert services.reap_dead(now=later) == [report.pk]
    assert services.reap_dead(now=later + timedelta(seconds=10)) == []
    assert services.reap_dead(now=later + timedelta(minutes=2)) == [report.pk]


def test_an_error_of_the_reader_is_said_in_its_words(uploaded: Underway, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise EncryptedError("The file needs a password.", "Ask for one without.")

    monkeypatch.setattr(tasks, "read_in_child", locked)
    report = uploaded()
    assert tasks.read_report.call(report.pk) == "unreadable"
    report.refresh_from_db()
    assert (report.problem_code, report.problem_happened) == ("encrypted", "The file needs a password.")
    assert report.problem_to_do == "Ask for one without."
    assert "kept" in report.problem_kept


def test_a_mistake_of_ours_is_no_traceback_for_the_person(uploaded: Underway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "read_in_child", lambda *_, **__: 1 / 0)
    report = uploaded()
    assert tasks.read_report.call(report.pk) == "unreadable"
    report.refresh_from_db()
    assert report.problem_code == "fault"
    assert "ZeroDivision" not in report.problem_happened


def test_a_stored_file_that_has_gone_is_said(uploaded: Underway) -> None:
    report = uploaded()
    default_storage.delete(str(report.file))
    assert tasks.read_report.call(report.pk) == "unreadable"
    report.refresh_from_db()
    assert report.problem_code == "missing"
    assert report.problem_to_do


def test_page_pictures_are_kept_and_those_of_a_lost_claim_are_not(
    uploaded: Underway, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = uploaded()

    def reads(_path: Path, *, limits: Limits, on_progress: object, images_to: Path) -> object:
        (images_to / "page-0002.png").write_bytes(b"\x89PNG two")
        on_progress(1, 2)  # type: ignore[operator]
        return found()

    monkeypatch.setattr(tasks, "read_in_child", reads)
    assert tasks.read_report.call(report.pk) == "read"
    page = ReportPage.objects.get(report=report, number=2)
    with default_storage.open(page.image.name) as picture:
        assert picture.read() == b"\x89PNG two"
    assert tasks.read_report.call(report.pk) == "not waiting"

    other = uploaded(b"%PDF-1.7 two")
    monkeypatch.setattr(services, "keep_results", lambda **_: False)
    assert tasks.read_report.call(other.pk).startswith("given up")
    folders = default_storage.listdir("reports/pages")[0]
    assert [name for name in folders if default_storage.listdir(f"reports/pages/{name}")[1]] == [
        page.image.name.split("/")[2]
    ]


def test_an_unreadable_report_can_be_read_again_when_asked(
    uploaded: Underway, quality_lead: User, scope: Scope
) -> None:
    report = uploaded()
    claim = services.claim_reading(report_id=report.pk)
    assert claim
    services.fail(report_id=report.pk, claim=claim, problem=Problem("x", "It broke.", "Kept.", "Again."))
    services.read_again(by=quality_lead, scope=scope, report_id=report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempt) == ("waiting", 0)
    with pytest.raises(Refused):
        services.read_again(by=quality_lead, scope=scope, report_id=report.pk)


def test_pictures_of_a_killed_reading_are_swept_and_no_others(uploaded: Underway) -> None:
    killed, alive, finished = (uploaded(b"%PDF-1.7 " + name) for name in (b"a", b"b", b"c"))
    claims = [services.claim_reading(report_id=report.pk) for report in (killed, alive, finished)]
    names = [default_storage.save(f"reports/pages/{claim}/1.png", ContentFile(b"x")) for claim in claims]
    other = default_storage.save("reports/pages/notes/1.png", ContentFile(b"x"))
    assert services.keep_results(report_id=finished.pk, claim=claims[2] or "", found=found(), images={1: names[2]})
    assert tasks.sweep_pictures() == 0, "all three are held: two are read, one is kept"
    Report.objects.filter(pk=killed.pk).update(heartbeat=timezone.now() - timedelta(minutes=1))
    tasks.reap()
    kept = [default_storage.exists(name) for name in (*names, other)]
    assert kept[1:] == [True, True, True]
    assert not kept[0]
    assert not default_storage.exists(f"reports/pages/{claims[0]}")
    assert tasks.sweep_pictures() == 0


def test_sweeping_asks_nothing_when_there_is_nothing_to_sweep(
    underway: Underway, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert tasks.sweep_pictures() == 0, "no folder at all"
    report = underway()
    claim = uuid.uuid4().hex
    name = default_storage.save(f"reports/pages/{claim}/1.png", ContentFile(b"x"))
    report.pages.filter(number=1).update(image=name)
    with django_assert_num_queries(2):
        tasks.sweep_pictures()
    with django_assert_num_queries(0):
        tasks.sweep_pictures()
    assert default_storage.exists(name)


WORKER = """
import os, sys, time, django
django.setup()
from springboard.inspections import tasks
def slow(*args, **kwargs):
    print("reading", flush=True)
    time.sleep(60)
tasks.read_in_child = slow
tasks.read_report.call(int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_leaves_the_report_waiting_to_be_read_again(
    uploaded: Underway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real worker process on a real database file, killed with -9 while it reads."""
    report = uploaded()
    database, environment = _database_for_a_process(tmp_path)
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(report.pk)], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert worker.stdout
    assert worker.stdout.readline().strip() == "reading"
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=10)
    worker.stdout.close()
    assert database("SELECT state, attempt FROM inspections_report") == ("reading", 1)
    assert database("SELECT count(*) FROM inspections_draftfinding") == (0,)
    _bring_back(database, report)
    later = timezone.now() + timedelta(minutes=1)
    assert services.reap_dead(now=later) == [report.pk]
    report.refresh_from_db()
    assert (report.state, report.attempt) == ("waiting", 1)
    monkeypatch.setattr(tasks, "read_in_child", lambda *_, **__: found())
    assert tasks.read_report.call(report.pk) == "read"


Ask = Callable[[str], tuple[Any, ...]]


def _database_for_a_process(folder: Path) -> tuple[Ask, dict[str, str]]:
    """The database another process works on, and how to ask it one row: PostgreSQL's own test database, or a copy of
    SQLite's (which lives in memory) as a file."""
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "SPRINGBOARD_DATA": str(folder)}
    environment["DJANGO_SETTINGS_MODULE"] = "springboard.config.settings"
    if connection.vendor == "postgresql":
        address = urlsplit(os.environ["DATABASE_URL"])
        environment["DATABASE_URL"] = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        return _ask_postgresql, environment
    file = folder / "springboard.sqlite3"
    copy = sqlite3.connect(file)
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    return lambda statement: _ask_file(file, statement), environment


def _ask_postgresql(statement: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(cursor.fetchone())


def _ask_file(file: Path, statement: str) -> tuple[Any, ...]:
    opened = sqlite3.connect(file, timeout=20)
    try:
        return tuple(opened.execute(statement).fetchone())
    finally:
        opened.close()


def _bring_back(ask: Ask, report: Report) -> None:
    """What the killed worker left, put into the database of this test (where it is another one)."""
    claim, attempt, heartbeat = ask("SELECT claim, attempt, heartbeat FROM inspections_report")
    assert claim
    assert heartbeat
    Report.objects.filter(pk=report.pk).update(state="reading", claim=claim, heartbeat=timezone.now(), attempt=attempt)
