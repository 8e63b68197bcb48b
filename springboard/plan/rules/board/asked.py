"""The plan's filters over facts: which actions and findings they let through. Each is the twin of one in
``filters``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from springboard.plan.choices import Delivery, Level, Outcome
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.counting import Counts
from springboard.plan.rules.board.facts import DUE_LATE, NOT_AGREED, STUCK, ActionFact, Board, FindingFact
from springboard.plan.rules.board.filters import ACROSS, DONE, NO_FINDING, Asker, Filters

ANSWERS: Final = (AnswerState.WAITING, AnswerState.ACTIONS, AnswerState.DECISION)
_MARKED: Final = {"stuck": STUCK, "not_agreed": NOT_AGREED}


class Heap(NamedTuple):
    """Actions with the same answers to every filter that is counted, but "mine"."""

    level: str
    state: str
    marks: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the words asked for each finding and each action holds, a bit a word; ``all`` is every bit."""

    findings: Mapping[int, int]
    actions: Mapping[int, int]
    all: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a board, and by whom. ``found`` for the words among the filters; ``outcome`` of each action
    as far as rooms above read it, ``None`` while no room does."""

    board: Board
    filters: Filters
    asker: Asker
    found: Found | None = None
    outcome: Mapping[int, str] | None = None

    # -- findings ------------------------------------------------------------------------------------------------------
    def fits(self, row: FindingFact) -> bool:
        """``finding_matches``."""
        filters, found = self.filters, self.found
        return (
            (not filters.level or filters.level == row.level)
            and (not filters.service or _in_service(row, filters.service))
            and (not filters.key_question or about(row, filters.key_question))
            and (found is None or found.findings.get(row.id, 0) == found.all)
        )

    @property
    def asks_of_findings(self) -> bool:
        """Whether a finding can fail to fit."""
        filters = self.filters
        return bool(filters.level or filters.service or filters.key_question or self.found)

    # -- actions -------------------------------------------------------------------------------------------------------
    def uncounted(self, rows: Iterable[ActionFact]) -> Iterable[ActionFact]:
        """Those that pass owner, service, key question and words: the filters whose values are not counted."""
        filters = self.filters
        if filters.owner:
            owner = int(filters.owner)
            rows = [row for row in rows if row.owner_id == owner]
        if filters.service:
            rows = self._answering(rows, lambda finding: _in_service(finding, filters.service))
        if filters.key_question:
            rows = self._answering(rows, lambda finding: about(finding, filters.key_question))
        return [row for row in rows if self._says(row)] if self.found else rows

    def _answering(self, rows: Iterable[ActionFact], asked: Callable[[FindingFact], bool]) -> list[ActionFact]:
        here = {row.id for row in self.board.standing.values() if asked(row)}
        roots = self.board.roots
        return [row for row in rows if not here.isdisjoint(roots[row.id])]

    def _says(self, row: ActionFact) -> bool:
        if self.found is None:
            return True
        bits = self.found.actions.get(row.id, 0)
        for root in self.board.roots[row.id]:
            bits |= self.found.findings.get(root, 0)
        return bits == self.found.all

    def heap(self, row: ActionFact) -> Heap:
        outcome = Outcome.NO_MEASURE.value if self.outcome is None else self.outcome[row.id]
        return Heap(self.board.level(row.id) or NO_FINDING, row.state, row.marks, outcome)

    def passes(self, heap: Heap, *, but: str = "") -> bool:
        """The counted filters: level, status, outcome and "only"; "mine" is no heap's affair."""
        filters = self.filters.for_actions
        return (
            (but == "level" or filters.level in {"", heap.level})
            and (but == "status" or filters.status in {"", heap.state})
            and (but == "outcome" or filters.outcome in {"", heap.outcome})
            and (but == "only" or filters.only in {"", "mine"} or marked(heap, filters.only))
        )

    def shown(self) -> list[ActionFact]:
        """The actions that pass every filter."""
        filters = self.filters.for_actions
        if self.filters.only == "decided":
            return []
        rows = list(self.uncounted(self.mine() if filters.only == "mine" else self.everybodys()))
        if not (filters.level or filters.status or filters.outcome or filters.only):
            return rows
        heaps = {row.id: self.heap(row) for row in rows}
        passing = {heap for heap in set(heaps.values()) if self.passes(heap)}
        return [row for row in rows if heaps[row.id] in passing]

    def everybodys(self) -> Iterable[ActionFact]:
        return self.board.facts.actions.values()

    def mine(self) -> Iterable[ActionFact]:
        return self.board.people.get(self.asker.user_id, ())


