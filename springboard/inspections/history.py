"""Who may read what happened to a report, to what was read in it and to its ratings: the whole trust's readers, because
a report belongs to the whole trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from springboard.accounts.permissions import Permission
from springboard.inspections.models import DraftFinding, Rating
from springboard.inspections.queries.reports import seen_by
from springboard.organisations.history import Guard, is_row, register_history_guard
from springboard.organisations.scope import Scope


def register() -> None:
    register_history_guard("inspections.report", _guard(seen_by))
    register_history_guard(
        "inspections.draftfinding", _guard(lambda scope: DraftFinding.objects.filter(report__in=seen_by(scope)))
    )
    register_history_guard(
        "inspections.rating", _guard(lambda scope: Rating.objects.filter(inspection__report__in=seen_by(scope)))
    )


def _guard(seen: Callable[[Scope], QuerySet[Any]]) -> Guard:
    def guard(scope: Scope, object_id: str) -> bool:
        if not is_row(object_id):
            return False
        return scope.may_on(Permission.HISTORY_VIEW, None) and seen(scope).filter(pk=object_id).exists()

    return guard
