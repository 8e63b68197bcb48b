"""The tree: trusts, directorates, services, wards and teams, and the sites they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.organisations.models import Site, Trust, Unit
from springboard.organisations.rules import (
    LONGEST_PATH,
    ChangedMeanwhile,
    Refused,
    check_core_service,
    check_no_cycle,
    check_place,
    clean_line,
    clean_unit_name,
    path_below,
)


@transaction.atomic
def create_trust(
    *, by: User | None, name: str, short_name: str = "", cqc_provider_id: str = "", is_example: bool = False
) -> Trust:
    """Make a trust. Refuses an empty name and one that another trust of this installation has."""
    name = clean_line(name, name="the trust’s name", field="name", longest=200)
    if Trust.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already a trust called {name}.", field="name")
    trust = Trust.objects.create(
        name=name,
        short_name=clean_line(short_name or name[:60], name="the short name", field="short_name", longest=60),
        cqc_provider_id=clean_line(cqc_provider_id, name="the CQC id", field="cqc_id", longest=20, needed=False),
        is_example=is_example,
    )
    record(by=by, action="trust.created", on=trust, trust_id=trust.pk)
    return trust


@transaction.atomic
def add_site(*, by: User | None, trust_id: int, name: str, postcode: str = "", cqc_location_id: str = "") -> Site:
    """Add a place the trust works from. Refuses an empty name and one already in the list."""
    name = clean_line(name, name="the site’s name", field="name", longest=160)
    if Site.objects.filter(trust_id=trust_id, name__iexact=name).exists():
        raise Refused(f"There is already a site called {name}.", field="name")
    site = Site.objects.create(trust_id=trust_id, name=name, **_site_facts(postcode, cqc_location_id))
    record(by=by, action="site.added", on=site, trust_id=trust_id)
    return site


@transaction.atomic
def change_site(*, by: User | None, trust_id: int, site_id: int, postcode: str, cqc_location_id: str) -> Site:
    """Correct a site's postcode or CQC location id. Refuses another trust's site."""
    site = _site(trust_id, site_id)
    wanted = _site_facts(postcode, cqc_location_id)
    changes = {key: [getattr(site, key), new] for key, new in wanted.items() if getattr(site, key) != new}
    if changes:
        Site.objects.filter(pk=site.pk).update(**wanted)
        record(by=by, action="site.changed", on=site, trust_id=trust_id, facts=changes)
        site.refresh_from_db()
    return site


def _site_facts(postcode: str, cqc_location_id: str) -> dict[str, str]:
    return {
        "postcode": clean_line(postcode, name="the postcode", field="postcode", longest=10, needed=False).upper(),
        "cqc_location_id": clean_line(
            cqc_location_id, name="the CQC location id", field="cqc_location_id", longest=20, needed=False
        ),
    }


@transaction.atomic
def add_unit(
    *,
    by: User | None,
    trust_id: int,
    kind: str,
    name: str,
    parent_id: int | None = None,
    core_service: str = "",
    site_id: int | None = None,
) -> Unit:
    """Add a directorate, service, ward or team, below ``parent_id`` or directly below the trust.

    Refuses the wrong kind of parent, a closed one, another trust's parent or site, a core service that is not
    CQC's or not on a service, and a name that an open unit in the same place has."""
    _hold_tree(trust_id)
    parent = _unit(trust_id, parent_id) if parent_id is not None else None
    if parent is not None and parent.closed_on is not None:
        raise Refused(f"{parent.name} is closed. Open it again first, or choose another.", field="parent")
    check_place(kind, parent.kind if parent else "")
    check_core_service(kind, core_service)
    name = clean_unit_name(name)
    _refuse_same_name(trust_id, parent, name)
    site = _site(trust_id, site_id) if site_id is not None else None
    unit = Unit.objects.create(
        trust_id=trust_id, parent=parent, kind=kind, name=name, core_service=core_service, site=site
    )
    unit.path = path_below(parent.path if parent else "", unit.pk)
    unit.save(update_fields=["path"])
    record(by=by, action="unit.added", on=unit, trust_id=trust_id, facts={"kind": kind, "part_of": str(parent or "")})
    return unit


@transaction.atomic
def change_unit(
    *,
    by: User | None,
    trust_id: int,
    unit_id: int,
    version: int,
    name: str,
    core_service: str = "",
    site_id: int | None = None,
) -> Unit:
    """Rename a unit or correct its core service or site. Refuses what ``add_unit`` refuses and an old
    ``version``."""
    unit = _unit(trust_id, unit_id)
    check_core_service(unit.kind, core_service)
    name = clean_unit_name(name)
    if unit.closed_on is None:
        _refuse_same_name(trust_id, unit.parent, name, but=unit.pk)
    site = _site(trust_id, site_id) if site_id is not None else None
    wanted: dict[str, Any] = {"name": name, "core_service": core_service, "site": site}
    changes = {key: [str(getattr(unit, key) or ""), str(new or "")] for key, new in wanted.items()}
    changes = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return unit
    return _write(by, unit, version, "unit.changed", changes, **wanted)


