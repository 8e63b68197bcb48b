"""Reads the facts that the plan is counted, sorted and cut by: a few short columns of everything, three queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from springboard.organisations.scope import Scope
from springboard.plan.models import Action, ActionFinding, Finding
from springboard.plan.queries.statuses import delivery_case, otherwise_case
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.rules.board.facts import DUE_LATE, NOT_AGREED, STUCK, ActionFact, Facts, FindingFact

_SOURCE = Case(When(source_reference="", then=F("source_kind")), default=F("source_reference"))


def facts_of(trust_id: int, reinspection_on: date | None) -> Facts:
    """The facts of a whole trust, whoever may see what. Three queries. ``seen_by`` makes somebody's own of them."""
    return Facts(
        {row.id: row for row in _findings(Finding.objects.filter(trust_id=trust_id))},
        {row.id: row for row in _actions(Action.objects.filter(trust_id=trust_id), reinspection_on)},
        _ties(ActionFinding.objects.filter(action__trust_id=trust_id)),
    )


def brought_up_to_date(
    facts: Facts, trust_id: int, reinspection_on: date | None, findings: Collection[int], actions: Collection[int]
) -> Facts:
    """The facts after these findings and actions, or what these actions answer, have changed. Three queries at most:
    a finding that was merged takes the ties of its actions along."""
    known, live, ties = dict(facts.findings), dict(facts.actions), dict(facts.ties)
    for pk in findings:
        known.pop(pk, None)
    for pk in actions:
        live.pop(pk, None)
        ties.pop(pk, None)
    if findings:
        rows = Finding.objects.filter(trust_id=trust_id, pk__in=findings)
        known.update((row.id, row) for row in _findings(rows))
    if actions:
        some = Action.objects.filter(trust_id=trust_id, pk__in=actions)
        live.update((row.id, row) for row in _actions(some, reinspection_on))
    moved = Q(action_id__in=actions)
    if findings:
        moved |= Q(action_id__in=ActionFinding.objects.filter(finding_id__in=findings).values("action_id"))
    ties.update(_ties(ActionFinding.objects.filter(moved)))
    return Facts(known, live, ties)


Seen = tuple[frozenset[int], frozenset[int]]


def seen_by(scope: Scope) -> Seen | None:
    """The ids of the findings and live actions this person may see, as the database says now; ``None`` for the whole
    trust. One query, none for the whole trust."""
    if scope.whole_trust:
        return None
    findings = visible_findings(scope).order_by().values_list(Value(0), "pk")
    actions = visible_actions(scope).filter(withdrawn_on__isnull=True).order_by().values_list(Value(1), "pk")
    seen: tuple[list[int], list[int]] = ([], [])
    for kind, pk in findings.union(actions, all=True):
        seen[kind].append(pk)
    return frozenset(seen[0]), frozenset(seen[1])


def _findings(rows: QuerySet[Finding]) -> Iterable[FindingFact]:
    read = rows.order_by().annotate(
        asked=Cast("key_questions", TextField()), source=_SOURCE, otherwise=otherwise_case()
    )
    given = read.values_list("pk", "order_key", "core_service", "asked", "unit_id", "source", "otherwise")
    return map(FindingFact._make, given)


def _actions(rows: QuerySet[Action], reinspection_on: date | None) -> Iterable[ActionFact]:
    read = rows.filter(withdrawn_on__isnull=True).order_by()
    read = read.annotate(state=delivery_case(timezone.localdate()), marks=_marks(reinspection_on))
    read = read.annotate(day=Cast("due", TextField()))
    given = read.values_list("pk", "number", "state", "marks", "owner_id", "sponsor_id", "programme_id", "day")
    return map(ActionFact._make, given)


def _marks(day: date | None) -> Any:
    late = Q(pk__isnull=True) if day is None else Q(due__isnull=True) | Q(due__gt=day)
    return _if(Q(stuck_since__isnull=False), STUCK) + _if(Q(agreed_on__isnull=True), NOT_AGREED) + _if(late, DUE_LATE)


def _if(condition: Q, number: int) -> Case:
    return Case(When(condition, then=number), default=0, output_field=IntegerField())


def _ties(rows: QuerySet[ActionFinding]) -> dict[int, tuple[int, ...]]:
    live = rows.filter(action__withdrawn_on__isnull=True).order_by()
    found: dict[int, tuple[int, ...]] = {}
    for action_id, own, into in live.values_list("action_id", "finding_id", "finding__merged_into_id"):
        root, had = into or own, found.get(action_id)
        if had is None:
            found[action_id] = (root,)
        elif root not in had:
            found[action_id] = (*had, root)
    return found
