"""The list of people, one person, and one's own account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from springboard.nhsuk.filters import count, long_date, short_date


class RoleLike(Protocol):
    """What is shown of a role."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def unit_name(self) -> str: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def holds(self) -> bool: ...
    @property
    def coming(self) -> bool: ...


class PersonLike(Protocol):
    """What is shown of a person."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def job_title(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def last_login(self) -> datetime | None: ...
    @property
    def roles(self) -> Sequence[RoleLike]: ...


@dataclass(frozen=True, slots=True)
class RoleLine:
    pk: int
    text: str
    dates: str
    can_end: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    href: str
    sub: str
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    people: tuple[PersonLine, ...]
    total: str
    search: str
    showing: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    pk: int
    name: str
    email: str
    job_title: str
    is_active: bool
    signed_in: str
    roles: tuple[RoleLine, ...]
    past: tuple[RoleLine, ...]
    is_me: bool
    second_factor: str
    history_href: str
    shared: bool = False


def role_text(role: RoleLike) -> str:
    return f"{role.name}, {role.unit_name}" if role.unit_name else role.name


def role_line(role: RoleLike) -> RoleLine:
    return RoleLine(role.pk, role_text(role), _dates(role), can_end=role.holds or role.coming)


def _dates(role: RoleLike) -> str:
    if role.ended_at is not None:
        return f"ended {long_date(role.ended_at)}"
    start = f"from {long_date(role.starts_on)}" if role.starts_on else ""
    if role.ends_on is not None and not role.holds and not role.coming:
        return f"ran out on {long_date(role.ends_on)}"
    end = f"until {long_date(role.ends_on)}" if role.ends_on else ""
    return " ".join(part for part in (start, end) if part)


def people_list(people: Sequence[PersonLike], *, total: int, search: str, page: int, size: int) -> PeoplePage:
    """One page of people; a role that does not hold today is left out."""
    first = (page - 1) * size + 1
    last = min(page * size, total)
    return PeoplePage(
        people=tuple(_line(person) for person in people),
        total=count(total, "person", "people"),
        search=search,
        showing=f"{first} to {last} of {total:,}" if total else "",
        previous=(_href(search, page - 1), "") if page > 1 else None,
        next=(_href(search, page + 1), "") if last < total else None,
    )


def _line(person: PersonLike) -> PersonLine:
    state = "" if person.is_active else "Account closed"
    if person.is_active and person.last_login is None:
        state = "Has not signed in yet"
    roles = tuple(role_text(role) for role in person.roles if role.holds)
    sub = ", ".join(part for part in (person.job_title, person.email) if part)
    return PersonLine(person.name, reverse("organisations:person", args=[person.pk]), sub, roles, state)


def _href(search: str, page: int) -> str:
    query = {"q": search} if search else {}
    return f"{reverse('organisations:people')}?{urlencode({**query, 'page': page})}"


def person_page(person: PersonLike, *, me: int, second_factor: str, shared: bool = False) -> PersonPage:
    """One person with roles that hold or will, and those that are over; ``shared``: another trust has them too."""
    live = [role for role in person.roles if role.holds or role.coming]
    past = [role for role in person.roles if not (role.holds or role.coming)]
    return PersonPage(
        pk=person.pk,
        name=person.name,
        email=person.email,
        job_title=person.job_title,
        is_active=person.is_active,
        signed_in=f"last on {short_date(person.last_login)}" if person.last_login else "not yet",
        roles=tuple(role_line(role) for role in live),
        past=tuple(role_line(role) for role in past),
        is_me=person.pk == me,
        second_factor=second_factor,
        history_href=f"{reverse('history')}?person={person.pk}",
        shared=shared,
    )


@dataclass(frozen=True, slots=True)
class AccountPage:
    name: str
    email: str
    trust_name: str
    roles: tuple[RoleLine, ...]
    second_factor: str
    has_second_factor: bool
    has_password: bool
    linked: bool
    trusts: tuple[tuple[int, str, bool], ...]


def second_factor_words(*, app: bool, keys: int) -> str:
    parts = (["an authenticator app"] if app else []) + ([count(keys, "security key")] if keys else [])
    return " and ".join(parts) or "none"
