"""Writing the tree."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations import services
from springboard.organisations.models import Site, Trust, Unit
from springboard.organisations.rules import ChangedMeanwhile, Refused
from tests.factories import SiteFactory, UnitFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


def refusal(act: Callable[..., Any], **values: Any) -> Refused:
    before = (Unit.objects.count(), Event.objects.count(), Site.objects.count())
    with pytest.raises(Refused) as caught:
        act(**values)
    assert (Unit.objects.count(), Event.objects.count(), Site.objects.count()) == before
    return caught.value


def last() -> Event:
    return Event.objects.order_by("-pk").first()  # type: ignore[return-value]


def test_a_trust_is_made_once(administrator: User) -> None:
    made = services.create_trust(by=administrator, name=" Westvale  (example) ", is_example=True)
    assert (made.name, made.short_name, made.is_example) == ("Westvale (example)", "Westvale (example)", True)
    assert (last().action, last().trust_id, last().actor_id) == ("trust.created", made.pk, administrator.pk)
    assert refusal(services.create_trust, by=None, name="WESTVALE (example)").field == "name"
    assert refusal(services.create_trust, by=None, name="  ").field == "name"


def test_a_unit_keeps_the_path_from_the_top(trust: Trust, administrator: User) -> None:
    def add(**values: Any) -> Unit:
        return services.add_unit(by=administrator, trust_id=trust.pk, **values)

    top = add(kind="directorate", name="Acute care")
    service = add(kind="service", name="Adult wards", parent_id=top.pk, core_service="acute_picu")
    ward = add(kind="team", name="Heron", parent_id=service.pk)
    ward.refresh_from_db()
    assert ward.path == f"/{top.pk}/{service.pk}/{ward.pk}/"
    assert last().facts == {"kind": "team", "part_of": "Adult wards"}
    assert last().object_label == "Heron"


def test_units_that_are_refused(tree: Tree, trust: Trust, other_trust: Trust, administrator: User) -> None:
    far = UnitFactory(trust=other_trust, kind="directorate", name="Far")
    far_site = SiteFactory(trust=other_trust)
    closed = UnitFactory(trust=trust, kind="service", name="Old", closed_on=TODAY)
    ok = {"by": administrator, "trust_id": trust.pk, "kind": "team", "name": "New ward", "parent_id": tree.adult.pk}
    assert refusal(services.add_unit, **{**ok, "parent_id": far.pk}).field == "unit"
    assert refusal(services.add_unit, **{**ok, "parent_id": 10**9}).field == "unit"
    assert refusal(services.add_unit, **{**ok, "site_id": far_site.pk}).field == "site"
    assert "closed" in refusal(services.add_unit, **{**ok, "parent_id": closed.pk}).text
    assert refusal(services.add_unit, **{**ok, "kind": "directorate"}).field == "parent"
    assert refusal(services.add_unit, **{**ok, "core_service": "crisis"}).field == "core_service"
    assert "already a unit called HERON" in refusal(services.add_unit, **{**ok, "name": "HERON"}).text
    assert refusal(services.add_unit, **{**ok, "name": ""}).field == "name"
    assert services.add_unit(**ok).name == "New ward"


def test_the_same_name_may_stand_in_two_places(tree: Tree, trust: Trust) -> None:
    twin = services.add_unit(by=None, trust_id=trust.pk, kind="team", name="Heron", parent_id=tree.crisis.pk)
    assert twin.pk != tree.heron.pk


def test_a_name_at_the_top_is_unique_too(tree: Tree, trust: Trust) -> None:
    facts = {"by": None, "trust_id": trust.pk, "kind": "service", "name": "acute CARE"}
    assert "directly below the trust" in refusal(services.add_unit, **facts).text


def test_changing_says_what_changed_and_minds_the_version(tree: Tree, trust: Trust, administrator: User) -> None:
    facts = {"by": administrator, "trust_id": trust.pk, "unit_id": tree.heron.pk}
    after = services.change_unit(**facts, version=1, name="Heron ward", site_id=None)
    assert (after.name, after.version, after.site) == ("Heron ward", 2, None)
    assert last().facts == {"name": ["Heron", "Heron ward"], "site": ["Lakeside", ""]}
    with pytest.raises(ChangedMeanwhile, match="Somebody else changed Heron ward"):
        services.change_unit(**facts, version=1, name="Kingfisher")
    tree.heron.refresh_from_db()
    assert tree.heron.name == "Heron ward"


def test_changing_nothing_writes_nothing(tree: Tree, trust: Trust, administrator: User) -> None:
    count = Event.objects.count()
    services.change_unit(
        by=administrator, trust_id=trust.pk, unit_id=tree.adult.pk, version=1, name="Adult wards",
        core_service="acute_picu",
    )  # fmt: skip
    tree.adult.refresh_from_db()
    assert (tree.adult.version, Event.objects.count()) == (1, count)


def test_changes_that_are_refused(tree: Tree, trust: Trust, other_trust: Trust, administrator: User) -> None:
    ok = {"by": administrator, "trust_id": trust.pk, "unit_id": tree.heron.pk, "version": 1, "name": "Heron"}
    assert refusal(services.change_unit, **{**ok, "name": "kestrel"}).field == "name"
    assert refusal(services.change_unit, **{**ok, "core_service": "crisis"}).field == "core_service"
    assert refusal(services.change_unit, **{**ok, "trust_id": other_trust.pk}).field == "unit"


def test_moving_takes_everything_below_along(tree: Tree, trust: Trust, administrator: User) -> None:
    moved = services.move_unit(
        by=administrator, trust_id=trust.pk, unit_id=tree.adult.pk, version=1, parent_id=tree.community.pk
    )
    tree.heron.refresh_from_db()
    assert moved.path == f"/{tree.community.pk}/{tree.adult.pk}/"
    assert tree.heron.path == f"/{tree.community.pk}/{tree.adult.pk}/{tree.heron.pk}/"
    assert last().facts == {"part_of": ["Acute care", "Community"]}
    up = services.move_unit(by=administrator, trust_id=trust.pk, unit_id=tree.adult.pk, version=2, parent_id=None)
    tree.heron.refresh_from_db()
    assert (up.path, tree.heron.path) == (f"/{tree.adult.pk}/", f"/{tree.adult.pk}/{tree.heron.pk}/")
    tree.crisis.refresh_from_db()
    assert tree.crisis.path == f"/{tree.community.pk}/{tree.crisis.pk}/"


def test_moves_that_are_refused(tree: Tree, trust: Trust, other_trust: Trust, administrator: User) -> None:
    far = UnitFactory(trust=other_trust, kind="directorate", name="Far")
    twin = UnitFactory(trust=trust, kind="service", name="Adult wards", parent=tree.community)
    ok = {"by": administrator, "trust_id": trust.pk, "unit_id": tree.adult.pk, "version": 1}
    assert refusal(services.move_unit, **ok, parent_id=tree.adult.pk).field == "parent"
    assert refusal(services.move_unit, **ok, parent_id=tree.heron.pk).field == "parent"
    assert refusal(services.move_unit, **ok, parent_id=tree.crisis.pk).field == "parent"
    assert refusal(services.move_unit, **ok, parent_id=far.pk).field == "unit"
    assert twin.name in refusal(services.move_unit, **ok, parent_id=tree.community.pk).text
    old = {**ok, "version": 7}
    assert isinstance(refusal(services.move_unit, **old, parent_id=None), ChangedMeanwhile)
    tree.heron.refresh_from_db()
    assert tree.heron.path.startswith(tree.acute.path)


def test_a_unit_is_closed_from_the_bottom_up_and_can_be_opened_again(
    tree: Tree, trust: Trust, administrator: User
) -> None:
    facts = {"by": administrator, "trust_id": trust.pk}
    blocked = refusal(services.close_unit, **facts, unit_id=tree.adult.pk, version=1, closed_on=TODAY)
    assert "2 open units are still part of Adult wards" in blocked.text
    for ward in (tree.heron, tree.kestrel):
        services.close_unit(**facts, unit_id=ward.pk, version=1, closed_on=TODAY)
    services.close_unit(**facts, unit_id=tree.adult.pk, version=1, closed_on=TODAY)
    assert "Adult wards is closed" in refusal(services.reopen_unit, **facts, unit_id=tree.heron.pk, version=2).text
    services.reopen_unit(**facts, unit_id=tree.adult.pk, version=2)
    again = services.reopen_unit(**facts, unit_id=tree.heron.pk, version=2)
    assert again.closed_on is None
    assert last().action == "unit.reopened"


def test_a_closed_unit_s_name_is_free_and_then_blocks_opening(tree: Tree, trust: Trust, administrator: User) -> None:
    facts = {"by": administrator, "trust_id": trust.pk}
    services.close_unit(**facts, unit_id=tree.heron.pk, version=1, closed_on=TODAY)
    services.add_unit(**facts, kind="team", name="Heron", parent_id=tree.adult.pk)
    assert (
        "already a unit called Heron" in refusal(services.reopen_unit, **facts, unit_id=tree.heron.pk, version=2).text
    )


def test_sites(tree: Tree, trust: Trust, other_trust: Trust, administrator: User) -> None:
    facts = {"by": administrator, "trust_id": trust.pk}
    made = services.add_site(**facts, name="Millbrook", postcode="zz1 1zz")
    assert made.postcode == "ZZ1 1ZZ"
    assert "already a site" in refusal(services.add_site, **facts, name="millBROOK").text
    services.change_site(**facts, site_id=made.pk, postcode="ZZ2 2ZZ", cqc_location_id="")
    assert last().facts == {"postcode": ["ZZ1 1ZZ", "ZZ2 2ZZ"]}
    far = {"by": administrator, "trust_id": other_trust.pk, "site_id": made.pk}
    assert refusal(services.change_site, **far, postcode="", cqc_location_id="").field == "site"
    assert services.add_site(by=administrator, trust_id=other_trust.pk, name="Millbrook").pk != made.pk


def test_two_people_change_the_same_unit_and_nothing_is_overwritten(tree: Tree, trust: Trust) -> None:
    for name, wins in (("First", True), ("Second", False)):
        act = {"by": None, "trust_id": trust.pk, "unit_id": tree.kestrel.pk, "version": 1, "name": name}
        if wins:
            services.change_unit(**act)
        else:
            refusal(services.change_unit, **act)
    tree.kestrel.refresh_from_db()
    assert (tree.kestrel.name, tree.kestrel.version) == ("First", 2)
