"""The trust's programmes with how many actions each has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.models import Programme
from springboard.plan.queries.loading import live_actions
from springboard.plan.rules.permissions import Place, may


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme; ``actions`` counts those the person sees, ``still_open`` the ones nobody has said are done."""

    id: int
    name: str
    closed_on: date | None
    actions: int
    still_open: int


@dataclass(frozen=True, slots=True)
class ProgrammesPage:
    """Open programmes by name, then closed ones. ``may_change``: the person may change programmes of the trust."""

    rows: tuple[ProgrammeRow, ...]
    may_change: bool


def programmes_page(scope: Scope) -> ProgrammesPage:
    """Every programme of the trust. One query."""
    seen = Q(actions__in=live_actions(scope).order_by().values("pk"))
    counted = Programme.objects.filter(trust_id=scope.trust_id).annotate(
        number=Count("actions", filter=seen), undone=Count("actions", filter=seen & Q(actions__claimed_on__isnull=True))
    )
    rows = [ProgrammeRow(*row) for row in counted.values_list("pk", "name", "closed_on", "number", "undone")]
    rows.sort(key=lambda row: (row.closed_on is not None, row.name.casefold()))
    return ProgrammesPage(tuple(rows), may(scope, Permission.ACTION_AGREE, Place()))
