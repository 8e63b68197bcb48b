"""What an import would do: one line a row for the person, and the steps that make it so. Plain values, no
queries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

Path = tuple[str, ...]  # names from the top down, in lower case


@dataclass(frozen=True, slots=True)
class SiteNow:
    pk: int
    name: str
    postcode: str
    cqc_location_id: str


@dataclass(frozen=True, slots=True)
class UnitNow:
    pk: int
    kind: str
    name: str
    core_service: str
    site: str
    site_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class RoleNow:
    pk: int
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PersonNow:
    """``ours_alone``: in no other trust and no operator, so that their account may be changed here."""

    pk: int
    name: str
    job_title: str
    email: str
    version: int
    is_active: bool
    ours_alone: bool
    roles: dict[tuple[str, int | None], RoleNow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Now:
    """The trust as it is: open units by path, sites by name in lower case, people by address."""

    sites: dict[str, SiteNow]
    units: dict[Path, UnitNow]
    people: dict[str, PersonNow]


@dataclass(frozen=True, slots=True)
class AddSite:
    row: int
    name: str
    postcode: str
    cqc_location_id: str


@dataclass(frozen=True, slots=True)
class ChangeSite:
    row: int
    site_id: int
    postcode: str
    cqc_location_id: str


@dataclass(frozen=True, slots=True)
class AddUnit:
    row: int
    path: Path
    kind: str
    name: str
    core_service: str
    site: str


@dataclass(frozen=True, slots=True)
class ChangeUnit:
    row: int
    now: UnitNow
    core_service: str
    site: str


@dataclass(frozen=True, slots=True)
class ChangePerson:
    row: int
    now: PersonNow
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class GiveRole:
    """Adds the person too when nobody has the address."""

    row: int
    email: str
    name: str
    job_title: str
    role: str
    unit: Path | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ChangeDates:
    row: int
    membership_id: int
    starts_on: date | None
    ends_on: date | None


Step = AddSite | ChangeSite | AddUnit | ChangeUnit | ChangePerson | GiveRole | ChangeDates


@dataclass(frozen=True, slots=True)
class Line:
    """One row for the person: ``verdict`` is new, changed, unchanged or wrong; ``words`` say what or why."""

    table: str
    row: int
    label: str
    verdict: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def possible(self) -> bool:
        """Nothing is wrong and something would be done."""
        return bool(self.steps) and not self.count("wrong")

    @property
    def digest(self) -> str:
        """The same for the same plan: a confirmation holds for exactly what was shown."""
        return hashlib.sha256(repr((self.lines, self.steps)).encode()).hexdigest()
