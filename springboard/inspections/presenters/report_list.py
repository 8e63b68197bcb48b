"""The list of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.inspections.choices import ProviderCheck, ReportState
from springboard.inspections.presenters.words import called, count, progress_text, when
from springboard.inspections.queries import ReportRow
from springboard.inspections.rules import may_review
from springboard.organisations.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One line of the list."""

    id: int
    reference: str
    title: str
    when: str
    href: str
    state: str
    state_word: str
    state_note: str
    published: date | None
    findings: str
    next_text: str
    next_href: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    items: tuple[ReportItem, ...]
    may_upload: bool
    next_text: str
    next_href: str


def reports_page(scope: Scope, rows: Sequence[ReportRow]) -> ReportsPage:
    """The list; its one green button is the review that waits, else the upload."""
    items = tuple(_item(scope, row) for row in rows)
    todo = next((item for item in items if item.next_href), None)
    upload = scope.may(Permission.REPORT_UPLOAD)
    return ReportsPage(
        items=items,
        may_upload=upload,
        next_text=f"{todo.next_text}: {todo.reference}" if todo else "",
        next_href=todo.next_href if todo else "",
    )


def _item(scope: Scope, row: ReportRow) -> ReportItem:
    report = row.report
    may = scope.may(Permission.REPORT_REVIEW) and may_review(report.state, report.provider_check)
    decided = row.drafts - row.pending
    return ReportItem(
        id=report.pk,
        reference=report.reference or ("Not read" if report.state == ReportState.UNREADABLE else "Not read yet"),
        title=called(report),
        when=when(report),
        href=reverse("inspections:report", args=[report.pk]),
        state=report.state,
        state_word=str(ReportState(report.state).label),
        state_note=_note(row),
        published=report.published,
        findings=count(row.in_plan, "finding") if row.drafts else "",
        next_text=("Go on reviewing" if decided else "Review") if may else "",
        next_href=reverse("inspections:review", args=[report.pk]) if may else "",
    )


def _note(row: ReportRow) -> str:
    report = row.report
    if report.state == ReportState.TO_REVIEW:
        if report.provider_check == ProviderCheck.DIFFERS:
            return "It seems to be about another provider: say whether it is yours."
        return f"{row.drafts - row.pending} of {row.drafts} confirmed."
    if report.state == ReportState.UNREADABLE:
        return str(report.problem_happened)
    if report.state == ReportState.READING and report.pages_total:
        return progress_text(report) + "."
    return f"{count(row.unread, 'part')} not read by anybody." if row.unread else ""
