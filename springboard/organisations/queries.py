"""Reads of the organisation. ``scope_for`` is where every other query in the product starts."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.roles import BY_CODE
from springboard.organisations.models import Membership, Unit
from springboard.organisations.scope import Scope


def scope_for(user: User, trust_id: int | None = None) -> Scope | None:
    """What ``user`` may see today, in the trust asked for or in the first one they belong to.

    ``None`` when the account is closed or no membership holds today. Roles that see the whole trust widen the scope;
    permissions are the union of the roles held. Two or three queries.
    """
    if not user.is_active:
        return None
    held = _held_today(user)
    if trust_id is not None:
        held = [membership for membership in held if membership.trust_id == trust_id]
    if not held:
        return None
    trust = held[0].trust
    held = [membership for membership in held if membership.trust_id == trust.pk]
    roles = [BY_CODE[membership.role] for membership in held]
    whole = any(role.whole_trust or membership.unit_id is None for role, membership in zip(roles, held, strict=True))
    unit_ids, services = (None, None) if whole else _slice(held)
    return Scope(
        user_id=user.pk,
        user_name=str(user),
        trust_id=trust.pk,
        trust_name=trust.name,
        role_names=tuple(dict.fromkeys(role.name for role in roles)),
        permissions=frozenset().union(*(role.permissions for role in roles)),
        unit_ids=unit_ids,
        core_services=services,
        membership_ids=frozenset(membership.pk for membership in held),
        external=all(role.needs_end for role in roles),
    )


def _held_today(user: User) -> list[Membership]:
    today = timezone.localdate()
    return list(
        Membership.objects.filter(user=user)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("trust", "unit")
        .order_by("pk")
    )


def _slice(held: list[Membership]) -> tuple[frozenset[int], frozenset[str]]:
    """The units at and below the memberships, and the core services at, above or below them."""
    below, above = Q(), Q()
    for membership in held:
        if membership.unit is None:
            continue
        below |= Q(path__startswith=membership.unit.path)
        above |= Q(pk__in=[int(part) for part in membership.unit.path.split("/") if part])
    rows = Unit.objects.filter(trust_id=held[0].trust_id).filter(below | above)
    paths = [membership.unit.path for membership in held if membership.unit is not None]
    found = list(rows.values_list("pk", "path", "core_service"))
    ids = frozenset(pk for pk, path, _ in found if any(path.startswith(top) for top in paths))
    return ids, frozenset(service for _, _, service in found if service)
