"""The tree, a unit, and the sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse

from springboard.kernel.vocabulary import core_services
from springboard.nhsuk.filters import long_date
from springboard.organisations.choices import UnitKind

_SERVICES = {service.code: service.name for service in core_services()}


class UnitLike(Protocol):
    """What a presenter needs of a unit (presenters do not know the models)."""

    pk: int
    name: str
    kind: str
    core_service: str
    parent_id: int | None
    path: str
    version: int
    closed_on: date | None


class SiteLike(Protocol):
    """What is shown of a site."""

    pk: int
    name: str
    postcode: str
    cqc_location_id: str


@dataclass(frozen=True, slots=True)
class Node:
    pk: int
    name: str
    href: str
    kind: str
    note: str
    people: int
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    trust_name: str
    nodes: tuple[Node, ...]
    counts: str
    may_manage: bool
    may_people: bool
    whole: bool


def core_service_name(code: str) -> str:
    return _SERVICES.get(code, code)


def tree_of(
    *,
    trust_name: str,
    units: Iterable[UnitLike],
    people: Mapping[int, list[tuple[str, str]]],
    sites: Mapping[int, str],
    may_manage: bool,
    may_people: bool,
    whole: bool,
) -> Tree:
    """Units as a tree; one whose parent cannot be seen stands at the top."""
    listed = list(units)
    seen = {unit.pk for unit in listed}
    children: dict[int | None, list[UnitLike]] = {}
    for unit in listed:
        above = unit.parent_id if unit.parent_id in seen else None
        children.setdefault(above, []).append(unit)

    def node(unit: UnitLike) -> Node:
        below = tuple(node(child) for child in children.get(unit.pk, ()))
        return Node(
            unit.pk, unit.name, unit_href(unit.pk), kind_name(unit.kind), _note(unit, sites.get(unit.pk, "")),
            len(people.get(unit.pk, ())), below,
        )  # fmt: skip

    nodes = tuple(node(unit) for unit in sorted(children.get(None, ()), key=_order))
    return Tree(trust_name, nodes, _counts(listed), may_manage, may_people, whole)


def _order(unit: UnitLike) -> tuple[int, str]:
    return (list(UnitKind.values).index(unit.kind), unit.name.casefold())


def _note(unit: UnitLike, site: str) -> str:
    service = core_service_name(unit.core_service)
    return ", ".join(part for part in (f"CQC: {service}" if service else "", site) if part)


def _counts(units: list[UnitLike]) -> str:
    words = {
        UnitKind.DIRECTORATE: ("directorate", "directorates"),
        UnitKind.SERVICE: ("service", "services"),
        UnitKind.TEAM: ("ward or team", "wards and teams"),
    }
    numbers = {kind: sum(unit.kind == kind for unit in units) for kind in words}
    return ", ".join(f"{number} {words[kind][number != 1]}" for kind, number in numbers.items() if number)


def kind_name(kind: str) -> str:
    return str(UnitKind(kind).label)


def unit_href(unit_id: int) -> str:
    return reverse("organisations:unit", args=[unit_id])


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    pk: int
    name: str
    kind: str
    where: tuple[Link, ...]
    core_service: str
    site: str
    closed: str
    version: int
    below: tuple[Link, ...]
    people: tuple[tuple[str, str], ...]
    may_manage: bool
    history_href: str
    is_service: bool
    may_have_below: bool


def unit_page(
    *,
    unit: UnitLike,
    by_id: Mapping[int, UnitLike],
    site: str,
    people: Sequence[tuple[str, str]],
    may_manage: bool,
    history: bool,
) -> UnitPage:
    """One unit; units above that the person may not see are left out of its place."""
    above = [by_id[int(part)] for part in unit.path.split("/") if part and int(part) in by_id and int(part) != unit.pk]
    below = [child for child in by_id.values() if child.parent_id == unit.pk and child.closed_on is None]
    return UnitPage(
        pk=unit.pk,
        name=unit.name,
        kind=kind_name(unit.kind),
        where=tuple(Link(one.name, unit_href(one.pk)) for one in above),
        core_service=core_service_name(unit.core_service),
        site=site,
        closed=long_date(unit.closed_on),
        version=unit.version,
        below=tuple(Link(child.name, unit_href(child.pk)) for child in below),
        people=tuple(people),
        may_manage=may_manage,
        history_href=f"{reverse('history')}?object=organisations.unit:{unit.pk}" if history else "",
        is_service=unit.kind == UnitKind.SERVICE,
        may_have_below=unit.kind != UnitKind.TEAM and unit.closed_on is None,
    )


@dataclass(frozen=True, slots=True)
class SiteLine:
    name: str
    href: str
    postcode: str
    cqc_location_id: str


def site_lines(sites: Iterable[SiteLike]) -> tuple[SiteLine, ...]:
    return tuple(
        SiteLine(site.name, reverse("organisations:change-site", args=[site.pk]), site.postcode, site.cqc_location_id)
        for site in sites
    )
