"""Carrying out an import: every step through the service that a person's click would use, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.organisations.models import Site, Trust
from springboard.organisations.queries import sheet_now
from springboard.organisations.rules import Refused
from springboard.organisations.services import people, units
from springboard.organisations.sheets.plan import (
    AddSite,
    AddUnit,
    ChangeDates,
    ChangePerson,
    ChangeSite,
    ChangeUnit,
    GiveRole,
    Path,
    Plan,
    Step,
)


class _Places:
    """Ids of units and sites by name, growing as steps add some."""

    def __init__(self, trust_id: int) -> None:
        now = sheet_now(trust_id, ())
        self.units: dict[Path, int] = {path: unit.pk for path, unit in now.units.items()}
        self.sites: dict[str, int] = {name: site.pk for name, site in now.sites.items()}

    def site(self, name: str) -> int | None:
        return self.sites[name] if name else None

    def unit(self, path: Path | None) -> int | None:
        return self.units[path] if path else None


@transaction.atomic
def carry_out(*, by: User, trust_id: int, plan: Plan) -> tuple[int, ...]:
    """Take every step of the plan; returns the ids of the people who are new.

    Refuses a plan with anything wrong in it. A step that is refused (somebody changed the trust meanwhile)
    undoes all of them, and the text names its row."""
    if not plan.possible:
        raise Refused("There is nothing to do, or a row is wrong. Nothing was changed.")
    places, new_people = _Places(trust_id), list[int]()
    for step in plan.steps:
        try:
            _HOW[type(step)](by, trust_id, step, places, new_people)
        except Refused as refusal:
            raise Refused(f"Row {step.row}: {refusal.text} Nothing of the file was taken over.") from refusal
        except (IntegrityError, KeyError) as error:
            raise Refused("Somebody changed the same things meanwhile. Nothing was taken over: try again.") from error
    facts = {verdict: plan.count(verdict) for verdict in ("new", "changed", "unchanged")}
    record(by=by, action="organisation.imported", on=Trust.objects.get(pk=trust_id), trust_id=trust_id, facts=facts)
    return tuple(new_people)


def _add_site(by: User, trust_id: int, step: AddSite, places: _Places, _: list[int]) -> None:
    site: Site = units.add_site(
        by=by, trust_id=trust_id, name=step.name, postcode=step.postcode, cqc_location_id=step.cqc_location_id
    )
    places.sites[step.name.casefold()] = site.pk


def _change_site(by: User, trust_id: int, step: ChangeSite, *_: object) -> None:
    units.change_site(
        by=by,
        trust_id=trust_id,
        site_id=step.site_id,
        postcode=step.postcode,
        cqc_location_id=step.cqc_location_id,
    )


def _add_unit(by: User, trust_id: int, step: AddUnit, places: _Places, _: list[int]) -> None:
    unit = units.add_unit(
        by=by,
        trust_id=trust_id,
        kind=step.kind,
        name=step.name,
        parent_id=places.unit(step.path[:-1]),
        core_service=step.core_service,
        site_id=places.site(step.site),
    )
    places.units[step.path] = unit.pk


def _change_unit(by: User, trust_id: int, step: ChangeUnit, places: _Places, _: list[int]) -> None:
    units.change_unit(
        by=by,
        trust_id=trust_id,
        unit_id=step.now.pk,
        version=step.now.version,
        name=step.now.name,
        core_service=step.core_service,
        site_id=places.site(step.site),
    )


def _change_person(by: User, trust_id: int, step: ChangePerson, *_: object) -> None:
    people.change_person(
        by=by,
        trust_id=trust_id,
        user_id=step.now.pk,
        version=step.now.version,
        name=step.name,
        email=step.now.email,
        job_title=step.job_title,
    )


def _give_role(by: User, trust_id: int, step: GiveRole, places: _Places, new_people: list[int]) -> None:
    held = people.add_person(
        by=by,
        trust_id=trust_id,
        email=step.email,
        name=step.name,
        job_title=step.job_title,
        role=step.role,
        unit_id=places.unit(step.unit),
        starts_on=step.starts_on,
        ends_on=step.ends_on,
    )
    if not held.user.has_usable_password() and held.user_id not in new_people:
        new_people.append(held.user_id)


def _change_dates(by: User, trust_id: int, step: ChangeDates, *_: object) -> None:
    people.change_dates(
        by=by,
        trust_id=trust_id,
        membership_id=step.membership_id,
        starts_on=step.starts_on,
        ends_on=step.ends_on,
    )


_HOW: dict[type[Step], Callable[..., Any]] = {
    AddSite: _add_site,
    ChangeSite: _change_site,
    AddUnit: _add_unit,
    ChangeUnit: _change_unit,
    ChangePerson: _change_person,
    GiveRole: _give_role,
    ChangeDates: _change_dates,
}
