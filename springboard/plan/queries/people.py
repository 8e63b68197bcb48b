"""Who can own or sponsor an action, and the units and programmes it can belong to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.accounts.roles import ROLES
from springboard.kernel.vocabulary import core_services
from springboard.organisations.models import Membership, Unit
from springboard.organisations.scope import Scope
from springboard.plan.models import Programme
from springboard.plan.rules import Refused

# An owner writes updates and says when it is done, so the role must allow that; a sponsor leads.
_OWNER_ROLES = [role.code for role in ROLES if Permission.ACTION_UPDATE in role.permissions]
_SPONSOR_ROLES = [role.code for role in ROLES if role.code in {"executive", "quality_lead", "unit_lead"}]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    id: int
    name: str


def owners(scope: Scope) -> list[Choice]:
    """People who can own an action and whom the scope covers, by name. One query."""
    return _people(_held(scope.trust_id, _OWNER_ROLES).filter(_in_slice(scope)))


def sponsors(scope: Scope) -> list[Choice]:
    """People of the trust who can sponsor an action, by name. One query."""
    return _people(_held(scope.trust_id, _SPONSOR_ROLES))


def units(scope: Scope) -> list[Choice]:
    """Open units in the scope, by name, a ward with what it belongs to. One query."""
    found = Unit.objects.filter(trust_id=scope.trust_id, closed_on__isnull=True).order_by("path")
    if scope.unit_ids is not None:
        found = found.filter(pk__in=scope.unit_ids)
    rows = found.values_list("id", "name", "parent__name")
    return sorted((Choice(pk, f"{name}, {above}" if above else name) for pk, name, above in rows), key=_name)


def services_here(scope: Scope) -> dict[str, str]:
    """The core services that the trust's open units have, with CQC's names in CQC's order; every one while no unit
    has any. One query."""
    had = set(
        Unit.objects.filter(trust_id=scope.trust_id, closed_on__isnull=True)
        .exclude(core_service="")
        .values_list("core_service", flat=True)
    )
    return {service.code: service.name for service in core_services() if service.code in had or not had}


def programmes(scope: Scope) -> list[Choice]:
    """The trust's open programmes, by name. One query."""
    found = Programme.objects.filter(trust_id=scope.trust_id, closed_on__isnull=True)
    return [Choice(pk, name) for pk, name in found.values_list("id", "name")]


def check_people(
    trust_id: int, *, owner_id: int | None, sponsor_id: int | None, kept: set[int | None]
) -> tuple[User | None, User | None]:
    """The owner and the sponsor. Refuses people who do not belong to the trust in a role that can; somebody
    who has it already (``kept``) may stay although they have left since."""
    owner = _person(trust_id, owner_id, _OWNER_ROLES, kept, "owner", "keep an action up to date")
    return owner, _person(trust_id, sponsor_id, _SPONSOR_ROLES, kept, "sponsor", "sponsor an action")


def check_unit(scope: Scope, unit_id: int | None, *, kept: int | None) -> Unit | None:
    """The unit. Refuses one the person does not see, or one that has closed, unless the action has it
    already."""
    if unit_id is None:
        return None
    found = Unit.objects.filter(pk=unit_id, trust_id=scope.trust_id).first()
    if found is None or not (scope.sees_unit(unit_id) or unit_id == kept):
        raise Refused("Choose a ward, team or service from the list.", field="unit")
    if found.closed_on is not None and unit_id != kept:
        raise Refused(f"{found} has closed. Choose another ward, team or service.", field="unit")
    return found


def check_programme(trust_id: int, programme_id: int | None, *, kept: int | None) -> Programme | None:
    """The programme. Refuses one of another trust, and a closed one unless the action has it already."""
    if programme_id is None:
        return None
    found = Programme.objects.filter(pk=programme_id, trust_id=trust_id).first()
    if found is None:
        raise Refused("Choose a programme from the list.", field="programme")
    if found.closed_on is not None and programme_id != kept:
        raise Refused(f"{found} is closed. Choose another programme.", field="programme")
    return found


def _person(
    trust_id: int, user_id: int | None, roles: list[str], kept: set[int | None], field: str, able: str
) -> User | None:
    if user_id is None:
        return None
    person = User.objects.filter(pk=user_id).first()
    if person is None or not (user_id in kept or _held(trust_id, roles).filter(user_id=user_id).exists()):
        raise Refused(f"Choose the {field} from the list: somebody of this trust whose role can {able}.", field=field)
    return person


def _held(trust_id: int, roles: list[str]) -> QuerySet[Membership]:
    today = timezone.localdate()
    return (
        Membership.objects.filter(trust_id=trust_id, role__in=roles, user__is_active=True, ended_at__isnull=True)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    )


def _in_slice(scope: Scope) -> Q:
    """Everybody of the trust for a whole-trust scope; otherwise people of its units, and oneself."""
    if scope.unit_ids is None:
        return Q()
    return Q(unit_id__in=scope.unit_ids) | Q(user_id=scope.user_id)


def _people(held: QuerySet[Membership]) -> list[Choice]:
    rows = held.order_by("user_id").values_list("user_id", "user__name", "user__job_title").distinct()
    return sorted((Choice(pk, f"{name}, {title}" if title else name) for pk, name, title in rows), key=_name)


def _name(choice: Choice) -> str:
    return choice.name.casefold()
