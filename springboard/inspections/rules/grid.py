"""The ratings grid: the latest rating CQC gave each service, carried forward with its date, and the one before.

CQC rates only the services it inspects, so a trust's grid is made of several inspections. A "not rated" never hides a
rating given earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from springboard.frameworks import services
from springboard.kernel.ratings import rank
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion, RatingWord

COLUMNS: Final[tuple[KeyQuestion, ...]] = (*KEY_QUESTIONS, "overall")
TRUST: Final = "trust"
_ORDER: Final = {"service": 0, "location": 1, "trust": 2}


@dataclass(frozen=True, slots=True)
class RatingFact:
    """One rating as CQC gave it in one inspection."""

    inspection_id: int
    held_on: date
    scope: str
    core_service: str
    name: str
    key_question: KeyQuestion
    rating: RatingWord
    previous: RatingWord | None = None
    inspected: bool = True  # false: a report prints the rating of a service it did not inspect
    by_hand: bool = False
    corrected: bool = False
    why: str = ""  # it was added or corrected

    @property
    def row(self) -> str:
        """The row of the grid it belongs to, fit for an address."""
        if self.scope == "trust":
            return TRUST
        return self.core_service or f"{self.scope}-{slug(self.name)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """The rating that counts now, when it was given, and the one before (``None`` when nothing is known)."""

    key_question: KeyQuestion
    rating: RatingWord
    held_on: date | None = None
    inspection_id: int | None = None
    was: RatingWord | None = None
    was_on: date | None = None
    history: tuple[RatingFact, ...] = ()

    @property
    def given(self) -> RatingFact | None:
        """The fact the rating that counts comes from."""
        return self.history[-1] if self.history else None

    @property
    def change(self) -> str:
        """``up``, ``down``, ``same``; empty when one of the two is not known."""
        if self.was is None or "not_rated" in {self.was, self.rating}:
            return ""
        now, before = rank(self.rating), rank(self.was)
        return "same" if now == before else "up" if now > before else "down"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    scope: str
    core_service: str
    name: str
    short: str
    cells: tuple[Cell, ...]

    @property
    def inspected_on(self) -> date | None:
        """When it was last rated on anything."""
        return max((cell.held_on for cell in self.cells if cell.held_on), default=None)

    def cell(self, key_question: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.key_question == key_question), None)

    @property
    def questions(self) -> dict[KeyQuestion, RatingWord]:
        return {cell.key_question: cell.rating for cell in self.cells if cell.key_question != "overall"}


def grid(facts: Iterable[RatingFact]) -> tuple[Row, ...]:
    """Every row there is a rating for: core services in CQC's order, then locations, the whole trust last."""
    by_row: dict[str, list[RatingFact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.held_on, fact.inspection_id)):
        by_row.setdefault(fact.row, []).append(fact)
    return tuple(sorted((_row(key, some) for key, some in by_row.items()), key=_place))


def _row(key: str, facts: Sequence[RatingFact]) -> Row:
    last = facts[-1]
    known = {service.code: service for service in services()}.get(last.core_service)
    name = "Whole trust" if key == TRUST else known.name if known else last.name
    short = "Whole trust" if key == TRUST else known.short if known else last.name
    cells = tuple(_cell(question, [f for f in facts if f.key_question == question]) for question in COLUMNS)
    return Row(key, last.scope, last.core_service, name, short, cells)


def _cell(question: KeyQuestion, facts: Sequence[RatingFact]) -> Cell:
    rated = _given([fact for fact in facts if fact.rating != "not_rated"])
    if not rated:
        return Cell(question, "not_rated", history=tuple(facts))
    now, earlier = rated[-1], rated[-2] if len(rated) > 1 else None
    was: RatingWord | None = earlier.rating if earlier else None
    was_on = earlier.held_on if earlier else None
    if now.previous and now.previous not in {"not_rated", was}:
        was, was_on = now.previous, None  # what CQC prints goes before what we have on file
    return Cell(question, now.rating, now.held_on, now.inspection_id, was, was_on, tuple(rated))


def _given(rated: Sequence[RatingFact]) -> list[RatingFact]:
    """Without the ratings that a later report only printed again: they keep the date they were given on."""
    given: list[RatingFact] = []
    for fact in rated:
        if fact.inspected or not given or given[-1].rating != fact.rating:
            given.append(fact)
    return given


def _place(row: Row) -> tuple[int, int, str]:
    order = {service.code: service.order for service in services()}
    return _ORDER.get(row.scope, 1), order.get(row.core_service, 999), row.name.casefold()


def slug(name: str) -> str:
    """A name as part of an address: letters and figures, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "x"
