"""What a person may see and do: each membership by itself, never the sum."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission as P  # noqa: N817
from springboard.accounts.roles import ROLES
from springboard.organisations.models import Trust
from springboard.organisations.queries import scope_for, trusts_of
from springboard.organisations.scope import Scope
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def scope(user: User, trust_id: int | None = None) -> Scope:
    found = scope_for(user, trust_id)
    assert found is not None
    return found


def test_staff_on_a_ward_and_lead_of_another_directorate_is_no_lead_on_the_ward(tree: Tree, member: Member) -> None:
    user = member("staff", unit=tree.heron)
    MembershipFactory(user=user, trust=tree.heron.trust, unit=tree.community, role="unit_lead")
    mine = scope(user)
    assert mine.may(P.FINDING_RESPOND)
    assert mine.may_on(P.FINDING_RESPOND, tree.crisis.pk)
    assert mine.may_on(P.FINDING_RESPOND, tree.community.pk)
    assert not mine.may_on(P.FINDING_RESPOND, tree.heron.pk)
    assert mine.may_on(P.FINDING_RAISE, tree.heron.pk)
    assert not mine.may_on(P.FINDING_RAISE, tree.kestrel.pk)
    assert not mine.may_on(P.FINDING_RESPOND, None)
    assert mine.unit_ids == {tree.heron.pk, tree.community.pk, tree.crisis.pk}


def test_a_ward_sees_its_core_service_and_does_not_answer_for_it(tree: Tree, member: Member) -> None:
    mine = scope(member("ward_manager", unit=tree.heron))
    assert mine.core_services == {"acute_picu"}
    assert mine.may_on(P.ACTION_ADD, tree.heron.pk)
    assert not mine.may_on_service(P.ACTION_ADD, "acute_picu")


def test_a_service_lead_answers_for_the_core_service(tree: Tree, member: Member) -> None:
    mine = scope(member("unit_lead", unit=tree.adult))
    assert mine.may_on_service(P.FINDING_RESPOND, "acute_picu")
    assert not mine.may_on_service(P.FINDING_RESPOND, "crisis")
    assert not mine.may_on_service(P.FINDING_RESPOND, "")
    assert mine.unit_ids == {tree.adult.pk, tree.heron.pk, tree.kestrel.pk}


def test_an_external_viewer_sees_only_what_was_given(tree: Tree, member: Member) -> None:
    mine = scope(member("external_viewer", unit=tree.heron))
    assert mine.unit_ids == {tree.heron.pk}
    assert mine.core_services == frozenset()
    assert mine.external
    assert not mine.may(P.ORGANISATION_VIEW)
    assert not mine.may(P.HISTORY_VIEW)


def test_an_external_viewer_who_is_also_staff_is_no_outsider_and_looks_up_only_from_the_ward(
    tree: Tree, member: Member
) -> None:
    user = member("staff", unit=tree.kestrel)
    MembershipFactory(
        user=user, trust=tree.crisis.trust, unit=tree.crisis, role="external_viewer", ends_on=TODAY() + DAY
    )
    mine = scope(user)
    assert not mine.external
    assert mine.core_services == {"acute_picu", "crisis"}
    assert mine.may_on(P.PLAN_VIEW, tree.crisis.pk)
    assert not mine.may_on(P.FINDING_RAISE, tree.crisis.pk)


@pytest.mark.parametrize("role", [role.code for role in ROLES if role.whole_trust])
def test_a_whole_trust_role_sees_everything_wherever_it_hangs(tree: Tree, member: Member, role: str) -> None:
    mine = scope(member(role, unit=tree.heron))
    assert mine.whole_trust
    assert mine.core_services is None
    assert mine.may_on(P.PLAN_VIEW, None)
    assert mine.may_on(P.PLAN_VIEW, tree.crisis.pk)


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"starts_on": 0}, True),
        ({"starts_on": 1}, False),
        ({"ends_on": 0}, True),
        ({"ends_on": -1}, False),
        ({"starts_on": -5, "ends_on": 5}, True),
    ],
)
def test_first_and_last_day_count(trust: Trust, dates: dict[str, int], holds: bool) -> None:
    user = UserFactory()
    days = {name: TODAY() + offset * DAY for name, offset in dates.items()}
    MembershipFactory(user=user, trust=trust, role="staff", **days)
    assert (scope_for(user) is not None) is holds


def test_an_ended_role_counts_no_more_the_same_second(trust: Trust, member: Member) -> None:
    user = member("quality_lead")
    membership = user.memberships.get()
    membership.ended_at = timezone.now()
    membership.save()
    assert scope_for(user) is None


def test_a_closed_account_sees_nothing(member: Member) -> None:
    user = member("quality_lead")
    user.is_active = False
    assert scope_for(user) is None


def test_another_trust_s_units_never_enter_the_scope(tree: Tree, other_trust: Trust, member: Member) -> None:
    far = UnitFactory(trust=other_trust, name="Far ward")
    user = member("staff", unit=tree.heron)
    MembershipFactory(user=user, trust=other_trust, unit=far, role="unit_lead")
    here, there = scope(user), scope(user, other_trust.pk)
    assert here.unit_ids == {tree.heron.pk}
    assert there.unit_ids == {far.pk}
    assert not here.may(P.FINDING_RESPOND)
    assert here.trust_id == tree.heron.trust_id


def test_asking_for_a_trust_one_does_not_belong_to_gives_nothing(other_trust: Trust, member: Member) -> None:
    assert scope_for(member("quality_lead"), other_trust.pk) is None


def test_the_trusts_to_switch_between_are_those_of_today(other_trust: Trust, member: Member, trust: Trust) -> None:
    user = member("staff")
    MembershipFactory(user=user, trust=other_trust, role="staff", ends_on=TODAY() - DAY)
    assert trusts_of(user) == [(trust.pk, trust.name)]
    MembershipFactory(user=user, trust=other_trust, role="board")
    assert trusts_of(user) == [(trust.pk, trust.name), (other_trust.pk, other_trust.name)]


def test_the_scope_costs_one_query_for_the_whole_trust_and_two_for_a_slice(
    tree: Tree, member: Member, django_assert_num_queries: Any
) -> None:
    lead, ward = member("quality_lead"), member("ward_manager", unit=tree.heron)
    MembershipFactory(user=ward, trust=tree.heron.trust, unit=tree.crisis, role="staff")
    with django_assert_num_queries(1):
        scope_for(lead)
    with django_assert_num_queries(2):
        scope_for(ward)
