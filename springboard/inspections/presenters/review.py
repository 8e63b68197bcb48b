"""The review screen: the page with its highlights at left, one finding's form at right, the strip of pages above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from springboard.inspections.choices import DraftOrigin, DraftState
from springboard.inspections.presenters.words import FORM_FIELD, INFERRED, count
from springboard.inspections.queries import Board
from springboard.inspections.rules import draft_reference, is_open_elsewhere, regulation_words
from springboard.inspections.rules.order import Range, Stop, neighbour, next_pending
from springboard.nhsuk.filters import long_date
from springboard.plan.choices import LETTERS

_MARGIN: Final = 34.0  # points at the page's right where the references stand
_AROUND: Final = 6000
MAIN_LEVELS: Final = ("must", "should", "breach", "warning_notice", "good_practice")


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding on a page: its lines as rectangles, and its reference in the margin."""

    id: int
    label: str
    href: str
    state: str  # here | pending | confirmed | out
    rects: tuple[tuple[float, float, float, float], ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image with its marks; ``image`` is empty when no picture could be drawn."""

    number: int
    total: int
    width: float
    height: float
    image: str
    marks: tuple[Mark, ...]

    @property
    def label_x(self) -> float:
        return self.width - _MARGIN


@dataclass(frozen=True, slots=True)
class TextView:
    """The part of a plain-text report around the quote."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Current:
    """The finding before the reviewer."""

    id: int
    version: int
    place: int
    reference: str
    level: str
    state: str
    text: str
    quote: str
    page: int | None
    origin: str
    section: str
    notes: dict[str, str]
    whys: tuple[tuple[str, str], ...]
    as_read: tuple[tuple[str, str], ...]
    decided: str
    why_out: str
    finding_href: str
    elsewhere: str
    deadline_printed: str
    changed_by: str

    @property
    def pending(self) -> bool:
        return self.state == DraftState.PENDING


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything of the screen that is not the form."""

    report_id: int
    reference: str
    title: str
    published: str
    pages: int
    decided: int
    total: int
    shares: tuple[str, ...]
    unread_open: int
    unread_text: str
    strip: tuple[Any, ...]
    has_unread: bool
    current: Current | None
    picture: Picture | None
    text: TextView | None
    back_href: str
    skip_href: str
    similar: Any = None
    main_levels: tuple[str, ...] = MAIN_LEVELS

    @property
    def to_go(self) -> int:
        return self.total - self.decided


def stops_of(board: Board) -> list[Stop]:
    return [Stop(draft.pk, draft.page, draft.state == DraftState.PENDING) for draft in board.drafts]


def range_of(board: Board, user_id: int) -> Range:
    """The pages this reviewer has."""
    mine = next((share for share in board.shares if share.reviewer_id == user_id), None)
    return Range(mine.first_page, mine.last_page) if mine else Range()


def first_to_review(board: Board, user_id: int) -> int | None:
    return next_pending(stops_of(board), None, range_of(board, user_id))


def next_after(board: Board, draft_id: int, user_id: int) -> int | None:
    """The finding to review after this one; ``None`` when nothing is left."""
    return next_pending(stops_of(board), draft_id, range_of(board, user_id))


def draft_href(report_id: int, draft_id: int | None) -> str:
    return reverse("inspections:draft", args=[report_id, draft_id]) if draft_id else ""


def current_of(board: Board, draft: Any, user_id: int, now: datetime) -> Current:
    """One finding with everything that is said about it."""
    report = board.report
    notes = {FORM_FIELD.get(one["field"], one["field"]): one["why"] for one in draft.inferred}
    for row in draft.regulations:
        if row.get("inferred"):
            notes.setdefault("regulations", row.get("why") or "the report does not print it")
    return Current(
        id=draft.pk,
        version=draft.version,
        place=[one.pk for one in board.drafts].index(draft.pk) + 1,
        reference=draft_reference(report.reference, draft.level, draft.number),
        level=draft.level,
        state=draft.state,
        text=draft.text,
        quote=draft.quote,
        page=draft.page,
        origin=str(DraftOrigin(draft.origin).label),
        section=draft.section,
        notes=notes,
        whys=tuple((INFERRED.get(one["field"], one["field"]), one["why"]) for one in draft.inferred),
        as_read=_as_read(draft),
        decided=_decided(draft),
        why_out=draft.why_rejected,
        finding_href=reverse("plan:finding", args=[draft.finding.reference]) if draft.finding_id else "",
        elsewhere=_elsewhere(draft, user_id, now),
        deadline_printed=draft.deadline_printed,
        changed_by=str(draft.changed_by or ""),
    )


def _decided(draft: Any) -> str:
    if draft.state == DraftState.PENDING:
        return ""
    return f"{DraftState(draft.state).label}, decided by {draft.reviewed_by} on {long_date(draft.reviewed_at)}"


def _elsewhere(draft: Any, user_id: int, now: datetime) -> str:
    if draft.state != DraftState.PENDING or not is_open_elsewhere(draft.open_by_id, draft.open_at, user_id, now):
        return ""
    minutes = int((now - draft.open_at).total_seconds() // 60)
    ago = "just now" if minutes < 1 else f"{count(minutes, 'minute')} ago"
    return f"{draft.open_by} opened this finding {ago}."


def _as_read(draft: Any) -> tuple[tuple[str, str], ...]:
    """What the machine had read, where a reviewer changed it."""
    read = draft.as_read or {}
    rows = []
    if read and read.get("text") != draft.text:
        rows.append(("What was found", read["text"]))
    if read and read.get("level") != draft.level:
        rows.append(("Level", read["level"].replace("_", " ")))
    if read and read.get("regulations") != draft.regulations:
        was = "; ".join(regulation_words(row) for row in read.get("regulations", [])) or "none"
        rows.append(("Regulation", was))
    return tuple(rows)


def picture_of(board: Board, number: int | None, here: int | None) -> Picture | None:
    """The page with the marks of every finding that has lines on it."""
    page = next((page for page in board.pages if page.number == number), None)
    if page is None:
        return None
    report = board.report
    marks = [_mark(report, draft, page, here) for draft in board.drafts if _on(draft, page.number)]
    image = reverse("inspections:page-image", args=[report.pk, page.number]) if page.image else ""
    placed = _spread([mark for mark in marks if mark.state != "out" or mark.id == here])
    return Picture(page.number, len(board.pages), page.width, page.height, image, tuple(placed))


def _on(draft: Any, number: int) -> bool:
    return any(rect[0] == number for rect in draft.rects)


def _mark(report: Any, draft: Any, page: Any, here: int | None) -> Mark:
    rects = tuple(
        (round(x0 - 2, 1), round(y0 - 1, 1), round(max(x1 - x0, 1) + 4, 1), round(max(y1 - y0, 1) + 2, 1))
        for number, x0, y0, x1, y1 in draft.rects
        if number == page.number
    )
    middle = (rects[0][1] + rects[-1][1] + rects[-1][3]) / 2
    return Mark(
        id=draft.pk,
        label=f"{LETTERS[draft.level]}{draft.number}",
        href=draft_href(report.pk, draft.pk),
        state="here" if draft.pk == here else _mark_state(draft.state),
        rects=rects,
        label_y=round(min(max(middle, 10), page.height - 10), 1),
    )


def _mark_state(state: str) -> str:
    if state == DraftState.PENDING:
        return "pending"
    return "out" if state == DraftState.REJECTED else "confirmed"


def _spread(marks: list[Mark]) -> list[Mark]:
    """References in the margin never lie on one another."""
    placed: list[Mark] = []
    lowest = 0.0
    for mark in sorted(marks, key=lambda mark: mark.label_y):
        y = max(mark.label_y, lowest)
        placed.append(Mark(mark.id, mark.label, mark.href, mark.state, mark.rects, y))
        lowest = y + 17
    return placed


def text_view(text: str, quote: str) -> TextView | None:
    """The report's text around the quote, the quote marked; from the start when the quote is not found."""
    if not text:
        return None
    words = quote.split()[:200]
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    if not found:
        return TextView("", "", text[: 2 * _AROUND])
    start, end = found.span()
    return TextView(text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])


def share_lines(board: Board, user_id: int) -> tuple[str, ...]:
    """ "You have pages 1 to 20." and who has the others."""
    lines = []
    for share in sorted(board.shares, key=lambda share: share.reviewer_id != user_id):
        who = "You have" if share.reviewer_id == user_id else f"{share.reviewer} has"
        pages = f"page {share.first_page}"
        if share.last_page != share.first_page:
            pages = f"pages {share.first_page} to {share.last_page}"
        lines.append(f"{who} {pages}.")
    return tuple(lines)


def back_and_skip(board: Board, draft_id: int, user_id: int) -> tuple[str, str]:
    """Where Back and Skip lead: the finding before, and the next one still to review."""
    stops = stops_of(board)
    before = neighbour(stops, draft_id, -1)
    after = next_pending(stops, draft_id, range_of(board, user_id)) or neighbour(stops, draft_id, 1)
    return draft_href(board.report.pk, before), draft_href(board.report.pk, after)