def marked(heap: Heap, only: str) -> bool:
    """Stuck, not agreed, late for the re-inspection: the first two as they stand, the last while still open."""
    if only == "late_for_reinspection":
        return bool(heap.marks & DUE_LATE) and heap.state not in DONE
    return bool(heap.marks & _MARKED[only])


def _in_service(row: FindingFact, service: str) -> bool:
    return row.core_service == ("" if service == ACROSS else service)


def about(row: FindingFact, question: str) -> bool:
    """About this key question, or about none."""
    return row.questions == "[]" if question == NO_FINDING else f'"{question}"' in row.questions


# -- counts ------------------------------------------------------------------------------------------------------------
def count_answers(asked: Asked) -> dict[AnswerState, int]:
    """Findings that the filters let through, by where they stand with their answer."""
    board = asked.board
    fitting = board.states.items()
    if asked.asks_of_findings:
        fitting = [(pk, state) for pk, state in fitting if asked.fits(board.standing[pk])]  # type: ignore[assignment]
    tally = Counter(state for _, state in fitting)
    return {state: tally[state.value] for state in ANSWERS}


def heaps_of(asked: Asked, rows: Iterable[ActionFact]) -> Counter[Heap]:
    """How many of these actions, as far as the filters that are not counted let them through, lie in which heap."""
    if asked.outcome is not None:
        return Counter(asked.heap(row) for row in asked.uncounted(rows))
    roots, levels = asked.board.roots, asked.board.levels
    quick = Counter(
        (levels[r[0]] if (r := roots[row[0]]) else NO_FINDING, row[2], row[3]) for row in asked.uncounted(rows)
    )
    return Counter({Heap(*heap, Outcome.NO_MEASURE.value): number for heap, number in quick.items()})


def count_actions(asked: Asked, everybodys: Counter[Heap]) -> Counts:
    """``counting.count``: every value of every filter, each under the others. ``everybodys`` are the heaps of all."""
    mine = heaps_of(asked, asked.mine())
    heaps = mine if asked.filters.only == "mine" else everybodys
    delivery = _sums(asked, heaps, "status", lambda heap: heap.state)
    level = _sums(asked, heaps, "level", lambda heap: heap.level)
    outcome = _sums(asked, heaps, "outcome", lambda heap: heap.outcome)
    only = {
        "stuck": _only(asked, everybodys, "stuck"),
        "not_agreed": _only(asked, everybodys, "not_agreed"),
        "late_for_reinspection": _only(asked, everybodys, "late_for_reinspection"),
        "mine": sum(_sums(asked, mine, "only", lambda heap: heap.state).values()),
    }
    return Counts(
        delivery={state: delivery[state] for state in Delivery.values},
        outcome={state: outcome[state] for state in Outcome.values},
        level={value: level[value] for value in [*Level.values, NO_FINDING] if level[value]},
        only=only,
    )


def _only(asked: Asked, heaps: Counter[Heap], only: str) -> int:
    return sum(n for heap, n in heaps.items() if asked.passes(heap, but="only") and marked(heap, only))


def _sums(asked: Asked, heaps: Counter[Heap], but: str, of: Callable[[Heap], str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for heap, number in heaps.items():
        if asked.passes(heap, but=but):
            sums[of(heap)] += number
    return sums
