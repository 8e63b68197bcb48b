"""Findings that wait for this person's answer, without loading the rest of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, QuerySet

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries.loading import load_findings
from springboard.plan.queries.statuses import unanswered
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.permissions import Place, may

_FIELDS = ("id", "reference", "level", "raised_on", "unit_id", "core_service")


@dataclass(frozen=True, slots=True)
class Waits:
    """A finding that waits: just enough to name it and to say who may answer."""

    id: int
    reference: str
    level: str
    raised_on: date
    unit_id: int | None
    core_service: str


@dataclass(frozen=True, slots=True)
class Mine:
    """How many findings wait for this person's answer, and the first of them in the order of the plan."""

    number: int
    first: Waits | None


def waiting_for(scope: Scope) -> list[Waits]:
    """Unanswered findings that this person may answer, in the order of the plan. One query."""
    waits = (Waits(*row) for row in _unanswered(scope).order_by("order_key").values_list(*_FIELDS))
    return [one for one in waits if may(scope, Permission.FINDING_RESPOND, Place(one.unit_id, one.core_service))]


def waiting_count(scope: Scope, *, but: int | None = None) -> Mine:
    """The same counted, ``but`` one that is open already. However many wait, two queries, one when there are none."""
    places = _unanswered(scope).exclude(pk=but or 0).values_list("unit_id", "core_service")
    heaps = places.annotate(number=Count("pk"), first=Min("order_key")).order_by()
    mine = [
        (number, first)
        for unit_id, service, number, first in heaps
        if may(scope, Permission.FINDING_RESPOND, Place(unit_id, service))
    ]
    if not mine:
        return Mine(0, None)
    key = min(first for _, first in mine)
    row = Finding.objects.filter(trust_id=scope.trust_id, order_key=key).values_list(*_FIELDS).first()
    return Mine(sum(number for number, _ in mine), Waits(*row) if row else None)


def _unanswered(scope: Scope) -> QuerySet[Finding]:
    return unanswered(visible_findings(scope))


def waiting_rows(scope: Scope, waits: Sequence[Waits]) -> list[FindingRow]:
    """These findings whole, in the order given. Two queries, none for nothing."""
    rows = load_findings(scope, [one.id for one in waits])
    return [rows[one.id] for one in waits if one.id in rows]
