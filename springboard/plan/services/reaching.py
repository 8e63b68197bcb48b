"""The one place where a service gets the finding or action it is about to change: in scope, or it does not
exist."""

from __future__ import annotations

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.models import Action, Finding
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.rules import Refused
from springboard.plan.rules.permissions import Place, may, need


class NotThereError(LookupError):
    """No such thing in what the person may see; pages answer 404."""


def finding_to_change(scope: Scope, finding_id: int, permission: Permission, sentence: str) -> Finding:
    """A finding the person sees and may change; refuses with ``sentence`` otherwise."""
    finding = visible_findings(scope).filter(pk=finding_id).select_related("merged_into").first()
    if finding is None:
        raise NotThereError(finding_id)
    need(may(scope, permission, place_of(finding)), sentence)
    return finding


def standing_finding(scope: Scope, finding_id: int, permission: Permission, sentence: str) -> Finding:
    """The same, refusing a finding that no longer speaks for itself."""
    finding = finding_to_change(scope, finding_id, permission, sentence)
    if finding.merged_into is not None:
        raise Refused(f"{finding} was merged into {finding.merged_into}. Answer that one, or undo the merge first.")
    if finding.withdrawn_on is not None:
        raise Refused(f"{finding} was withdrawn on {_day(finding.withdrawn_on)}. Nothing was changed.")
    return finding


def action_to_change(scope: Scope, action_id: int) -> Action:
    """A live action the person sees. What they may do with it is asked next."""
    people = ("owner", "sponsor", "unit", "programme")
    action = visible_actions(scope).filter(pk=action_id).select_related(*people).first()
    if action is None:
        raise NotThereError(action_id)
    if action.withdrawn_on is not None:
        raise Refused(f"{action} was withdrawn on {_day(action.withdrawn_on)}. Nothing was changed.")
    return action


def place_of(finding: Finding) -> Place:
    return Place(finding.unit_id, finding.core_service)


def places_of(action: Action) -> tuple[Place, ...]:
    """An action belongs to its unit; without one, to the places of the findings it answers."""
    if action.unit_id is not None:
        return (Place(action.unit_id),)
    found = action.findings.order_by("id").values_list("unit_id", "core_service").distinct()
    return tuple(Place(unit_id, service) for unit_id, service in found)


def _day(day: object) -> str:
    return f"{day:%d %B %Y}".lstrip("0")
