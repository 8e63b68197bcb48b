"""The list of reports and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.inspections.choices import DraftState, ProviderCheck, ReportState
from springboard.inspections.presenters.words import ERAS, HOLDS, count, long_date, short_service, span
from springboard.inspections.queries import Board, ReportRow
from springboard.inspections.rules import draft_reference, may_read_unread, may_review
from springboard.organisations.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One line of the list."""

    id: int
    reference: str
    title: str
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
        title=report.title or report.original_name,
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


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One finding of the report with what became of it."""

    reference: str
    level: str
    text: str
    service: str
    page: int | None
    page_href: str
    state: str
    state_word: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A run of pages that held the same."""

    pages: str
    holds: str


@dataclass(frozen=True, slots=True)
class UnreadLine:
    id: int
    page: int | None
    why: str
    quote: str
    dealt_with: str
    image_href: str
    add_href: str


@dataclass(frozen=True, slots=True)
class ReportPageView:
    """The page of one report, whatever its state."""

    id: int
    reference: str
    title: str
    state: str
    state_word: str
    facts: tuple[tuple[str, str, str], ...]
    problem: tuple[str, str, str] | None
    ask_provider: tuple[str, str] | None
    progress: tuple[int, int, str]
    may_review: bool
    may_read_unread: bool
    may_upload: bool
    decided: int
    total: int
    drafts: tuple[DraftLine, ...]
    pages: tuple[PageLine, ...]
    unread: tuple[UnreadLine, ...]
    notes: tuple[str, ...]
    withdrawn: str

    @property
    def busy(self) -> bool:
        return self.state in {ReportState.WAITING, ReportState.READING}

    @property
    def pending(self) -> int:
        return self.total - self.decided


def report_page(scope: Scope, board: Board, row: ReportRow) -> ReportPageView:
    """Everything about one report."""
    report = board.report
    reviewer = scope.may(Permission.REPORT_REVIEW)
    return ReportPageView(
        id=report.pk,
        reference=report.reference,
        title=report.title or report.original_name,
        state=report.state,
        state_word=str(ReportState(report.state).label),
        facts=tuple(_facts(row)),
        problem=_problem(report),
        ask_provider=_asked(report) if reviewer else None,
        progress=(report.pages_done, report.pages_total, progress_text(report)),
        may_review=reviewer and may_review(report.state, report.provider_check),
        may_read_unread=reviewer and may_read_unread(report.state, report.provider_check),
        may_upload=scope.may(Permission.REPORT_UPLOAD),
        decided=len(board.drafts) - len(board.pending),
        total=len(board.drafts),
        drafts=tuple(_draft(report, draft, reviewer) for draft in board.drafts),
        pages=tuple(page_lines(board.pages)),
        unread=tuple(unread_line(report, block) for block in board.unread),
        notes=tuple(report.notes),
        withdrawn=_withdrawn(report),
    )


def progress_text(report: Any) -> str:
    """How far the reading is, in words."""
    if report.state == ReportState.WAITING:
        return (
            "Waiting for its turn"
            if report.attempt == 0
            else "Reading stopped in the middle: it starts again by itself"
        )
    if report.pages_total:
        return f"{100 * report.pages_done // report.pages_total}% read"
    return "Opening the file"


def _problem(report: Any) -> tuple[str, str, str] | None:
    if report.state != ReportState.UNREADABLE:
        return None
    return report.problem_happened, report.problem_kept, report.problem_to_do


def _asked(report: Any) -> tuple[str, str] | None:
    if report.state != ReportState.TO_REVIEW or report.provider_check != ProviderCheck.DIFFERS:
        return None
    return report.provider_name or f"the provider {report.provider_id}", str(report.trust)


def _facts(row: ReportRow) -> list[tuple[str, str, str]]:
    report = row.report
    facts = [
        ("Published", long_date(report.published) or "The report does not say", ""),
        ("Inspected", span(report.inspected_from, report.inspected_to) or "The report does not say", ""),
        ("Provider as printed", report.provider_name or "The report does not say", _matched(report)),
        ("Kind of report", ERAS.get(report.era, "Not read yet"), ""),
        ("Uploaded", long_date(report.uploaded_at.date()), f"by {report.uploaded_by}, as {report.original_name}"),
    ]
    if report.reviewed_at:
        facts.append(("Reviewed", long_date(report.reviewed_at.date()), f"finished by {report.reviewed_by}"))
    return facts if report.read_at else facts[-1:]


def _matched(report: Any) -> str:
    if report.provider_check == ProviderCheck.CONFIRMED:
        return "another name than this trust’s: somebody confirmed that it is ours"
    return ""


def _withdrawn(report: Any) -> str:
    if not report.withdrawn_at:
        return ""
    return f"Withdrawn by {report.withdrawn_by} on {long_date(report.withdrawn_at.date())}: {report.withdrawn_why}"


def _draft(report: Any, draft: Any, reviewer: bool) -> DraftLine:
    in_plan = draft.finding_id is not None
    review = reverse("inspections:draft", args=[report.pk, draft.pk]) if reviewer else ""
    open_ = report.state == ReportState.TO_REVIEW
    return DraftLine(
        reference=draft_reference(report.reference, draft.level, draft.number),
        level=draft.level,
        text=draft.text,
        service=short_service(draft.core_service, draft.trust_wide, draft.service_printed),
        page=draft.page,
        page_href=reverse("inspections:page", args=[report.pk, draft.page]) if draft.page else "",
        state=draft.state,
        state_word=str(DraftState(draft.state).label),
        note=draft.why_rejected,
        href=reverse("plan:finding", args=[draft.finding.reference]) if in_plan else review if open_ else "",
    )


def page_lines(pages: Sequence[Any]) -> list[PageLine]:
    """What the pages held, neighbours with the same contents as one line."""
    runs: list[tuple[int, int, str]] = []
    for page in pages:
        holds = ", ".join(HOLDS.get(code, code) for code in page.holds) or "text"
        if runs and runs[-1][2] == holds:
            runs[-1] = (runs[-1][0], page.number, holds)
        else:
            runs.append((page.number, page.number, holds))
    return [PageLine(f"{a}" if a == b else f"{a} to {b}", holds[:1].upper() + holds[1:]) for a, b, holds in runs]


def unread_line(report: Any, block: Any) -> UnreadLine:
    add = f"{reverse('inspections:add-by-hand', args=[report.pk])}?unread={block.pk}"
    return UnreadLine(
        id=block.pk,
        page=block.page,
        why=block.why,
        quote=block.quote,
        dealt_with=_dealt_with(block),
        image_href=reverse("inspections:page", args=[report.pk, block.page]) if block.page else "",
        add_href=f"{add}&page={block.page}" if block.page else add,
    )


def _dealt_with(block: Any) -> str:
    """ "We read it ourselves: nothing new. Head of quality, 3 April 2026"."""
    if not block.dealt_with_at:
        return ""
    said = (block.dealt_with_note or "nothing in it belongs in the plan").rstrip(".")
    return f"We read it ourselves: {said}. {block.dealt_with_by}, {long_date(block.dealt_with_at.date())}"
