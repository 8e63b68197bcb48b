"""Every read: what it gives, what it keeps back, and what it costs."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.queries import has_second_factor, person_with_email, second_factor
from springboard.organisations import queries
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from tests.factories import MembershipFactory, SiteFactory, UnitFactory, UserFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def scope(user: User) -> Scope:
    found = queries.scope_for(user)
    assert found is not None
    return found


@pytest.fixture
def whole(administrator: User) -> Scope:
    return scope(administrator)


@pytest.fixture
def slice_(tree: Tree, member: Any) -> Scope:
    return scope(member("staff", unit=tree.adult))


def test_the_tree_is_the_trust_s_or_the_slice_s(
    tree: Tree, whole: Scope, slice_: Scope, other_trust: Trust, django_assert_num_queries: Any
) -> None:
    UnitFactory(trust=other_trust, name="Far")
    closed = UnitFactory(trust=tree.heron.trust, name="Old", parent=tree.adult, closed_on=timezone.localdate())
    with django_assert_num_queries(1):
        assert [unit.name for unit in queries.units_of(whole)] == [
            "Acute care", "Adult wards", "Community", "Crisis team", "Heron", "Kestrel",
        ]  # fmt: skip
    assert [unit.name for unit in queries.units_of(slice_)] == ["Adult wards", "Heron", "Kestrel"]
    with django_assert_num_queries(1):
        assert set(queries.units_by_id(slice_)) == {tree.adult.pk, tree.heron.pk, tree.kestrel.pk}
    assert closed.pk in queries.units_by_id(whole)


def test_one_unit_of_another_trust_or_slice_is_not_there(
    tree: Tree, whole: Scope, slice_: Scope, other_trust: Trust, django_assert_num_queries: Any
) -> None:
    far = UnitFactory(trust=other_trust)
    with django_assert_num_queries(1):
        assert queries.unit_by_id(whole, tree.crisis.pk) == tree.crisis
    assert queries.unit_by_id(slice_, tree.crisis.pk) is None
    assert queries.unit_by_id(whole, far.pk) is None
    assert queries.unit_by_id(whole, 10**30) is None


def test_choices_show_the_place_in_the_tree(
    tree: Tree, whole: Scope, slice_: Scope, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        labels = [label for _, label in queries.unit_choices(whole)]
    assert labels == [
        "Acute care", "Acute care › Adult wards", "Acute care › Adult wards › Heron",
        "Acute care › Adult wards › Kestrel", "Community", "Community › Crisis team",
    ]  # fmt: skip
    assert [label for _, label in queries.unit_choices(slice_)] == [
        "Adult wards", "Adult wards › Heron", "Adult wards › Kestrel",
    ]  # fmt: skip


def test_services_sites_and_the_trust(
    tree: Tree, whole: Scope, slice_: Scope, other_trust: Trust, django_assert_num_queries: Any
) -> None:
    SiteFactory(trust=other_trust)
    with django_assert_num_queries(1):
        assert [(unit.name, unit.core_service) for unit in queries.services_of(whole)] == [
            ("Adult wards", "acute_picu"), ("Crisis team", "crisis"),
        ]  # fmt: skip
    assert [unit.name for unit in queries.services_of(slice_)] == ["Adult wards"]
    with django_assert_num_queries(1):
        assert queries.sites_of(whole) == [tree.lakeside]
    with django_assert_num_queries(1):
        assert queries.site_by_id(whole, tree.lakeside.pk) == tree.lakeside
    with django_assert_num_queries(1):
        assert queries.trust_of(whole).pk == whole.trust_id


def test_people_of_the_trust_a_page_at_a_time(
    trust: Trust, whole: Scope, other_trust: Trust, django_assert_num_queries: Any
) -> None:
    for number in range(60):
        MembershipFactory(trust=trust, user=UserFactory(name=f"Person {number:02}"))
    MembershipFactory(trust=other_trust)
    with django_assert_num_queries(3):
        first, total = queries.people_page(whole)
    second, _ = queries.people_page(whole, page=2)
    assert (total, len(first), len(second)) == (61, 50, 11)
    assert first[0].name == "Administrator"
    assert len({person.pk for person in first + second}) == 61


def test_searching_people(trust: Trust, whole: Scope) -> None:
    MembershipFactory(trust=trust, user=UserFactory(name="Ada Lark", email="a.l@example.test", job_title="Nurse"))
    for search in ("lark ADA", "a.l@ex", "nurse", "LARK"):
        assert [person.name for person in queries.people_page(whole, search=search)[0]] == ["Ada Lark"]
    assert queries.people_page(whole, search="lark midwife") == ([], 0)


def test_a_person_with_roles_that_hold_come_and_ran_out(
    trust: Trust, other_trust: Trust, whole: Scope, django_assert_num_queries: Any
) -> None:
    person, today = UserFactory(), timezone.localdate()
    for role, dates in (
        ("staff", {}),
        ("board", {"starts_on": today + DAY}),
        ("executive", {"ends_on": today - DAY}),
        ("quality_lead", {"ended_at": timezone.now()}),
    ):
        MembershipFactory(user=person, trust=trust, role=role, **dates)
    MembershipFactory(user=person, trust=other_trust, role="administrator")
    with django_assert_num_queries(2):
        found = queries.person_in_trust(whole, person.pk)
    assert found is not None
    assert {role.role: (role.holds, role.coming) for role in found.roles} == {
        "staff": (True, False),
        "board": (False, True),
        "executive": (False, False),
        "quality_lead": (False, False),
    }
    stranger = MembershipFactory(trust=other_trust).user
    assert queries.person_in_trust(whole, stranger.pk) is None


def test_owners_to_choose_from_are_people_of_today_and_no_outsiders(
    trust: Trust, other_trust: Trust, whole: Scope, member: Any, django_assert_num_queries: Any
) -> None:
    member("external_viewer", name="Viewer")
    member("executive", name="Chief nurse", job_title="Executive director")
    member("staff", name="Closed", is_active=False)
    gone = member("staff", name="Gone")
    gone.memberships.update(ends_on=timezone.localdate() - DAY)
    MembershipFactory(trust=other_trust, user=UserFactory(name="Elsewhere"))
    with django_assert_num_queries(1):
        labels = [label for _, label in queries.people_choices(whole)]
    assert labels == ["Administrator", "Chief nurse, Executive director"]
    assert [label for _, label in queries.people_choices(whole, roles=["executive"])] == [
        "Chief nurse, Executive director"
    ]


def test_who_works_directly_in_a_unit(tree: Tree, whole: Scope, member: Any, django_assert_num_queries: Any) -> None:
    member("ward_manager", unit=tree.heron, name="Ward manager")
    member("unit_lead", unit=tree.adult, name="Lead")
    with django_assert_num_queries(1):
        found = queries.unit_people(whole, [tree.heron.pk, tree.kestrel.pk])
    assert found == {tree.heron.pk: [("Ward manager", "Ward or team manager")]}


def test_the_sheet_costs_few_queries_whatever_its_size(
    tree: Tree, trust: Trust, member: Any, django_assert_num_queries: Any
) -> None:
    for _ in range(20):
        member("staff", unit=tree.heron)
    with django_assert_num_queries(2):
        queries.sheet_now(trust.pk, ())
    emails = [user.email for user in User.objects.all()]
    with django_assert_num_queries(4):
        now = queries.sheet_now(trust.pk, emails)
    assert len(now.people) == 20
    with django_assert_num_queries(3):
        queries.sheet_rows(trust.pk)


def test_reads_about_accounts(member: Any, django_assert_num_queries: Any) -> None:
    person = member("staff", email="jo@example.test")
    with django_assert_num_queries(1):
        assert person_with_email(" JO@example.test") == person
    with django_assert_num_queries(2):
        assert not second_factor(person.pk).on
    with django_assert_num_queries(1):
        assert not has_second_factor(person.pk)
