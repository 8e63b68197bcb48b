"""The scope: where every other query in the product starts."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.roles import BY_CODE
from springboard.organisations.models import Membership, Unit
from springboard.organisations.rules import UnitRow, grant_of, services_seen
from springboard.organisations.scope import Grant, Scope


def scope_for(user: User, trust_id: int | None = None) -> Scope | None:
    """What ``user`` may see today, in the trust asked for or in the first one they belong to.

    ``None`` when the account is closed or no membership holds today. One query for the memberships, one more
    for the units when somebody does not see the whole trust. Each membership becomes a grant of its own; what
    is seen is the union of the grants."""
    if not user.is_active:
        return None
    held = memberships_today(user)
    if trust_id is not None:
        held = [membership for membership in held if membership.trust_id == trust_id]
    if not held:
        return None
    trust = held[0].trust
    held = [membership for membership in held if membership.trust_id == trust.pk]
    rows = _rows_for(held)
    grants = tuple(grant_of(BY_CODE[m.role], m.unit.path if m.unit else None, rows) for m in held)
    whole = any(grant.unit_ids is None for grant in grants)
    return Scope(
        user_id=user.pk,
        user_name=str(user),
        trust_id=trust.pk,
        trust_name=trust.name,
        role_names=tuple(dict.fromkeys(BY_CODE[m.role].name for m in held)),
        permissions=frozenset().union(*(grant.permissions for grant in grants)),
        unit_ids=None if whole else _union(grants),
        core_services=None if whole else services_seen([(BY_CODE[m.role], m.unit.path) for m in held if m.unit], rows),
        membership_ids=frozenset(membership.pk for membership in held),
        external=all(BY_CODE[m.role].needs_end for m in held),
        grants=grants,
    )


def memberships_today(user: User) -> list[Membership]:
    """Every role the person holds today, in all trusts, oldest first: started, not past its last day, not
    ended."""
    today = timezone.localdate()
    return list(
        Membership.objects.filter(user=user, ended_at__isnull=True)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("trust", "unit")
        .order_by("pk")
    )


def _rows_for(held: list[Membership]) -> list[UnitRow]:
    """The units at, below and above the memberships that do not see the whole trust; no query when all do."""
    paths = [m.unit.path for m in held if m.unit is not None and not BY_CODE[m.role].whole_trust]
    if not paths:
        return []
    wanted = Q()
    for path in paths:
        wanted |= Q(path__startswith=path) | Q(pk__in=[int(part) for part in path.split("/") if part])
    rows = Unit.objects.filter(trust_id=held[0].trust_id).filter(wanted)
    return [UnitRow(*row) for row in rows.values_list("pk", "path", "core_service")]


def _union(grants: tuple[Grant, ...]) -> frozenset[int]:
    return frozenset().union(*(grant.unit_ids or frozenset() for grant in grants))


def trusts_of(user: User) -> list[tuple[int, str]]:
    """The trusts the person belongs to today, by name: what they can switch between. One query."""
    held = {membership.trust_id: membership.trust.name for membership in memberships_today(user)}
    return sorted(held.items(), key=lambda item: item[1])
