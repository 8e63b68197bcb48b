"""The page of one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.inspections.choices import DraftState, ProviderCheck, ReportState
from springboard.inspections.presenters.paging import Pages, pages_of
from springboard.inspections.presenters.why import ENFORCEMENT
from springboard.inspections.presenters.words import (
    ERAS,
    HOLDS,
    called_with_month,
    progress_text,
    short_service,
    span,
    titled,
)
from springboard.inspections.queries import Board, ReportRow
from springboard.inspections.rules import draft_reference, may_read_unread, may_review
from springboard.nhsuk.filters import long_date
from springboard.organisations.history import may_read_all
from springboard.organisations.scope import Scope
from springboard.plan.presenters.words import history_href

_ALIKE: Final = 5  # so many words the same at the beginning: the same note about something else


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
class EnforcementLine:
    """A notice or condition of this report, with its own deadline."""

    reference: str
    level: str
    text: str
    service: str
    href: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes of the reader that begin alike: their beginning, and how each goes on. One alone has no lines."""

    text: str
    lines: tuple[str, ...] = ()


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
    name: str
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
    paging: Pages
    pages: tuple[PageLine, ...]
    enforcement: tuple[EnforcementLine, ...]
    unread: tuple[UnreadLine, ...]
    notes: tuple[NoteGroup, ...]
    withdrawn: str
    history_href: str

    @property
    def busy(self) -> bool:
        return self.state in {ReportState.WAITING, ReportState.READING}

    @property
    def pending(self) -> int:
        return self.total - self.decided


def report_page(scope: Scope, board: Board, row: ReportRow, part: int = 1) -> ReportPageView:
    """Everything about one report; of its findings the ``part`` asked for."""
    report = board.report
    paging = pages_of(len(board.drafts), part, reverse("inspections:report", args=[report.pk]))
    reviewer = scope.may(Permission.REPORT_REVIEW)
    return ReportPageView(
        id=report.pk,
        reference=report.reference,
        title=called_with_month(report),
        name=report.reference or report.title or report.original_name,
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
        drafts=tuple(_draft(report, draft, reviewer) for draft in board.drafts[paging.first : paging.last]),
        paging=paging,
        pages=tuple(page_lines(board.pages)),
        enforcement=enforcement_lines(report, board.drafts, reviewer),
        unread=tuple(unread_line(report, block) for block in board.unread),
        notes=note_groups(report.notes),
        withdrawn=_withdrawn(report),
        history_href=history_href("inspections.report", report.pk) if may_read_all(scope) else "",
    )


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
        ("Title as printed", report.title or "The report does not say", ""),
        ("Published", long_date(report.published) or "The report does not say", ""),
        ("Inspected", span(report.inspected_from, report.inspected_to) or "The report does not say", ""),
        ("Provider as printed", report.provider_name or "The report does not say", _matched(report)),
        ("Kind of report", ERAS.get(report.era, "Not read yet"), ""),
        ("Uploaded", long_date(report.uploaded_at), f"by {report.uploaded_by}, as {report.original_name}"),
    ]
    if report.reviewed_at:
        facts.append(("Reviewed", long_date(report.reviewed_at), f"finished by {report.reviewed_by}"))
    return facts if report.read_at else facts[-1:]


def _matched(report: Any) -> str:
    if report.provider_check == ProviderCheck.CONFIRMED:
        return "another name than this trust’s: somebody confirmed that it is ours"
    return ""


def _withdrawn(report: Any) -> str:
    if not report.withdrawn_at:
        return ""
    return f"Withdrawn by {report.withdrawn_by} on {long_date(report.withdrawn_at)}: {report.withdrawn_why}"


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


def enforcement_lines(report: Any, drafts: Sequence[Any], reviewer: bool) -> tuple[EnforcementLine, ...]:
    """Warning notices, conditions and requirement notices of the report that were not left out, the strongest first."""
    here = [one for one in drafts if one.level in ENFORCEMENT and one.state != DraftState.REJECTED]
    lines = []
    for draft in sorted(here, key=lambda one: ENFORCEMENT.index(one.level)):
        line = _draft(report, draft, reviewer)
        text = titled(line.text)
        lines.append(EnforcementLine(line.reference, line.level, text, line.service, line.href, draft.deadline))
    return tuple(lines)


def note_groups(notes: Sequence[str]) -> tuple[NoteGroup, ...]:
    """Notes that begin with the same words together, each said once, in the reader's order."""
    alike: dict[str, list[str]] = {}
    for note in dict.fromkeys(notes):
        alike.setdefault(" ".join(note.split()[:_ALIKE]), []).append(note)
    return tuple(_grouped(group) for group in alike.values())


def _grouped(notes: list[str]) -> NoteGroup:
    if len(notes) == 1:
        return NoteGroup(notes[0])
    words = [note.split() for note in notes]
    same = next(
        (n for n, column in enumerate(zip(*words, strict=False)) if len(set(column)) > 1), len(min(words, key=len))
    )
    begin = " ".join(words[0][:same])
    return NoteGroup(
        f"{begin} … ({len(notes)} times)", tuple(" ".join(one[same:]) or "(nothing more)" for one in words)
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
    return f"We read it ourselves: {said}. {block.dealt_with_by}, {long_date(block.dealt_with_at)}"
