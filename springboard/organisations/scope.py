"""What a person may see: a plain value made once per request, where every query starts."""

from __future__ import annotations

from dataclasses import dataclass, field

from springboard.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Scope:
    """``unit_ids`` is ``None`` for the whole trust, otherwise the ids of every unit the person may see (their units
    and everything below). ``core_services`` are the codes of the services among or above them, so that a ward sees
    what CQC said about its service. ``permissions`` holds for those units only."""

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

    @property
    def whole_trust(self) -> bool:
        return self.unit_ids is None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def sees_unit(self, unit_id: int | None) -> bool:
        """True for a unit in the slice; things without a unit belong to the whole trust."""
        return self.unit_ids is None or (unit_id is not None and unit_id in self.unit_ids)
