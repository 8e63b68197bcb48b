"""Pure decisions about the organisation: what a membership covers. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from springboard.accounts.roles import Role
from springboard.organisations.scope import Grant


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What the rules need to know of a unit: ``path`` is the ids from the top down to it, ``/1/5/9/``."""

    pk: int
    path: str
    core_service: str = ""


def grant_of(role: Role, unit_path: str | None, rows: Iterable[UnitRow]) -> Grant:
    """What one membership gives. ``unit_path=None``, or a role that sees the whole trust, covers the whole
    trust; otherwise the unit and everything below it."""
    if role.whole_trust or unit_path is None:
        return Grant(role.code, role.permissions)
    below = [row for row in rows if row.path.startswith(unit_path)]
    services = frozenset(row.core_service for row in below if row.core_service)
    return Grant(role.code, role.permissions, frozenset(row.pk for row in below), services)


def services_seen(held: Sequence[tuple[Role, str]], rows: Iterable[UnitRow]) -> frozenset[str]:
    """Core services at or below each unit, and above it too, so that a ward sees what CQC said about its
    service. A role that sees only what it was given (an external viewer) does not look up."""
    return frozenset(
        row.core_service
        for row in rows
        if row.core_service
        and any(
            row.path.startswith(path) or (path.startswith(row.path) and not role.needs_end)
            for role, path in held
        )
    )
