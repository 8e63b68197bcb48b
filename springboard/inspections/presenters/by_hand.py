"""The page on which a rating is added or corrected, and how such a rating is marked elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from springboard.inspections.presenters.deciding import RatingLine, rating_lines
from springboard.inspections.presenters.words import short_service
from springboard.inspections.rules.grid import RatingFact
from springboard.inspections.rules.rating_rows import RatingRow, rows_to_choose

ADDED = "added by hand"
CORRECTED = "corrected by hand"


@dataclass(frozen=True, slots=True)
class RatingByHandPage:
    report_id: int
    reference: str
    lines: tuple[RatingLine, ...]
    reviewed: bool


def rating_page(report: Any, ratings: Sequence[Any], *, reviewed: bool) -> RatingByHandPage:
    return RatingByHandPage(report.pk, report.reference, rating_lines(ratings), reviewed)


def row_choices(report: Any, ratings: Sequence[Any]) -> list[tuple[str, str]]:
    """What can be rated: the report's own rows first."""
    printed = [RatingRow(one.scope, one.core_service, one.name) for one in ratings]
    return [("", "Choose"), *((row.key, _called(row)) for row in rows_to_choose(printed, report.trust.name))]


def _called(row: RatingRow) -> str:
    return "Whole trust" if row.scope == "trust" else short_service(row.core_service, printed=row.name)


def mark_of(fact: RatingFact | None) -> str:
    """ "added by hand", "corrected by hand", or nothing for a rating as it was read."""
    if fact is None:
        return ""
    return ADDED if fact.by_hand else CORRECTED if fact.corrected else ""


def note_of(fact: RatingFact | None) -> str:
    """The same as a sentence, with the reason given."""
    mark = mark_of(fact)
    if fact is None or not mark:
        return ""
    why = f": {fact.why.rstrip('.')}" if fact.why else ""
    return f"This rating was {mark}, it was not read by machine{why}." if fact.by_hand else f"It was {mark}{why}."
