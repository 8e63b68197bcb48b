"""Pure decisions about the organisation: what a membership covers, what may stand below what, which role fits
where. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from springboard.accounts.roles import BY_CODE, Role
from springboard.accounts.rules import ChangedMeanwhile, Refused, clean_email, clean_line
from springboard.kernel.vocabulary import core_services
from springboard.organisations.choices import UnitKind
from springboard.organisations.scope import Grant

__all__ = ["ChangedMeanwhile", "Refused", "UnitRow", "clean_email", "clean_line", "grant_of", "services_seen"]

LONGEST_PATH = 200
# Which kinds may stand directly above a unit; "" is the trust itself.
PARENTS: dict[str, frozenset[str]] = {
    UnitKind.DIRECTORATE: frozenset({""}),
    UnitKind.SERVICE: frozenset({"", UnitKind.DIRECTORATE}),
    UnitKind.TEAM: frozenset({"", UnitKind.DIRECTORATE, UnitKind.SERVICE}),
}
# Roles that mean nothing without a place.
NEEDS_UNIT = frozenset({"unit_lead", "ward_manager"})


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
        if row.core_service and any(_in_sight(row.path, path, role) for role, path in held)
    )


def _in_sight(path: str, mine: str, role: Role) -> bool:
    return path.startswith(mine) or (mine.startswith(path) and not role.needs_end)


def holds_on(day: date, starts_on: date | None, ends_on: date | None, ended: bool) -> bool:
    """True when a membership counts on ``day``: both its first and its last day count; an ended one never
    does."""
    return not ended and (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def check_place(kind: str, parent_kind: str) -> None:
    """Refuses a unit below one of the wrong kind; ``parent_kind=""`` is the trust itself."""
    if kind not in UnitKind.values:
        raise Refused(f"‘{kind}’ is not a kind of unit. Choose directorate, service, or ward or team.", field="kind")
    if parent_kind in PARENTS[kind]:
        return
    if kind == UnitKind.DIRECTORATE:
        raise Refused("A directorate stands directly below the trust. Leave ‘part of’ empty.", field="parent")
    allowed = "a directorate" if kind == UnitKind.SERVICE else "a service or a directorate"
    raise Refused(
        f"A {UnitKind(kind).label.lower()} can be part of {allowed}, or stand directly below the trust.", field="parent"
    )


def check_core_service(kind: str, code: str) -> None:
    """Refuses a core service on anything but a service, and one that CQC does not have."""
    if code and kind != UnitKind.SERVICE:
        raise Refused(
            "Only a service has a CQC core service. Wards and teams take it from theirs.", field="core_service"
        )
    if code and code not in {service.code for service in core_services()}:
        raise Refused(f"‘{code}’ is not one of CQC’s core services. Choose one of them.", field="core_service")


def check_no_cycle(path: str, new_parent_path: str) -> None:
    """Refuses to put a unit below itself or below something inside it."""
    if new_parent_path.startswith(path):
        raise Refused("A unit cannot be moved below itself or below something that is part of it.", field="parent")


def clean_unit_name(value: str) -> str:
    """A unit's name. Refuses an empty or long one, and the sign that stands between the levels of a place."""
    name = clean_line(value, name="the name", field="name", longest=160)
    if "›" in name or ">" in name:
        raise Refused("A name cannot hold › or >: they stand between the levels of the tree.", field="name")
    return name


def path_below(parent_path: str, pk: int) -> str:
    """``/1/5/`` and 9 give ``/1/5/9/``."""
    return f"{parent_path or '/'}{pk}/"


def check_role(role: str, *, has_unit: bool, starts_on: date | None, ends_on: date | None, today: date) -> Role:
    """The role, when it fits: it exists, has a place when it needs one, and dates that make sense.

    Refuses an unknown role, a whole-trust role tied to one unit, a lead or manager of nowhere, an external
    viewer without a last day, a last day in the past or before the first."""
    found = BY_CODE.get(role)
    if found is None:
        raise Refused("Choose a role from the list", field="role")
    if found.whole_trust and has_unit:
        raise Refused(f"{found.name} is a role for the whole trust. Leave the unit empty.", field="unit")
    if found.code in NEEDS_UNIT and not has_unit:
        raise Refused(f"Choose the unit: {found.name.lower()} of what?", field="unit")
    if found.needs_end and ends_on is None:
        raise Refused(f"Enter the last day: {found.name.lower()} is a role that ends on a date.", field="ends_on")
    if ends_on is not None and ends_on < today:
        raise Refused("The last day is in the past. Enter today or a later day.", field="ends_on")
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        raise Refused("The last day is before the first day.", field="ends_on")
    return found
