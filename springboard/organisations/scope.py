"""What a person may see: a plain value made once per request, where every query starts."""

from __future__ import annotations

from dataclasses import dataclass, field

from springboard.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Grant:
    """What one membership gives: these permissions, on these units and core services (``None``: the whole
    trust)."""

    role: str
    permissions: frozenset[Permission]
    unit_ids: frozenset[int] | None = None
    core_services: frozenset[str] | None = None

    def covers_unit(self, unit_id: int | None) -> bool:
        """Something without a unit belongs to the whole trust, so only a whole-trust grant covers it."""
        return self.unit_ids is None or (unit_id is not None and unit_id in self.unit_ids)

    def covers_service(self, code: str) -> bool:
        return self.core_services is None or (bool(code) and code in self.core_services)


@dataclass(frozen=True, slots=True)
class Scope:
    """``unit_ids`` is ``None`` for the whole trust, otherwise the ids of every unit the person may see (their
    units and everything below). ``core_services`` are the codes of the services among or above them, so that
    a ward sees what CQC said about its service. ``permissions`` is the union of all roles held: good enough
    to show a page, never to change a thing; for that ask ``may_on`` or ``may_on_service``, which look at each
    membership by itself."""

    user_id: int
    user_name: str
    trust_id: int
    trust_name: str
    role_names: tuple[str, ...]
    permissions: frozenset[Permission]
    unit_ids: frozenset[int] | None = None
    core_services: frozenset[str] | None = None
    membership_ids: frozenset[int] = field(default_factory=frozenset)
    external: bool = False
    grants: tuple[Grant, ...] = ()

    @property
    def whole_trust(self) -> bool:
        return self.unit_ids is None

    def may(self, permission: Permission) -> bool:
        """True when any role held gives ``permission`` somewhere."""
        return permission in self.permissions

    def may_on(self, permission: Permission, unit_id: int | None) -> bool:
        """True when one membership gives ``permission`` on this unit: staff on ward A and lead of directorate
        B is no lead on A. ``unit_id=None`` is a thing of the whole trust: only a whole-trust membership
        covers it."""
        return any(permission in grant.permissions and grant.covers_unit(unit_id) for grant in self.grants)

    def may_on_service(self, permission: Permission, core_service: str) -> bool:
        """The same for a thing that names a core service and no unit (what CQC found about a service). The
        service must be at or below the membership: a ward's manager does not answer for the ward's whole
        service."""
        return any(permission in grant.permissions and grant.covers_service(core_service) for grant in self.grants)

    def sees_unit(self, unit_id: int | None) -> bool:
        """True for a unit in the slice; things without a unit belong to the whole trust."""
        return self.unit_ids is None or (unit_id is not None and unit_id in self.unit_ids)
