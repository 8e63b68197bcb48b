"""Who may read what happened to a thing. Somebody who may read the record of the whole trust reads all of it;
for the others each room says which of its things are theirs."""

from __future__ import annotations

from collections.abc import Callable

from springboard.accounts.permissions import Permission
from springboard.organisations.queries import unit_by_id
from springboard.organisations.scope import Scope

Guard = Callable[[Scope, str], bool]
_guards: dict[str, Guard] = {}


def register_history_guard(object_type: str, guard: Guard) -> None:
    """``guard(scope, object_id)`` says whether this person may read the record of one ``"plan.finding"``; a
    room registers it at start-up."""
    _guards[object_type] = guard


def guarded_types() -> frozenset[str]:
    return frozenset(_guards)


def may_read_all(scope: Scope) -> bool:
    return scope.may_on(Permission.HISTORY_VIEW, None)


def may_read(scope: Scope, object_type: str, object_id: str) -> bool:
    """True for the whole trust's readers, and where a guard of the thing's own room says so."""
    return may_read_all(scope) or is_here(scope, object_type, object_id)


def is_row(object_id: str) -> bool:
    """Whether this is a row's number that every database can look up."""
    return object_id.isascii() and object_id.isdigit() and len(object_id) < 19


def is_here(scope: Scope, object_type: str, object_id: str) -> bool:
    """True when the thing's own room knows it as one of this trust that the person may read about; another trust's
    things are not here, whoever asks."""
    guard = _guards.get(object_type)
    return guard is not None and guard(scope, object_id)


def unit_guard(scope: Scope, object_id: str) -> bool:
    if not is_row(object_id):
        return False
    unit_id = int(object_id)
    return scope.may_on(Permission.HISTORY_VIEW, unit_id) and unit_by_id(scope, unit_id) is not None
