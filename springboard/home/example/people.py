"""The example trust's tree and its people, made through the same services that the pages use."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from springboard.accounts.models import User
from springboard.home.example.welcome import EMAIL
from springboard.organisations import services
from springboard.organisations.choices import UnitKind
from springboard.organisations.models import Trust, Unit


def make_trust(told: dict[str, Any]) -> Trust:
    """The trust with its sites, directorates, services and wards."""
    trust = services.create_trust(
        by=None,
        name=told["name"],
        short_name=told["short_name"],
        cqc_provider_id=told["cqc_provider_id"],
        is_example=True,
    )
    sites = {row["name"]: services.add_site(by=None, trust_id=trust.pk, **row).pk for row in told["sites"]}
    for directorate in told["directorates"]:
        top = _unit(trust, UnitKind.DIRECTORATE, directorate["name"])
        for service in directorate["services"]:
            middle = _unit(trust, UnitKind.SERVICE, service["name"], top, core_service=service["core_service"])
            for team in service["teams"]:
                _unit(trust, UnitKind.TEAM, team["name"], middle, site_id=sites[team["site"]])
    return trust


def _unit(trust: Trust, kind: UnitKind, name: str, parent: Unit | None = None, **facts: Any) -> Unit:
    return services.add_unit(
        by=None, trust_id=trust.pk, kind=kind, name=name, parent_id=parent.pk if parent else None, **facts
    )


def make_people(trust: Trust, told: dict[str, Any], password: str) -> dict[str, User]:
    """Everybody in the list, by key; each can sign in with the example's password."""
    units = dict(Unit.objects.filter(trust=trust).values_list("name", "pk"))
    people = {}
    for row in told["people"]:
        membership = services.add_person(
            by=None,
            trust_id=trust.pk,
            email=EMAIL.format(key=row["key"].replace("_", ".")),
            name=row["name"],
            role=row["role"],
            unit_id=units[row["unit"]] if "unit" in row else None,
            ends_on=timezone.localdate() + timedelta(days=90) if row["role"] == "external_viewer" else None,
        )
        user = membership.user
        user.set_password(password)
        user.save(update_fields=["password"])
        people[row["key"]] = user
    return people
