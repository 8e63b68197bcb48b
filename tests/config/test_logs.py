"""Nothing of what people write, of reports or of the database's rows gets into the log."""

from __future__ import annotations

import io
import logging
import re
import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.db import DataError, IntegrityError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from springboard.accounts.mail import send
from springboard.accounts.models import User
from springboard.config import worker
from springboard.config.logs import Reticent
from springboard.inspections import tasks
from springboard.inspections.models import Report
from springboard.inspections.views import reports
from tests import factories

SECRET = "Mrs Example of Kestrel Ward was restrained"
ADDRESS = "kestrel.example@northmoor.example"
PACKAGE = Path(__file__).resolve().parents[2] / "springboard"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the configured handler writes, in the configured form."""
    handler = next(one for one in logging.root.handlers if isinstance(one.formatter, Reticent))
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before or stream)


def failing(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        local = SECRET  # a value of the frame that fails
        try:
            int(f"{local} {ADDRESS}")
        except ValueError as first:
            raise error from first

    return fail


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(SECRET),
        DataError(f'invalid input syntax for type integer: "{SECRET}"'),
        IntegrityError(f'new row violates "x_y"\nDETAIL:  Failing row contains (1, {SECRET}, {ADDRESS}).'),
        UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET),
    ],
)
def test_a_500_says_where_and_what_kind_and_nothing_else(
    error: Exception,
    written: io.StringIO,
    client_for: Callable[[User], Client],
    quality_lead: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports.services, "withdraw", failing(error))
    report = factories.ReportFactory(trust_id=quality_lead.memberships.get().trust_id)  # type: ignore[attr-defined]
    client = client_for(quality_lead)
    client.raise_request_exception = False
    address = reverse("inspections:withdraw", args=[report.pk])
    answer = client.post(f"{address}?q={ADDRESS}", {"why": SECRET, "email": ADDRESS})
    assert answer.status_code == 500
    log = written.getvalue()
    assert f"Internal Server Error: {address}" in log
    assert type(error).__name__ in log
    assert "reports.py" in log
    for private in ("Kestrel", "restrained", ADDRESS, "northmoor", quality_lead.email):
        assert private not in log
    assert SECRET not in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_row_the_database_refuses_is_not_written(written: io.StringIO) -> None:
    factories.UserFactory(email=ADDRESS, name=SECRET)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO accounts_user (email, name, password, job_title, is_active, is_staff, is_superuser, "
                "created_at, version) VALUES (%s, %s, %s, '', true, false, false, '2026-01-01', 1)",
                [ADDRESS, SECRET, make_password(None)],
            )
    except IntegrityError:
        logging.getLogger("springboard.worker").exception("it failed")
    log = written.getvalue()
    assert "IntegrityError: " in log
    assert "accounts_user" in log
    assert ADDRESS not in log
    assert SECRET not in log


def test_what_is_said_about_the_program_is_kept(written: io.StringIO) -> None:
    log = logging.getLogger("springboard.worker")
    for error in (
        OperationalError("no such table: plan_finding"),
        ImportError("no module x"),
        OSError(28, "disk full"),
    ):
        try:
            raise error
        except (OperationalError, ImportError, OSError):
            log.exception("it failed")
    for words in ("no such table: plan_finding", "no module x", "disk full"):
        assert words in written.getvalue()


def test_a_mail_that_cannot_be_sent_is_logged_without_its_address(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = smtplib.SMTPRecipientsRefused({ADDRESS: (550, f"no mailbox {ADDRESS}".encode())})
    monkeypatch.setattr("springboard.accounts.mail.EmailMessage.send", failing(refused))
    assert not send("notice", ADDRESS, {"what": "x", "name": SECRET})
    assert "An e-mail (notice) could not be sent." in written.getvalue()
    assert "SMTPRecipientsRefused" in written.getvalue()
    assert ADDRESS not in written.getvalue()


@pytest.mark.django_db
def test_a_report_that_breaks_the_reader_is_not_quoted(
    written: io.StringIO, quality_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust_id = quality_lead.memberships.get().trust_id  # type: ignore[attr-defined]
    report = factories.ReportFactory(trust_id=trust_id, state="waiting", claim="", reference="")
    monkeypatch.setattr(tasks, "_read", failing(RuntimeError(SECRET)))
    monkeypatch.setattr(tasks.queries, "stored_file", failing(RuntimeError(SECRET)))
    tasks.read_report.call(report.pk)
    assert Report.objects.get(pk=report.pk).state == "unreadable"
    assert f"report {report.pk} could not be read" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_a_chore_that_fails_is_logged_without_what_it_met(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.one_round([failing(ValueError(SECRET))])
    assert "fail failed and will be tried again" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_no_mail_is_made_of_a_failure_and_no_page_shows_values() -> None:
    assert settings.ADMINS == []
    assert settings.DEBUG is False
    assert settings.LOGGING["loggers"]["django.db.backends"]["level"] == "WARNING"


LOGGED = {
    "accounts/events.py": ["Sign-in failed for an address that has no account."],
    "accounts/mail.py": ["An e-mail (%s) could not be sent."],
    "config/worker.py": ["%s failed and will be tried again"],
    "inspections/tasks.py": ["report %s could not be read", "the heartbeat of report %s was missed"],
}


def test_every_line_we_log_is_known() -> None:
    """A new one is looked at: it names things by their number and never by what they say."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        lines = re.findall(r"\blog(?:ger)?\.\w+\(\s*f?\"([^\"]*)\"", path.read_text(encoding="utf-8"))
        if lines:
            found[str(path.relative_to(PACKAGE))] = sorted(lines)
    assert found == LOGGED
