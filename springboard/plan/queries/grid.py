"""The plan as a grid: core service × key question, so that a gap is seen at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, PRACTICE, Delivery
from springboard.plan.queries.loading import load
from springboard.plan.queries.plan import service_names
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import ActionRow, FindingRow
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING

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
    """Findings to put right by service and key question. Three queries."""
    loaded = load(scope)
    findings = [row for row in loaded.standing.values() if row.level not in PRACTICE]
    late = _late(loaded.actions)
    names = {ACROSS: "Across the trust", **service_names()}
    by_service: dict[str, list[FindingRow]] = {code: [] for code in names}
    for finding in findings:
        by_service.setdefault(finding.core_service or ACROSS, []).append(finding)
    columns = tuple(column for column in COLUMNS if _of(findings, column))
    rows = [_row(code, names.get(code, code), some, late, columns) for code, some in by_service.items() if some]
    twice = sum(len(finding.key_questions) > 1 for finding in findings)
    unstated = tuple(code for code in KEY_QUESTIONS if code not in columns)
    return Grid(columns, unstated, tuple(rows), _row("", "All", findings, late, columns), twice)


def _late(actions: Sequence[ActionRow]) -> dict[int, set[int]]:
    """Overdue actions by finding."""
    late: dict[int, set[int]] = {}
    for action in actions:
        if action.status.state == Delivery.OVERDUE:
            for pk in action.finding_ids:
                late.setdefault(pk, set()).add(action.id)
    return late


def _row(
    code: str, name: str, findings: Iterable[FindingRow], late: dict[int, set[int]], columns: Iterable[str]
) -> GridRow:
    some = list(findings)
    return GridRow(code, name, tuple(_cell(_of(some, column), late) for column in columns), _cell(some, late))


def _of(findings: Iterable[FindingRow], column: str) -> list[FindingRow]:
    return [f for f in findings if (column in f.key_questions if column != NO_FINDING else not f.key_questions)]


def _cell(findings: Sequence[FindingRow], late: dict[int, set[int]]) -> Cell:
    overdue = set().union(*(late.get(finding.id, set()) for finding in findings))
    return Cell(len(findings), sum(finding.state == AnswerState.WAITING for finding in findings), len(overdue))
