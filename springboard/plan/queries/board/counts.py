# ruff: noqa: S608 - put together from names and conditions of this room; values are parameters
"""Counts that add up, each under all the other filters: the twin of ``rules.board.counting``, in two queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Level, Outcome
from springboard.plan.ordering import level_key
from springboard.plan.panels import outcomes, outcomes_are_read
from springboard.plan.queries.board.parts import finding_fits, roots
from springboard.plan.queries.board.sql import FACTS, ONLY, base_sql, passes
from springboard.plan.queries.statuses import answer_case
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.counting import Counts
from springboard.plan.rules.board.filters import NO_FINDING, Asker, Filters

_LEVELS = {level_key(level): level for level in Level.values}
ANSWERS = (AnswerState.WAITING, AnswerState.ACTIONS, AnswerState.DECISION)


def count_answers(scope: Scope, filters: Filters) -> dict[AnswerState, int]:
    """Findings that the filters let through, by where they stand with their answer. One query."""
    found = roots(scope).filter(finding_fits(scope, filters)).annotate(answer=answer_case())
    tally = dict(found.values_list("answer").annotate(number=Count("pk")))
    return {state: tally.get(state.value, 0) for state in ANSWERS}


@dataclass(frozen=True, slots=True)
class Heap:
    """So many actions with the same answers to every filter that is counted."""

    level: str
    state: str
    only: frozenset[str]
    number: int


def count_actions(scope: Scope, filters: Filters, asker: Asker) -> Counts:
    """``rules.board.counting.count``, by the database. One query, and those of the outcome readers."""
    filters = filters.for_actions
    heaps = _heaps(scope, filters, asker, filters.outcome)
    delivery = _sums(_passing(heaps, filters, but="status"), lambda heap: heap.state)
    level = _sums(_passing(heaps, filters, but="level"), lambda heap: heap.level)
    rest = _passing(heaps, filters, but="only")
    return Counts(
        delivery={state: delivery[state] for state in Delivery.values},
        outcome=_outcomes(scope, filters, asker, heaps),
        level={value: level[value] for value in [*Level.values, NO_FINDING] if level[value]},
        only={name: sum(heap.number for heap in rest if name in heap.only) for name in ONLY},
    )


def _heaps(scope: Scope, filters: Filters, asker: Asker, outcome: str) -> list[Heap]:
    base = base_sql(scope, filters, asker, outcome)
    facts = ", ".join(("SUBSTR(strongest, 1, 2)", *FACTS))
    with connection.cursor() as cursor:
        cursor.execute(f"{base.text} SELECT {facts}, COUNT(*) FROM judged GROUP BY {facts}", base.params)
        rows = cursor.fetchall()
    return [
        Heap(
            _LEVELS.get(level, NO_FINDING), state, frozenset(n for n, on in zip(ONLY, facts, strict=True) if on), number
        )
        for level, state, *facts, number in rows
    ]


def _ids(scope: Scope, filters: Filters, asker: Asker) -> list[int]:
    """The actions that pass every filter but the outcome's."""
    base = base_sql(scope, filters, asker, "")
    passing = passes(filters)
    with connection.cursor() as cursor:
        cursor.execute(f"{base.text} SELECT id FROM judged WHERE {passing.text}", base.params + passing.params)
        return [pk for (pk,) in cursor.fetchall()]


def _passing(heaps: Iterable[Heap], filters: Filters, *, but: str) -> list[Heap]:
    return [
        heap
        for heap in heaps
        if (but == "status" or filters.status in {"", heap.state})
        and (but == "level" or filters.level in {"", heap.level})
        and (but == "only" or not filters.only or filters.only in heap.only)
    ]


def _sums(heaps: Iterable[Heap], of: Callable[[Heap], str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for heap in heaps:
        sums[of(heap)] += heap.number
    return sums


def _outcomes(scope: Scope, filters: Filters, asker: Asker, heaps: list[Heap]) -> dict[str, int]:
    """While no room reads outcomes, every action has none."""
    if not outcomes_are_read():
        heaps = _heaps(scope, filters, asker, "") if filters.outcome not in {"", Outcome.NO_MEASURE} else heaps
        none = sum(heap.number for heap in _passing(heaps, filters, but=""))
        return {state: none if state == Outcome.NO_MEASURE else 0 for state in Outcome.values}
    tally = Counter(seen.state.value for seen in outcomes(scope, _ids(scope, filters, asker)).values())
    return {state: tally[state] for state in Outcome.values}
