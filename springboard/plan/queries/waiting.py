"""Findings that wait for this person's answer, without loading the rest of the plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries.board.kept import view
from springboard.plan.queries.loading import finding_rows, values
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.board.facts import Board, FindingFact
from springboard.plan.rules.permissions import Place, may


@dataclass(frozen=True, slots=True)
class Waits:
    """The finding to answer first: just enough to name it."""

    id: int
    reference: str


@dataclass(frozen=True, slots=True)
class Mine:
    """How many findings wait for this person's answer, and the first of them in the order of the plan."""

    number: int
    first: Waits | None


def waiting_for(scope: Scope, board: Board | None = None) -> list[FindingFact]:
    """Unanswered findings that this person may answer, in the order of the plan. No query with the board at hand."""
    allowed: dict[tuple[int | None, str], bool] = {}
    mine = []
    for row in (board or view(scope).board).waiting:
        place = (row.unit_id, row.core_service)
        if place not in allowed:
            allowed[place] = may(scope, Permission.FINDING_RESPOND, Place(*place))
        if allowed[place]:
            mine.append(row)
    return mine


def waiting_count(scope: Scope, board: Board, *, but: int | None = None) -> Mine:
    """The same counted, ``but`` one that is open already. One query, none when nothing waits."""
    mine = [row for row in waiting_for(scope, board) if row.id != but]
    if not mine:
        return Mine(0, None)
    first = board.keep(("reference", mine[0].id), lambda: _reference(scope, mine[0].id))
    return Mine(len(mine), Waits(mine[0].id, first) if first else None)


def _reference(scope: Scope, pk: int) -> str | None:
    return Finding.objects.filter(trust_id=scope.trust_id, pk=pk).values_list("reference", flat=True).first()


def findings_whole(scope: Scope, board: Board, ids: Collection[int]) -> dict[int, FindingRow]:
    """These findings with those merged into them, as far as the person sees them. One query, none for nothing: what
    answers them is known."""
    return finding_rows(values(scope, ids), board.tied_to(ids)) if ids else {}
