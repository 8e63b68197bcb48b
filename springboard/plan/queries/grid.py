"""The plan as a grid: core service × key question, so that a gap is seen at a glance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, CharField, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, PRACTICE, Delivery
from springboard.plan.models import ActionFinding, Finding
from springboard.plan.queries.board.parts import about, roots
from springboard.plan.queries.loading import live_actions
from springboard.plan.queries.plan import service_names
from springboard.plan.queries.statuses import answer_case, delivery_case
from springboard.plan.rules.answering import AnswerState
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
    """Findings to put right by service and key question, counted by the database. Three queries."""
    findings = roots(scope).exclude(level__in=PRACTICE)
    heaps = _heaps(findings)
    late = {ALL: _late(scope, findings), **{row["service"]: row for row in _late(scope, findings, "service")}}
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


def _heaps(findings: QuerySet[Finding]) -> list[Heap]:
    waits = Count("pk", filter=Q(answer=AnswerState.WAITING.value))
    rows = findings.annotate(answer=answer_case()).values_list("core_service", "questions")
    counted = rows.annotate(number=Count("pk"), waits=waits).order_by()
    return [Heap(code or ACROSS, tuple(json.loads(questions)), *numbers) for code, questions, *numbers in counted]


def _late(scope: Scope, findings: QuerySet[Finding], *by: str) -> Any:
    """Overdue actions by key question, each once: a finding about two stands in both columns."""
    ties = _overdue(scope, findings)
    once = Count("action_id", distinct=True)
    columns = {column: Count("action_id", distinct=True, filter=about(column)) for column in COLUMNS}
    if not by:
        return ties.aggregate(all=once, **columns)
    return ties.values(*by).annotate(all=once, **columns).order_by()


def _overdue(scope: Scope, findings: QuerySet[Finding]) -> QuerySet[ActionFinding]:
    """Overdue actions with each finding they answer, a merged one replaced by the finding that speaks for it."""
    overdue = (
        live_actions(scope).annotate(state=delivery_case(timezone.localdate())).filter(state=Delivery.OVERDUE.value)
    )
    ties = ActionFinding.objects.filter(action_id__in=overdue.order_by().values("pk"))
    code = Coalesce("finding__merged_into__core_service", "finding__core_service")
    ties = ties.order_by().annotate(root=Coalesce("finding__merged_into_id", "finding_id"), code=code)
    questions = Cast(Coalesce("finding__merged_into__key_questions", "finding__key_questions"), TextField())
    service = Case(When(code="", then=Value(ACROSS)), default=F("code"), output_field=CharField())
    return ties.annotate(questions=questions, service=service).filter(root__in=findings.values("pk"))


def _row(
    code: str, name: str, heaps: Sequence[Heap], late: Mapping[str, Mapping[str, int]], columns: Sequence[str]
) -> GridRow:
    overdue = late.get(code, {})
    cells = tuple(_cell([h for h in heaps if h.stands_in(c)], overdue.get(c, 0)) for c in columns)
    return GridRow(code, name, cells, _cell(heaps, overdue.get("all", 0)))


def _cell(heaps: Iterable[Heap], overdue: int) -> Cell:
    some = list(heaps)
    return Cell(sum(heap.findings for heap in some), sum(heap.waiting for heap in some), overdue)
