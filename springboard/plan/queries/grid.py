"""The plan as a grid: core service × key question, so that a gap is seen at a glance."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, PRACTICE, Delivery
from springboard.plan.queries.board import view
from springboard.plan.queries.plan import service_names
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.asked import about
from springboard.plan.rules.board.facts import Board, FindingFact
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING

ALL: Final = ""
COLUMNS = (*KEY_QUESTIONS, NO_FINDING)


@dataclass(frozen=True, slots=True)
class Cell:
    """Findings to put right in one place, how many wait for an answer, and the actions overdue."""

    findings: int = 0
    waiting: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One service with its cells in the order of the grid's columns; ``all`` counts each finding of the row once."""

    service: str
    name: str
    cells: tuple[Cell, ...]
    all: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Services with findings, ``foot`` below them. ``columns`` are the key questions that some finding states, then
    "none" when some finding states none; ``unstated`` are the questions that no finding states. A finding about
    two key questions stands in both columns, so a row may add up to more than its ``all``; ``twice`` says how many
    do. Columns add up to the foot exactly."""

    columns: tuple[str, ...]
    unstated: tuple[str, ...]
    rows: tuple[GridRow, ...]
    foot: GridRow
    twice: int


def grid(scope: Scope) -> Grid:
    """Findings to put right by service and key question. One query when nothing has changed."""
    board = view(scope).board
    return board.keep("grid", lambda: _grid(board))


def _grid(board: Board) -> Grid:
    findings = [row for row in board.standing.values() if row.level not in PRACTICE]
    heaps = _heaps(board, findings)
    late = _late(board, findings)
    columns = tuple(column for column in COLUMNS if any(heap.stands_in(column) for heap in heaps))
    names = {ACROSS: "Across the trust", **service_names()}
    here = {heap.service: None for heap in heaps}
    order = [*(code for code in names if code in here), *sorted(code for code in here if code not in names)]
    rows = [_row(code, names.get(code, code), [h for h in heaps if h.service == code], late, columns) for code in order]
    unstated = tuple(code for code in KEY_QUESTIONS if code not in columns)
    twice = sum(heap.findings for heap in heaps if len(heap.questions) > 1)
    return Grid(columns, unstated, tuple(rows), _row("", "All", heaps, late, columns), twice)


@dataclass(frozen=True, slots=True)
class Heap:
    """Findings of one service that state the same key questions."""

    service: str
    questions: tuple[str, ...]
    findings: int
    waiting: int

    def stands_in(self, column: str) -> bool:
        return column in self.questions if column != NO_FINDING else not self.questions


def _heaps(board: Board, findings: Iterable[FindingFact]) -> list[Heap]:
    number: Counter[tuple[str, str]] = Counter()
    waits: Counter[tuple[str, str]] = Counter()
    for row in findings:
        heap = (row.core_service or ACROSS, row.questions)
        number[heap] += 1
        waits[heap] += board.states[row.id] == AnswerState.WAITING
    return [Heap(heap[0], tuple(json.loads(heap[1])), n, waits[heap]) for heap, n in number.items()]


def _late(board: Board, findings: Iterable[FindingFact]) -> dict[str, Counter[str]]:
    """Overdue actions by service (``ALL``: the whole trust) and key question, each once: a finding about two questions
    stands in both columns."""
    to_put_right = {row.id: row for row in findings}
    late: dict[str, Counter[str]] = {ALL: Counter()}
    for action in board.facts.actions.values():
        if action.state == Delivery.OVERDUE:
            answers = [to_put_right[pk] for pk in board.roots[action.id] if pk in to_put_right]
            for place, column in {cell for row in answers for cell in _cells(row)}:
                late.setdefault(place, Counter())[column] += 1
    return late


def _cells(row: FindingFact) -> Iterable[tuple[str, str]]:
    columns = ("all", *(column for column in COLUMNS if about(row, column)))
    return ((place, column) for place in (ALL, row.core_service or ACROSS) for column in columns)


def _row(
    code: str, name: str, heaps: Sequence[Heap], late: Mapping[str, Mapping[str, int]], columns: Sequence[str]
) -> GridRow:
    overdue = late.get(code, {})
    cells = tuple(_cell([h for h in heaps if h.stands_in(c)], overdue.get(c, 0)) for c in columns)
    return GridRow(code, name, cells, _cell(heaps, overdue.get("all", 0)))


def _cell(heaps: Iterable[Heap], overdue: int) -> Cell:
    some = list(heaps)
    return Cell(sum(heap.findings for heap in some), sum(heap.waiting for heap in some), overdue)
