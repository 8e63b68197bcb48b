"""The example's reports go the way every report goes: received, read in a child process, reviewed, finished."""

from __future__ import annotations

from pathlib import Path

from springboard.accounts.models import User
from springboard.inspections import services
from springboard.inspections.models import DraftFinding, Report
from springboard.inspections.tasks import read_report
from springboard.organisations.scope import Scope


class ExampleNotReadError(RuntimeError):
    """A report of the example could not be read: this installation's reader does not work."""


def read_into_plan(path: Path, *, by: User, scope: Scope) -> Report:
    """Receive and read one report, accept everything that was found, and finish its review."""
    with path.open("rb") as content:
        report = services.receive_report(by=by, trust_id=scope.trust_id, name=path.name, content=content)
    read_report.call(report.pk)
    report.refresh_from_db()
    if report.state != "to_review":
        raise ExampleNotReadError(f"{path.name}: {report.problem_happened} {report.problem_to_do}")
    pending = dict(DraftFinding.objects.filter(report=report, state="pending").values_list("pk", "version"))
    services.finish_review(by=by, scope=scope, report_id=report.pk, rest="accept", seen=pending)
    report.refresh_from_db()
    return report
