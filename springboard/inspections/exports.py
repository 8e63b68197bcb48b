"""Findings and ratings of a report as tables: CSV and XLSX. No cell is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from springboard.inspections.presenters.words import short_service
from springboard.inspections.queries import Board
from springboard.inspections.rules import INSTRUMENTS, draft_reference, regulation_words, service_name
from springboard.plan.choices import KEY_QUESTIONS, Level

FINDING_COLUMNS: Final = (
    "Reference", "Level", "What was found", "Service", "Where", "Key questions", "Regulations", "To be put right by",
    "Page", "The report's exact words", "State", "Why left out", "Worked out, not printed",
)  # fmt: skip
RATING_COLUMNS: Final = ("Level", "Service", "Name as printed", "Key question", "Rating", "Before", "Page", "Corrected")
WIDE: Final = frozenset({"What was found", "The report's exact words", "Why left out", "Worked out, not printed"})


def finding_rows(board: Board) -> list[list[str]]:
    """One row per finding of the report, whatever became of it."""
    return [_finding(board, draft) for draft in board.drafts]


def _finding(board: Board, draft: Any) -> list[str]:
    regulations = (f"{regulation_words(row)} ({INSTRUMENTS[row['instrument']]})" for row in draft.regulations)
    return [
        draft_reference(board.report.reference, draft.level, draft.number),
        str(Level(draft.level).label),
        draft.text,
        short_service(draft.core_service, draft.trust_wide, draft.service_printed),
        draft.unit.name if draft.unit else "",
        ", ".join(KEY_QUESTIONS[code] for code in draft.key_questions),
        "; ".join(regulations),
        draft.deadline.isoformat() if draft.deadline else "",
        str(draft.page or ""),
        draft.quote,
        draft.get_state_display(),
        draft.why_rejected,
        "; ".join(one["why"] for one in draft.inferred),
    ]


def rating_rows(ratings: Iterable[Any]) -> list[list[str]]:
    """One row per rating of the report's inspection."""
    return [
        [
            rating.get_scope_display(),
            service_name(rating.core_service),
            rating.name,
            rating.get_key_question_display(),
            rating.get_rating_display(),
            rating.get_previous_display() if rating.previous else "",
            str(rating.page or ""),
            "added by hand" if rating.by_hand else "yes" if rating.corrected else "",
        ]
        for rating in ratings
    ]