@transaction.atomic
def move_unit(*, by: User | None, trust_id: int, unit_id: int, version: int, parent_id: int | None) -> Unit:
    """Put a unit, with everything below it, somewhere else in the tree; every path below follows.

    Refuses a place below itself, the wrong kind of parent, a closed or foreign one, a name taken there, a
    tree too deep for the path, and an old ``version``."""
    _hold_tree(trust_id)
    unit = _unit(trust_id, unit_id)
    parent = _unit(trust_id, parent_id) if parent_id is not None else None
    if parent is not None:
        check_no_cycle(unit.path, parent.path)
        if parent.closed_on is not None:
            raise Refused(f"{parent.name} is closed. Open it again first, or choose another.", field="parent")
    check_place(unit.kind, parent.kind if parent else "")
    if unit.parent_id == parent_id:
        return unit
    _refuse_same_name(trust_id, parent, unit.name, but=unit.pk)
    old, new = unit.path, path_below(parent.path if parent else "", unit.pk)
    changes = {"part_of": [str(unit.parent or ""), str(parent or "")]}
    moved = _write(by, unit, version, "unit.moved", changes, parent=parent)
    _repath(trust_id, old, new)
    moved.refresh_from_db()
    return moved


def _repath(trust_id: int, old: str, new: str) -> None:
    below = Unit.objects.filter(trust_id=trust_id, path__startswith=old)
    longest = max(len(path) for path in below.values_list("path", flat=True))
    if longest - len(old) + len(new) > LONGEST_PATH:
        raise Refused("The tree would become too deep. Nothing was moved.", field="parent")
    below.update(path=Concat(Value(new), Substr("path", len(old) + 1)))


@transaction.atomic
def close_unit(*, by: User | None, trust_id: int, unit_id: int, version: int, closed_on: date) -> Unit:
    """Close a unit; its history, findings and people stay. Refuses one with open units below it and an old
    ``version``."""
    _hold_tree(trust_id)
    unit = _unit(trust_id, unit_id)
    if unit.closed_on is not None:
        return unit
    inside = Unit.objects.filter(trust_id=trust_id, parent=unit, closed_on__isnull=True).count()
    if inside:
        count = "1 open unit is" if inside == 1 else f"{inside} open units are"
        raise Refused(f"{count} still part of {unit.name}. Move or close them first.")
    return _write(by, unit, version, "unit.closed", {"closed_on": ["", closed_on]}, closed_on=closed_on)


@transaction.atomic
def reopen_unit(*, by: User | None, trust_id: int, unit_id: int, version: int) -> Unit:
    """Open a closed unit again. Refuses when the unit above is closed, or the name was given to another."""
    _hold_tree(trust_id)
    unit = _unit(trust_id, unit_id)
    if unit.closed_on is None:
        return unit
    if unit.parent is not None and unit.parent.closed_on is not None:
        raise Refused(f"{unit.parent.name} is closed. Open it first.")
    _refuse_same_name(trust_id, unit.parent, unit.name, but=unit.pk)
    return _write(by, unit, version, "unit.reopened", {"closed_on": [unit.closed_on, ""]}, closed_on=None)


def _write(by: User | None, unit: Unit, version: int, action: str, changes: dict[str, Any], **values: Any) -> Unit:
    """One guarded UPDATE and its event: nothing is written over somebody else's change."""
    done = Unit.objects.filter(pk=unit.pk, version=version).update(**values, version=F("version") + 1)
    if not done:
        raise ChangedMeanwhile(unit.name)
    unit.refresh_from_db()
    record(by=by, action=action, on=unit, trust_id=unit.trust_id, facts=changes)
    return unit


def _hold_tree(trust_id: int) -> None:
    """One change of a trust's tree at a time: two moves at once could make a circle."""
    Trust.objects.select_for_update().get(pk=trust_id)


def _unit(trust_id: int, unit_id: int) -> Unit:
    unit = Unit.objects.select_related("parent", "site").filter(pk=unit_id, trust_id=trust_id).first()
    if unit is None:
        raise Refused("That unit is not part of this trust.", field="unit")
    return unit


def _site(trust_id: int, site_id: int) -> Site:
    site = Site.objects.filter(pk=site_id, trust_id=trust_id).first()
    if site is None:
        raise Refused("That site is not one of this trust’s.", field="site")
    return site


def _refuse_same_name(trust_id: int, parent: Unit | None, name: str, *, but: int = 0) -> None:
    there = Unit.objects.filter(trust_id=trust_id, parent=parent, closed_on__isnull=True).exclude(pk=but)
    if any(taken.casefold() == name.casefold() for taken in there.values_list("name", flat=True)):
        where = f"in {parent.name}" if parent else "directly below the trust"
        raise Refused(f"There is already a unit called {name} {where}.", field="name")
