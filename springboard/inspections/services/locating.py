"""Finds and locks the rows a write is about; another trust's are not found at all."""

from __future__ import annotations

from springboard.inspections.choices import ReportState
from springboard.inspections.models import DraftFinding, Report, UnreadBlock
from springboard.inspections.rules import may_read_unread, may_review
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused


def report_for(scope: Scope, report_id: int) -> Report:
    """The report, locked until the transaction ends. Raises ``Report.DoesNotExist`` for another trust's."""
    return Report.objects.select_for_update().get(pk=report_id, trust_id=scope.trust_id)


def report_in_review(scope: Scope, report_id: int) -> Report:
    """The same. Refuses a report that is not being reviewed."""
    report = report_for(scope, report_id)
    if not may_review(report.state, report.provider_check):
        raise _not_now(report)
    return report


def read_report_for(scope: Scope, report_id: int) -> Report:
    """The same. Refuses a report that is neither being reviewed nor reviewed."""
    report = report_for(scope, report_id)
    if not may_read_unread(report.state, report.provider_check):
        raise _not_now(report)
    return report


def unread_for(scope: Scope, report_id: int, block_id: int) -> UnreadBlock:
    """Something that could not be read, with its report, both locked.

    Refuses a report that is neither being reviewed nor reviewed.
    """
    report = read_report_for(scope, report_id)
    block = UnreadBlock.objects.select_for_update().get(pk=block_id, report_id=report_id)
    block.report = report
    return block


def _not_now(report: Report) -> Refused:
    state = ReportState(report.state).label.lower()
    return Refused(f"This report is not being reviewed: it is “{state}”. Nothing was changed.")


def draft_for(scope: Scope, draft_id: int) -> DraftFinding:
    """The draft with its report, both locked: the report first, always, so that no two writes wait for each other.

    Refuses a report that is not being reviewed.
    """
    report_id = DraftFinding.objects.values_list("report_id", flat=True).get(
        pk=draft_id, report__trust_id=scope.trust_id
    )
    report = report_in_review(scope, report_id)
    draft = DraftFinding.objects.select_for_update().get(pk=draft_id)
    draft.report = report
    return draft
