"""Who may do what with a finding or an action. Scope in, yes or no out; the services ask before every
write."""

from __future__ import annotations

from dataclasses import dataclass

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.rules.refusals import NotYours


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs: a unit, else a core service, else the whole trust."""

    unit_id: int | None = None
    core_service: str = ""


def may(scope: Scope, permission: Permission, place: Place) -> bool:
    """Whether one of the person's roles gives ``permission`` at this place."""
    if place.unit_id is not None:
        return scope.may_on(permission, place.unit_id)
    if place.core_service:
        return scope.may_on_service(permission, place.core_service)
    return scope.may_on(permission, None)


def may_anywhere(scope: Scope, permission: Permission, places: tuple[Place, ...]) -> bool:
    """The same for something that belongs to several places: one of them is enough; none is the whole
    trust."""
    return any(may(scope, permission, place) for place in places or (Place(),))


def may_update(scope: Scope, places: tuple[Place, ...], *, owner_id: int | None) -> bool:
    """The owner writes updates on their own action wherever it hangs; others where their role says so."""
    if owner_id == scope.user_id and scope.may(Permission.ACTION_UPDATE):
        return True
    return may_anywhere(scope, Permission.ACTION_UPDATE, places)


def need(allowed: bool, sentence: str) -> None:
    """Refuse with ``sentence`` unless allowed."""
    if not allowed:
        raise NotYours(sentence)


ANSWER = "You can read this finding, but somebody else answers for it: ask the lead of its service or a quality lead."
RAISE = "You can raise findings for your own wards and teams only. Choose one of them."
CHANGE = "You can read this action, but not change it: ask its owner or a quality lead."
ADD = "You can add actions for your own wards, teams and services only. Choose one of them."
AGREE = "An action is agreed by a lead of its service or by a quality lead. Ask one of them to look at it."
UPDATE = "Only the owner of this action, or somebody who leads its ward or service, writes updates on it."
PROGRAMMES = "Programmes belong to the whole trust: ask a quality lead or an executive champion to change them."
CLAIM = "Only the owner can say an action is done. Write an update instead, or change the owner first."
