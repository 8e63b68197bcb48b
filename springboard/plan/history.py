"""Who may read what happened to a finding or an action: whoever may read the record where it belongs."""

from __future__ import annotations

from springboard.accounts.permissions import Permission
from springboard.organisations.history import is_row
from springboard.organisations.scope import Scope
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.rules.permissions import Place, may, may_anywhere


def finding_guard(scope: Scope, object_id: str) -> bool:
    """True when one of the person's roles gives the record at the finding's place."""
    if not is_row(object_id):
        return False
    row = visible_findings(scope).filter(pk=object_id).values_list("unit_id", "core_service").first()
    return row is not None and may(scope, Permission.HISTORY_VIEW, Place(*row))


def action_guard(scope: Scope, object_id: str) -> bool:
    """The same for an action: its unit, or without one the places of the findings it answers."""
    action = visible_actions(scope).filter(pk=object_id).first() if is_row(object_id) else None
    if action is None:
        return False
    if action.unit_id is not None:
        return may(scope, Permission.HISTORY_VIEW, Place(action.unit_id))
    found = action.findings.order_by("id").values_list("unit_id", "core_service")
    return may_anywhere(scope, Permission.HISTORY_VIEW, tuple(Place(*row) for row in found))
