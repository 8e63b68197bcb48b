"""The trust as the import compares with it, and as the export writes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from springboard.accounts.models import User
from springboard.accounts.roles import BY_CODE
from springboard.kernel.vocabulary import core_services
from springboard.organisations.choices import UnitKind
from springboard.organisations.models import Membership, Site, Unit
from springboard.organisations.sheets.plan import Now, Path, PersonNow, RoleNow, SiteNow, UnitNow
from springboard.organisations.sheets.tables import PEOPLE, SITES, UNITS

SEPARATOR = " › "


def sheet_now(trust_id: int, emails: Iterable[str]) -> Now:
    """Open units, sites, and those people whose addresses are asked for (in any trust). Four queries, two
    when no address is asked for."""
    sites = {
        site.name.casefold(): SiteNow(site.pk, site.name, site.postcode, site.cqc_location_id)
        for site in Site.objects.filter(trust_id=trust_id)
    }
    units = _units(trust_id)
    paths = {_path(unit, units): _unit_now(unit) for unit in units.values()}
    return Now(sites=sites, units=paths, people=_people(trust_id, sorted(set(emails))))


def _units(trust_id: int) -> dict[int, Unit]:
    found = Unit.objects.filter(trust_id=trust_id, closed_on__isnull=True).select_related("site")
    return {unit.pk: unit for unit in found.order_by("path")}


def _names(unit: Unit, units: dict[int, Unit]) -> tuple[str, ...]:
    return tuple(units[int(part)].name for part in unit.path.split("/") if part and int(part) in units)


def _path(unit: Unit, units: dict[int, Unit]) -> Path:
    return tuple(name.casefold() for name in _names(unit, units))


def _unit_now(unit: Unit) -> UnitNow:
    site = unit.site.name if unit.site else ""
    return UnitNow(unit.pk, unit.kind, unit.name, unit.core_service, site, unit.site_id, unit.version)


def _people(trust_id: int, emails: list[str]) -> dict[str, PersonNow]:
    users = [user for start in range(0, len(emails), 500) for user in _users(emails[start : start + 500])]
    held: dict[int, list[Membership]] = {}
    for start in range(0, len(users), 500):
        ids = [user.pk for user in users[start : start + 500]]
        for membership in Membership.objects.filter(user_id__in=ids):
            held.setdefault(membership.user_id, []).append(membership)
    return {user.email: _person(trust_id, user, held.get(user.pk, [])) for user in users}


def _users(emails: list[str]) -> list[User]:
    return list(User.objects.filter(email__in=emails))


def _person(trust_id: int, user: User, held: list[Membership]) -> PersonNow:
    ours = {membership.trust_id for membership in held} <= {trust_id}
    roles = {
        (membership.role, membership.unit_id): RoleNow(membership.pk, membership.starts_on, membership.ends_on)
        for membership in held
        if membership.trust_id == trust_id and membership.ended_at is None
    }
    return PersonNow(
        pk=user.pk,
        name=user.name,
        job_title=user.job_title,
        email=user.email,
        version=user.version,
        is_active=user.is_active,
        ours_alone=bool(held) and ours and not (user.is_staff or user.is_superuser),
        roles=roles,
    )


def sheet_rows(trust_id: int) -> dict[str, list[list[str]]]:
    """The three tables as rows of text, so that the import reads them back unchanged: open units, sites, and
    the roles of open accounts that have not ended. Three queries."""
    services = {service.code: service.name for service in core_services()}
    units = _units(trust_id)
    sites = Site.objects.filter(trust_id=trust_id).order_by("name", "pk")
    return {
        SITES.code: [[site.name, site.postcode, site.cqc_location_id] for site in sites],
        UNITS.code: [
            [
                str(UnitKind(unit.kind).label),
                unit.name,
                SEPARATOR.join(_names(unit, units)[:-1]),
                services.get(unit.core_service, unit.core_service),
                unit.site.name if unit.site else "",
            ]
            for unit in units.values()
        ],
        PEOPLE.code: [_person_row(membership, units) for membership in _roles(trust_id)],
    }


def _roles(trust_id: int) -> list[Membership]:
    held = Membership.objects.filter(trust_id=trust_id, ended_at__isnull=True, user__is_active=True)
    return list(held.select_related("user", "unit").order_by("user__name", "user_id", "pk"))


def _person_row(membership: Membership, units: dict[int, Unit]) -> list[str]:
    user, unit = membership.user, membership.unit
    place = SEPARATOR.join(_names(unit, units)) if unit else ""
    role = BY_CODE[membership.role].name
    return [user.name, user.email, user.job_title, role, place, _day(membership.starts_on), _day(membership.ends_on)]


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
