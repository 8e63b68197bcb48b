"""The few facts about every finding and action that counts, filters, order and pages go by, and what follows from
them. No words and no names: those are read for the lines of one page only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeVar

from springboard.plan.choices import KEY_QUESTIONS, RANK, Level
from springboard.plan.ordering import level_key
from springboard.plan.rules.answering import AnswerState

STUCK, NOT_AGREED, DUE_LATE = 1, 2, 4  # ``ActionFact.marks``
_LEVELS: Final = {level_key(level): level for level in Level.values}
_T = TypeVar("_T")
_MOST_KEPT: Final = 24
_GONE: Final = frozenset({AnswerState.MERGED.value, AnswerState.WITHDRAWN.value})


class FindingFact(NamedTuple):
    """``questions`` as JSON text; ``otherwise`` is the state of its answer while no live action answers it."""

    id: int
    order_key: str
    core_service: str
    questions: str
    unit_id: int | None
    source: str
    otherwise: str

    @property
    def level(self) -> str:
        return _LEVELS[self.order_key[:2]]

    @property
    def rank(self) -> int:
        return RANK[self.level]

    @property
    def key_question(self) -> str:
        """The first key question in CQC's order, which is where grouping puts it."""
        return next((code for code in KEY_QUESTIONS if f'"{code}"' in self.questions), "")

    @property
    def stands(self) -> bool:
        """Neither merged nor withdrawn."""
        return self.otherwise not in _GONE


class ActionFact(NamedTuple):
    """A live action. ``state`` is its delivery status today; ``marks`` are added up from ``STUCK``, ``NOT_AGREED`` and
    ``DUE_LATE``: due after the day CQC comes back, or without a date. ``due`` as ``2026-11-23``."""

    id: int
    number: int
    state: str
    marks: int
    owner_id: int | None
    sponsor_id: int | None
    programme_id: int | None
    due: str | None

    @property
    def stuck(self) -> bool:
        return bool(self.marks & STUCK)


@dataclass(frozen=True, slots=True)
class Facts:
    """Findings and live actions by id; ``ties`` are the findings each live action answers, a merged one replaced by
    the finding that speaks for it."""

    findings: Mapping[int, FindingFact]
    actions: Mapping[int, ActionFact]
    ties: Mapping[int, tuple[int, ...]]

    def only(self, findings: Collection[int], actions: Collection[int]) -> Facts:
        """What somebody sees who sees these. All ties stay: a finding that is answered elsewhere is answered."""
        mine = {pk: self.findings[pk] for pk in findings if pk in self.findings}
        return Facts(mine, {pk: self.actions[pk] for pk in actions if pk in self.actions}, self.ties)


@dataclass
class Board:
    """Facts with what follows from them, made once for all who see the same. ``kept`` holds what was worked out from
    it before. Never changed after it is made: several requests share it."""

    facts: Facts
    kept: dict[Any, Any] = field(default_factory=dict)

    def keep(self, key: Any, make: Callable[[], _T]) -> _T:
        """What ``make`` makes, made once; the oldest of too many is thrown away."""
        kept = self.kept
        if key not in kept:
            made = make()
            while len(kept) >= _MOST_KEPT:
                kept.pop(next(iter(kept), None), None)
            kept[key] = made
            return made
        return kept[key]  # type: ignore[no-any-return]

    @cached_property
    def standing(self) -> dict[int, FindingFact]:
        """The findings that speak for themselves, in the order of the plan."""
        some = [row for row in self.facts.findings.values() if row.stands]
        some.sort(key=lambda row: row.order_key)
        return {row.id: row for row in some}

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each finding stands in the order of the plan."""
        return {pk: place for place, pk in enumerate(self.standing)}

    @cached_property
    def roots(self) -> dict[int, tuple[int, ...]]:
        """The standing findings that each action answers, strongest first."""
        place, ties, found = self.place, self.facts.ties, {}
        for pk in self.facts.actions:
            tied = ties.get(pk, ())
            if len(tied) > 1:
                tied = tuple(sorted((root for root in tied if root in place), key=place.__getitem__))
            elif tied and tied[0] not in place:
                tied = ()
            found[pk] = tied
        return found

    @cached_property
    def levels(self) -> dict[int, str]:
        """The level of each standing finding."""
        return {pk: _LEVELS[row.order_key[:2]] for pk, row in self.standing.items()}

    @cached_property
    def states(self) -> dict[int, str]:
        """Where each standing finding is with its answer: ``rules.answer_state``."""
        answering, by_actions = self.answering, AnswerState.ACTIONS.value
        return {pk: by_actions if pk in answering else row.otherwise for pk, row in self.standing.items()}

    @cached_property
    def answering(self) -> dict[int, list[int]]:
        """The live actions that answer each finding, seen or not."""
        found: dict[int, list[int]] = {}
        for pk, roots in self.facts.ties.items():
            for root in roots:
                found.setdefault(root, []).append(pk)
        return found

    def tied_to(self, findings: Iterable[int]) -> list[tuple[int, int]]:
        """Each live action that answers one of these, with the finding."""
        return [(pk, root) for root in findings for pk in self.answering.get(root, ())]

    @cached_property
    def waiting(self) -> tuple[FindingFact, ...]:
        """The findings without an answer, in the order of the plan."""
        return tuple(self.standing[pk] for pk, state in self.states.items() if state == AnswerState.WAITING)

    @cached_property
    def sources(self) -> int:
        """How many sources the findings have, those merged or withdrawn too."""
        return len({row.source for row in self.facts.findings.values()})

    @cached_property
    def people(self) -> dict[int | None, list[ActionFact]]:
        """The actions that each person owns or sponsors, each once."""
        theirs: dict[int | None, list[ActionFact]] = {}
        for row in self.facts.actions.values():
            if row.owner_id is not None:
                theirs.setdefault(row.owner_id, []).append(row)
            if row.sponsor_id is not None and row.sponsor_id != row.owner_id:
                theirs.setdefault(row.sponsor_id, []).append(row)
        return theirs

    def level(self, action_id: int) -> str:
        """The level of the strongest finding an action answers, empty when it answers none."""
        roots = self.roots[action_id]
        return self.levels[roots[0]] if roots else ""
