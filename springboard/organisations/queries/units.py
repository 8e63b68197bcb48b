"""Reads of the tree."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from springboard.organisations.choices import UnitKind
from springboard.organisations.models import Site, Trust, Unit
from springboard.organisations.scope import Scope

SEPARATOR = " › "


def trust_of(scope: Scope) -> Trust:
    """The trust of the scope. One query."""
    return Trust.objects.get(pk=scope.trust_id)


def _seen(scope: Scope) -> QuerySet[Unit]:
    units = Unit.objects.filter(trust_id=scope.trust_id)
    return units if scope.unit_ids is None else units.filter(pk__in=scope.unit_ids)


def units_of(scope: Scope, *, closed: bool = False) -> list[Unit]:
    """The units the person may see, with their sites; closed ones only when asked for. One query."""
    units = _seen(scope).select_related("site").order_by("name", "pk")
    return list(units if closed else units.filter(closed_on__isnull=True))


def units_by_id(scope: Scope) -> dict[int, Unit]:
    """Every unit of the trust the person may see, open or closed, by id. One query."""
    return {unit.pk: unit for unit in units_of(scope, closed=True)}


def unit_by_id(scope: Scope, unit_id: int) -> Unit | None:
    """One unit, or ``None`` when it is another trust's or outside the person's slice. One query."""
    return _seen(scope).select_related("parent", "site").filter(pk=unit_id).first()


def unit_label(unit: Unit, by_id: Mapping[int, Unit]) -> str:
    """``Acute › Adult wards › Heron``: the names from the top down, as far as ``by_id`` knows them."""
    ids = [int(part) for part in unit.path.split("/") if part]
    return SEPARATOR.join(by_id[pk].name for pk in ids if pk in by_id)


def unit_choices(scope: Scope) -> list[tuple[int, str]]:
    """Open units for a list to choose from, each with its place in the tree, in the tree's order. One
    query."""
    units = units_by_id(scope)
    labels = [(unit.pk, unit_label(unit, units)) for unit in units.values() if unit.closed_on is None]
    return sorted(labels, key=lambda item: item[1].casefold())


def services_of(scope: Scope) -> list[Unit]:
    """Open services with a core service, by name: which service answers for which of CQC's. One query."""
    services = _seen(scope).filter(kind=UnitKind.SERVICE, closed_on__isnull=True).exclude(core_service="")
    return list(services.order_by("name", "pk"))


def sites_of(scope: Scope) -> list[Site]:
    """The trust's sites, by name. One query."""
    return list(Site.objects.filter(trust_id=scope.trust_id).order_by("name", "pk"))


def site_by_id(scope: Scope, site_id: int) -> Site | None:
    """One site, or ``None`` when it is another trust's. One query."""
    return Site.objects.filter(trust_id=scope.trust_id, pk=site_id).first()
