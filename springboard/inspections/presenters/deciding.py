"""The small pages of a review: split, leave out, merge, several at once, finish, share, check the ratings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from springboard.inspections.choices import DraftState, RatingWord
from springboard.inspections.presenters.words import called_with_month, count, short_service
from springboard.inspections.queries import Board
from springboard.inspections.rules import draft_reference
from springboard.inspections.rules.grid import COLUMNS
from springboard.kernel.ratings import QUESTION_NAMES
from springboard.plan.choices import Level


@dataclass(frozen=True, slots=True)
class SmallPage:
    """One finding, for a page that asks one thing about it."""

    report_id: int
    draft_id: int
    reference: str
    level: str
    text: str
    quote: str
    page: int | None
    version: int
    back: str
    pending: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    id: int
    reference: str
    level: str
    text: str
    why: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class MergePage:
    finding: SmallPage
    suggested: tuple[Candidate, ...]
    found: tuple[Candidate, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One set of findings that can be accepted at once."""

    code: str
    text: str
    number: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    seen: str
    reference: str
    level: str
    text: str
    service: str
    page: int | None
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeveralPage:
    report_id: int
    choices: tuple[Choice, ...]
    lines: tuple[Line, ...]
    which: str


def small_page(draft: Any) -> SmallPage:
    report = draft.report
    return SmallPage(
        report_id=report.pk,
        draft_id=draft.pk,
        reference=draft_reference(report.reference, draft.level, draft.number),
        level=draft.level,
        text=draft.text,
        quote=draft.quote,
        page=draft.page,
        version=draft.version,
        back=reverse("inspections:draft", args=[report.pk, draft.pk]),
        pending=draft.state == DraftState.PENDING,
    )


def halves(text: str) -> tuple[str, str]:
    """A first guess where to cut: at the sentence, semicolon or "and" nearest the middle."""
    for pattern in (r"[.;]\s+", r"\s+and\s+"):
        cuts = [match.span() for match in re.finditer(pattern, text) if match.end() < len(text)]
        if cuts:
            start, end = min(cuts, key=lambda span: abs(span[0] - len(text) / 2))
            keep = start + 1 if text[start] in ".;" else start
            return text[:keep].strip(), text[end:].strip()
    return text, ""


def merge_page(draft: Any, similar: Sequence[Any], found: Sequence[tuple[Any, str]], words: str) -> MergePage:
    suggested = tuple(Candidate(one.id, one.reference, one.level, one.text, one.why) for one in similar)
    other = tuple(Candidate(one.pk, one.reference, one.level, one.text, "", why_not) for one, why_not in found)
    return MergePage(small_page(draft), suggested, other, words)


PLAIN: Final = "plain"


def several_page(board: Board, which: str) -> SeveralPage:
    """The sets that can be accepted at once, and the findings of the chosen one. Nothing is chosen beforehand."""
    sets: dict[str, list[Any]] = {PLAIN: [draft for draft in board.pending if not _guesses(draft)]}
    for level in Level.values:
        sets[level] = [draft for draft in board.pending if draft.level == level]
    address = reverse("inspections:several", args=[board.report.pk])
    choices = tuple(
        Choice(code, _called(code), len(drafts), f"{address}?which={code}", code == which)
        for code, drafts in sets.items()
        if drafts
    )
    lines = tuple(_line(board, draft) for draft in sets.get(which, []))
    return SeveralPage(board.report.pk, choices, lines, which if which in sets else "")


def _called(code: str) -> str:
    return "Nothing worked out, all as printed" if code == PLAIN else f"{Level(code).label}"


def _guesses(draft: Any) -> tuple[str, ...]:
    unsaid = "which regulations the number belongs to"
    from_regulations = (row.get("why") or unsaid for row in draft.regulations if row.get("inferred"))
    return tuple(dict.fromkeys([*(one["why"] for one in draft.inferred), *from_regulations]))


def _line(board: Board, draft: Any) -> Line:
    return Line(
        seen=f"{draft.pk}:{draft.version}",
        reference=draft_reference(board.report.reference, draft.level, draft.number),
        level=draft.level,
        text=draft.text,
        service=short_service(draft.core_service, draft.trust_wide, draft.service_printed),
        page=draft.page,
        guesses=_guesses(draft),
    )


def several_words(accepted: int, left: int) -> str:
    words = f"{count(accepted, 'finding')} {'is' if accepted == 1 else 'are'} in the plan now."
    if left:
        words += f" {count(left, 'finding')} changed meanwhile and {'was' if left == 1 else 'were'} left as they are."
    return words


@dataclass(frozen=True, slots=True)
class FinishPage:
    """What is done, what is left, and what the grid will show."""

    report_id: int
    reference: str
    title: str
    in_plan: int
    merged: int
    left_out: int
    pending: tuple[Line, ...]
    unread: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[str, ...]


def finish_page(board: Board, ratings: Sequence[Any]) -> FinishPage:
    states = [draft.state for draft in board.drafts]
    report = board.report
    open_blocks = [block for block in board.unread if block.dealt_with_at is None]
    return FinishPage(
        report_id=report.pk,
        reference=report.reference,
        title=called_with_month(report),
        in_plan=states.count(DraftState.ACCEPTED) + states.count(DraftState.MERGED),
        merged=states.count(DraftState.MERGED),
        left_out=states.count(DraftState.REJECTED),
        pending=tuple(_line(board, draft) for draft in board.pending),
        unread=tuple((f"Page {block.page}" if block.page else "Somewhere", block.why) for block in open_blocks),
        ratings=rating_table(ratings),
        columns=tuple(QUESTION_NAMES[question] for question in COLUMNS),
    )


def rating_table(ratings: Sequence[Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Ratings as read: rows of (name, six codes; "" where the report has none)."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for rating in ratings:
        rows.setdefault(_row_of(rating), {})[rating.key_question] = rating.rating
    return tuple((key[2], tuple(cells.get(question, "") for question in COLUMNS)) for key, cells in rows.items())


def _row_of(rating: Any) -> tuple[str, str, str]:
    name = "Whole trust" if rating.scope == "trust" else short_service(rating.core_service, printed=rating.name)
    return rating.scope, rating.core_service or rating.name, name


@dataclass(frozen=True, slots=True)
class RatingLine:
    id: int
    row: str
    question: str
    rating: str
    page: int | None
    corrected: bool
    mark: str = ""


def rating_lines(ratings: Sequence[Any]) -> tuple[RatingLine, ...]:
    order = {question: place for place, question in enumerate(COLUMNS)}
    lines = sorted(ratings, key=lambda one: (one.scope, _row_of(one)[2], order[one.key_question]))
    return tuple(
        RatingLine(
            one.pk,
            _row_of(one)[2],
            QUESTION_NAMES[one.key_question],
            one.rating,
            one.page,
            one.corrected,
            "added by hand" if one.by_hand else "corrected by hand" if one.corrected else "",
        )
        for one in lines
    )


def rating_words() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in RatingWord.choices]


@dataclass(frozen=True, slots=True)
class SharePage:
    report_id: int
    reference: str
    pages: int
    shares: tuple[tuple[int, str, int, int], ...]


def share_page(board: Board) -> SharePage:
    shares = tuple((one.pk, str(one.reviewer), one.first_page, one.last_page) for one in board.shares)
    return SharePage(board.report.pk, board.report.reference, len(board.pages), shares)
