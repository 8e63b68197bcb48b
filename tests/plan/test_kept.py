"""What is kept of the plan: asked for once, never older than the database, never anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import panels, queries, triggers
from springboard.plan.models import Action, ActionFinding, Finding, Programme
from springboard.plan.models.change import Change
from springboard.plan.queries.board import kept, view
from springboard.plan.queries.plan import PlanPage, plan_page, whole_plan
from springboard.plan.rules.board import Filters
from tests.factories import ActionFactory, ActionFindingFactory, ChangeFactory, FindingFactory, ProgrammeFactory
from tests.plan.conftest import Place

Member = Callable[..., User]
ScopeOf = Callable[[User], Scope]
pytestmark = pytest.mark.usefixtures("keeping")
TODAY = timezone.localdate()


def fill(trust: Trust, number: int, **fields: Any) -> None:
    for n in range(number):
        finding = FindingFactory(trust=trust, reference=f"CQC-2026-03/M{n}", core_service="acute_picu", **fields)
        ActionFindingFactory(action=ActionFactory(trust=trust, number=1000 + n), finding=finding)


def plan(scope: Scope, **filters: Any) -> PlanPage:
    """The plan from what is kept, which has to be the plan from the rows."""
    page, rows = plan_page(scope, Filters(**filters)), whole_plan(scope, Filters(**filters), size=25)
    assert (page.counts, page.answers, page.sources) == (rows.counts, rows.answers, rows.sources)
    assert [group.name for group in page.page.groups] == [group.name for group in rows.page.groups]
    assert [group.tally for group in page.page.groups] == [group.tally for group in rows.page.groups]
    return page


# -- how often the database is asked -----------------------------------------------------------------------------------
READS: dict[str, tuple[int, int, Callable[[Scope], object]]] = {
    "plan": (3, 7, lambda scope: plan_page(scope, Filters())),
    "plan, words": (3, 8, lambda scope: plan_page(scope, Filters(text="thing", page=2))),
    "plan by owner": (3, 8, lambda scope: plan_page(scope, Filters(group="owner"))),
    "grid": (1, 4, queries.grid),
}


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("size", [10, 120])
def test_an_unchanged_plan_is_counted_once_and_a_changed_one_only_where_it_changed(
    name: str,
    size: int,
    trust: Trust,
    lead_scope: Scope,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
    quality_lead: User,
) -> None:
    monkeypatch.setattr(panels, "_outcomes", {})
    fill(trust, size)
    Action.objects.filter(number=1003).update(owner=quality_lead)
    same, changed, read = READS[name]
    read(lead_scope)
    with django_assert_num_queries(same):
        read(lead_scope)
    Action.objects.filter(number=1001).update(due=TODAY - timedelta(days=1))
    Finding.objects.filter(reference="CQC-2026-03/M2").update(withdrawn_on=TODAY, withdrawn_why="x")
    with django_assert_num_queries(changed, exact=False):
        read(lead_scope)


def test_what_changes_elsewhere_costs_nothing(
    trust: Trust, other_trust: Trust, lead_scope: Scope, django_assert_num_queries: Any
) -> None:
    fill(trust, 3)
    board = view(lead_scope).board
    fill(other_trust, 3)
    with django_assert_num_queries(1):
        assert view(lead_scope).board is board


# -- never older than the database -------------------------------------------------------------------------------------
def programme(trust: Trust) -> None:
    Action.objects.filter(trust=trust).update(programme=ProgrammeFactory(trust=trust, name="Z last"))


CHANGES: dict[str, Callable[[Trust], object]] = {
    "an action": lambda trust: Action.objects.filter(trust=trust).update(due=TODAY - timedelta(days=3)),
    "an action withdrawn": lambda trust: Action.objects.filter(trust=trust, number=1001).update(
        withdrawn_on=TODAY, withdrawn_why="x"
    ),
    "an action added": lambda trust: ActionFactory(trust=trust, number=2000),
    "many at once": lambda trust: Action.objects.bulk_create(
        Action(trust=trust, number=n, what="x") for n in range(5000, 5600)
    ),
    "a finding": lambda trust: Finding.objects.filter(trust=trust).update(core_service="crisis"),
    "findings merged": lambda trust: Finding.objects.filter(trust=trust, reference__endswith="M1").update(
        merged_into=Finding.objects.get(trust=trust, reference__endswith="M0")
    ),
    "a tie moved": lambda trust: ActionFinding.objects.filter(action__number=1001).update(
        finding=Finding.objects.get(trust=trust, reference__endswith="M2")
    ),
    "a tie cut": lambda trust: ActionFinding.objects.filter(action__trust=trust, action__number=1001).delete(),
    "an action gone": lambda trust: (
        ActionFinding.objects.filter(action__number=1002).delete(),
        Action.objects.filter(number=1002).delete(),
    ),
    "a programme": programme,
    "the day CQC comes back": lambda trust: Trust.objects.filter(pk=trust.pk).update(reinspection_on=TODAY),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_seen_at_once(what: str, trust: Trust, lead_scope: Scope) -> None:
    fill(trust, 4)
    before = plan(lead_scope), plan(lead_scope, group="programme")
    CHANGES[what](trust)
    after = plan(lead_scope), plan(lead_scope, group="programme")
    assert after[0].counts != before[0].counts or after[0].page != before[0].page or after[1].page != before[1].page


def test_a_new_name_moves_its_group(trust: Trust, lead_scope: Scope, member: Member) -> None:
    fill(trust, 2)
    first, second = member("staff", name="Ash"), member("staff", name="Birch")
    for number, owner in ((1000, first), (1001, second)):
        Action.objects.filter(number=number).update(owner=owner, programme=ProgrammeFactory(trust=trust))
    assert [group.name for group in plan(lead_scope, group="owner").page.groups] == ["Ash", "Birch"]
    User.objects.filter(pk=first.pk).update(name="Cedar")
    assert [group.name for group in plan(lead_scope, group="owner").page.groups] == ["Birch", "Cedar"]
    plan(lead_scope, group="programme")
    Programme.objects.filter(actions__number=1000).update(name="Zest")
    assert [group.name for group in plan(lead_scope, group="programme").page.groups][-1] == "Zest"


def test_lines_of_changes_are_thrown_away_and_nothing_is_missed(trust: Trust, lead_scope: Scope) -> None:
    fill(trust, 3)
    plan(lead_scope)
    for turn in range(900):
        Action.objects.filter(number=1000 + turn % 3).update(due=TODAY + timedelta(days=turn))
    Action.objects.filter(number=1002).update(due=TODAY - timedelta(days=1))
    assert Change.objects.filter(trust=trust).count() < 600
    assert plan(lead_scope).counts.delivery["overdue"] == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_is_not_kept(trust: Trust, lead_scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEEP_WITHIN_TRANSACTIONS", False)
    fill(trust, 2)
    with transaction.atomic():
        Action.objects.filter(number=1000).update(due=TODAY - timedelta(days=1))
        assert plan_page(lead_scope, Filters()).counts.delivery["overdue"] == 1
        transaction.set_rollback(True)
    assert plan(lead_scope).counts.delivery["overdue"] == 0
    board = view(lead_scope).board
    assert view(lead_scope).board is board
    Action.objects.filter(number=1000).update(due=TODAY - timedelta(days=1))
    assert plan(lead_scope).counts.delivery["overdue"] == 1


# -- never anybody else's ----------------------------------------------------------------------------------------------
def test_everybody_is_shown_what_they_may_see(
    trust: Trust, place: Place, lead_scope: Scope, member: Member, scope_of: ScopeOf
) -> None:
    for number, unit in enumerate((place.hazel, place.rowan, place.linden)):
        finding = FindingFactory(trust=trust, reference=f"G{number}", level="gap", unit=unit)
        ActionFindingFactory(action=ActionFactory(trust=trust, number=number + 1, unit=unit), finding=finding)
    scopes = [lead_scope, *(scope_of(member("ward_manager", unit=unit)) for unit in (place.hazel, place.linden))]
    for _ in range(2):
        assert [plan(scope).counts.delivery_total for scope in scopes] == [3, 1, 1]
    assert [queries.grid(scope).foot.all.findings for scope in scopes] == [3, 1, 1]
    Action.objects.filter(number=2).update(owner_id=scopes[1].user_id)
    assert [plan(scope).counts.delivery_total for scope in scopes] == [3, 2, 1]
    assert [plan(scope, only="mine").page.total for scope in scopes] == [0, 1, 0]


def test_mine_is_mine_when_two_see_the_same(trust: Trust, lead_scope: Scope, member: Member, scope_of: ScopeOf) -> None:
    fill(trust, 3)
    other = scope_of(member("quality_lead"))
    Action.objects.filter(number__in=[1000, 1001]).update(owner_id=other.user_id)
    for _ in range(2):
        assert [plan(scope, only="mine").page.total for scope in (lead_scope, other)] == [0, 2]
        assert [plan(scope).counts.only["mine"] for scope in (lead_scope, other)] == [0, 2]


# -- the triggers ------------------------------------------------------------------------------------------------------
def test_without_triggers_nothing_is_kept(trust: Trust, lead_scope: Scope) -> None:
    fill(trust, 2)
    triggers.remove(connection)
    try:
        assert len(triggers.missing(connection)) > 3
        kept.forget()
        assert plan(lead_scope).counts.delivery["overdue"] == 0
        Action.objects.filter(number=1000).update(due=TODAY - timedelta(days=1))
        assert plan(lead_scope).counts.delivery["overdue"] == 1
    finally:
        triggers.install(connection)
    assert triggers.missing(connection) == []
    assert Change.objects.filter(trust=trust, kind="X").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_migration_brings_the_triggers_back(trust: Trust) -> None:
    before = Change.objects.filter(trust=trust).count()
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    assert Change.objects.filter(trust=trust).count() == before + 1
    assert str(ChangeFactory(trust=trust, thing_id=7)) == "A 7"
