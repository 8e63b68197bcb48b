"""Findings that wait for this person's answer, without loading the rest of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.queries.loading import load_findings
from springboard.plan.queries.statuses import unanswered
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.board.rows import finding_order
from springboard.plan.rules.permissions import Place, may


@dataclass(frozen=True, slots=True)
class Waits:
    """A finding that waits: just enough to order it and to say who may answer."""

    id: int
    reference: str
    level: str
    raised_on: date
    unit_id: int | None
    core_service: str

    @property
    def order(self) -> tuple[Any, ...]:
        return finding_order(self.level, self.raised_on, self.reference)


def waiting_for(scope: Scope) -> list[Waits]:
    """Unanswered findings that this person may answer, in the order of the plan. One query."""
    fields = ("id", "reference", "level", "raised_on", "unit_id", "core_service")
    waits = (Waits(*row) for row in unanswered(visible_findings(scope)).values_list(*fields))
    mine = (one for one in waits if may(scope, Permission.FINDING_RESPOND, Place(one.unit_id, one.core_service)))
    return sorted(mine, key=lambda one: one.order)


def waiting_rows(scope: Scope, waits: Sequence[Waits]) -> list[FindingRow]:
    """These findings whole, in the order given. Two queries, none for nothing."""
    rows = load_findings(scope, [one.id for one in waits])
    return [rows[one.id] for one in waits if one.id in rows]
