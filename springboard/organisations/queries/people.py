"""Reads of people and their roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.roles import BY_CODE
from springboard.organisations.models import Membership
from springboard.organisations.rules import holds_on
from springboard.organisations.scope import Scope

PAGE = 50


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of one person. ``holds``: it counts today; ``coming``: its first day is still ahead."""

    pk: int
    user_id: int
    role: str
    name: str
    unit_id: int | None
    unit_name: str
    starts_on: date | None
    ends_on: date | None
    ended_at: datetime | None
    holds: bool
    coming: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    pk: int
    name: str
    email: str
    job_title: str
    is_active: bool
    last_login: datetime | None
    version: int
    roles: tuple[RoleRow, ...] = ()


def _members(scope: Scope) -> QuerySet[User]:
    return User.objects.filter(pk__in=Membership.objects.filter(trust_id=scope.trust_id).values("user_id"))


def _today(today: date) -> Q:
    started = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    return Q(ended_at__isnull=True) & started & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def _role(membership: Membership, today: date) -> RoleRow:
    held = membership
    ahead = held.starts_on is not None and held.starts_on > today and held.ended_at is None
    return RoleRow(
        pk=held.pk,
        user_id=held.user_id,
        role=held.role,
        name=BY_CODE[held.role].name,
        unit_id=held.unit_id,
        unit_name=held.unit.name if held.unit else "",
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        ended_at=held.ended_at,
        holds=holds_on(today, held.starts_on, held.ends_on, held.ended_at is not None),
        coming=ahead,
    )


def roles_of(scope: Scope, user_ids: Iterable[int]) -> dict[int, tuple[RoleRow, ...]]:
    """All roles these people have or had in this trust, newest first. One query."""
    today = timezone.localdate()
    held = Membership.objects.filter(trust_id=scope.trust_id, user_id__in=list(user_ids))
    found: dict[int, list[RoleRow]] = {}
    for membership in held.select_related("unit").order_by("-pk"):
        found.setdefault(membership.user_id, []).append(_role(membership, today))
    return {user_id: tuple(rows) for user_id, rows in found.items()}


def _person(user: User, roles: tuple[RoleRow, ...]) -> PersonRow:
    return PersonRow(
        user.pk, user.name, user.email, user.job_title, user.is_active, user.last_login, user.version, roles
    )


def people_page(scope: Scope, *, search: str = "", page: int = 1) -> tuple[list[PersonRow], int]:
    """One page of the trust's people by name, and how many there are; ``search`` looks in name, address and
    job title. Three queries."""
    people = _members(scope)
    for word in search.split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(job_title__icontains=word))
    total = people.count()
    shown = list(people.order_by("name", "pk")[(page - 1) * PAGE : page * PAGE])
    roles = roles_of(scope, [user.pk for user in shown])
    return [_person(user, roles.get(user.pk, ())) for user in shown], total


def person_in_trust(scope: Scope, user_id: int) -> PersonRow | None:
    """One person of this trust with all their roles here; ``None`` when they have none. Two queries."""
    user = _members(scope).filter(pk=user_id).first()
    return _person(user, roles_of(scope, [user.pk]).get(user.pk, ())) if user else None


def account_is_ours(scope: Scope, user_id: int) -> bool:
    """True when this trust was the first to give the person a role: a trust that adds somebody of another one by
    their address learns nothing of when and from where they sign in. One query."""
    first = Membership.objects.filter(user_id=user_id).order_by("pk").values_list("trust_id", flat=True).first()
    return first == scope.trust_id


def works_elsewhere(trust_id: int, user_id: int) -> bool:
    """True while the person has, or will have, a role in another trust too: the account is not this trust's alone.
    One query."""
    over = Q(ended_at__isnull=False) | Q(ends_on__lt=timezone.localdate())
    return Membership.objects.filter(user_id=user_id).exclude(trust_id=trust_id).exclude(over).exists()


def people_choices(scope: Scope, *, roles: Iterable[str] = ()) -> list[tuple[int, str]]:
    """People to choose an owner or sponsor from: active, with a role in the trust today that is not an
    outsider's (or with one of ``roles``), as ``Name, job title``. One query."""
    wanted = set(roles) or {code for code, role in BY_CODE.items() if not role.needs_end}
    held = Membership.objects.filter(_today(timezone.localdate()), trust_id=scope.trust_id, role__in=wanted)
    people = User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("name", "pk")
    return [(user.pk, f"{user.name}, {user.job_title}" if user.job_title else user.name) for user in people]


def unit_people(scope: Scope, unit_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Who holds a role in each of these units today, as (name, role): only directly there. One query."""
    held = Membership.objects.filter(
        _today(timezone.localdate()), trust_id=scope.trust_id, unit_id__in=list(unit_ids), user__is_active=True
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for membership in held.select_related("user").order_by("user__name", "pk"):
        if membership.unit_id is not None:
            found.setdefault(membership.unit_id, []).append((membership.user.name, BY_CODE[membership.role].name))
    return found
