"""What an import would do, for the person who decides."""

from __future__ import annotations

from dataclasses import dataclass

from springboard.organisations.sheets.plan import Line, Plan
from springboard.organisations.sheets.tables import TABLES

SHOWN = 500
VERDICTS = {"new": "New", "changed": "Changed", "unchanged": "As it is", "wrong": "Wrong"}


@dataclass(frozen=True, slots=True)
class PreviewTable:
    name: str
    lines: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Preview:
    counts: tuple[tuple[str, str, int], ...]
    wrong: tuple[Line, ...]
    tables: tuple[PreviewTable, ...]
    ignored: tuple[str, ...]
    possible: bool
    nothing_to_do: bool
    new_people: bool


def preview_of(plan: Plan, ignored: tuple[str, ...]) -> Preview:
    """Everything wrong first; then each table, what changes before what stays, at most ``SHOWN`` rows a
    table."""
    return Preview(
        counts=tuple((code, word, plan.count(code)) for code, word in VERDICTS.items()),
        wrong=tuple(line for line in plan.lines if line.verdict == "wrong")[:SHOWN],
        tables=tuple(table for table in (_table(plan, table.code, table.name) for table in TABLES) if table.lines),
        ignored=ignored,
        possible=plan.possible,
        nothing_to_do=not plan.steps and not plan.count("wrong"),
        new_people=any(line.table == "people" and line.verdict == "new" for line in plan.lines),
    )


def _table(plan: Plan, code: str, name: str) -> PreviewTable:
    order = {"new": 0, "changed": 1, "unchanged": 2}
    lines = [line for line in plan.lines if line.table == code and line.verdict in order]
    lines.sort(key=lambda line: (order[line.verdict], line.row))
    return PreviewTable(name, tuple(lines[:SHOWN]), max(0, len(lines) - SHOWN))
