"""Counts made by the database are the counts the rules would make, whatever the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import panels, queries, services
from springboard.plan.choices import Level, Outcome
from springboard.plan.models import Action, Finding
from springboard.plan.queries import overview
from springboard.plan.queries.board import view
from springboard.plan.queries.loading import load
from springboard.plan.queries.statuses import answer_case, delivery_case, unanswered
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.delivery import DUE_WITHIN, QUIET_FOR, Facts, delivery
from springboard.plan.rules.outcome import OutcomeSeen
from tests.plan.conftest import TODAY, Place

Found = Callable[..., Finding]
Added = Callable[..., Action]
# Days at and beside every border of the rule, and some far away.
_BORDERS = (0, DUE_WITHIN, -DUE_WITHIN, QUIET_FOR, -QUIET_FOR)
_NEAR = sorted({border + by for border in _BORDERS for by in (-1, 0, 1)} | {-400, 90})
DAYS = st.sampled_from([TODAY + timedelta(days=n) for n in _NEAR])
MAYBE = st.none() | DAYS


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """The dates of an action, such as the database takes them: agreed before claimed, due not before its start."""
    given_: dict[str, Any] = {"added_on": draw(DAYS), "last_update_on": draw(MAYBE), "due": draw(MAYBE),
                              "starts_on": draw(MAYBE), "stuck_since": draw(MAYBE)}  # fmt: skip
    if given_["due"] and given_["starts_on"] and given_["due"] < given_["starts_on"]:
        given_["due"], given_["starts_on"] = given_["starts_on"], given_["due"]
    if given_["due"] and draw(st.booleans()):
        given_ |= {"agreed_on": draw(DAYS), "claimed_on": draw(MAYBE)}
    return given_


def saved(trust: Trust, person: User, number: int, given_: dict[str, Any]) -> Action:
    whole: dict[str, Any] = {"impact": "x", "owner": person, "agreed_by": person} if given_.get("agreed_on") else {}
    whole |= {"claimed_by": person} if given_.get("claimed_on") else {}
    whole |= {"stuck_why": "x"} if given_["stuck_since"] else {}
    return Action(trust=trust, number=number, what="x", **given_, **whole)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(facts(), min_size=1, max_size=25))
def test_the_database_gives_each_action_the_status_the_rule_gives(
    trust: Trust, quality_lead: User, many: list[dict[str, Any]]
) -> None:
    Action.objects.all().delete()
    Action.objects.bulk_create(saved(trust, quality_lead, n, one) for n, one in enumerate(many, 1))
    asked = dict(Action.objects.annotate(state=delivery_case(TODAY)).values_list("number", "state"))
    for number, one in enumerate(many, 1):
        agreed = one.get("agreed_on") is not None
        rest = {name: day for name, day in one.items() if name != "agreed_on"}
        assert asked[number] == delivery(Facts(agreed=agreed, **rest), TODAY).state, one


@pytest.fixture
def mixed(found: Found, added: Added, quality_lead: User, lead_scope: Scope, place: Place) -> None:
    """Findings in every state of their answer, of several places, some merged; actions of several kinds."""
    who: dict[str, Any] = {"by": quality_lead, "scope": lead_scope}
    waits = [found(level, unit_id=place.hazel.pk) for level in ("must", "gap")] + [found("warning_notice")]
    found("good_practice")
    services.respond(**who, finding_id=found("recommendation").pk, version=1, response="noted")
    services.record_decision(**who, finding_id=found("should").pk, version=1, text="Because")
    services.withdraw_finding(**who, finding_id=found("must").pk, version=1, why="Twice")
    for n in range(2):  # one merge with an action on the merged finding, one without any
        keep, other = found("must", core_service="acute_picu"), found("must", unit_id=place.rowan.pk)
        if n:
            added(other, unit_id=place.rowan.pk)
        services.merge_findings(**who, keep_id=keep.pk, other_id=other.pk)
    gone = added(waits[0])
    services.withdraw_action(**who, action_id=gone.pk, version=gone.version, why="No")
    today = timezone.localdate()
    for days in (-3, 5, 90):
        action = added(found("should"), owner=quality_lead, agreed=True, due=today + timedelta(days=days))
        if days == 5:
            services.say_stuck(**who, action_id=action.pk, why="No cover", help_asked="")
        if days == 90:
            services.claim_done(**who, action_id=action.pk, version=action.version, text="Done")


PEOPLE = {"quality_lead": None, "unit_lead": "acute", "ward_manager": "hazel", "external_viewer": "hazel"}


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("role", PEOPLE)
def test_each_figure_is_what_the_whole_plan_gives(
    role: str, member: Callable[..., User], scope_of: Callable[[User], Scope], place: Place
) -> None:
    scope = scope_of(member(role, unit=getattr(place, PEOPLE[role] or "", None)))
    plan = load(scope)
    waiting = {row.id for row in plan.standing.values() if row.state == AnswerState.WAITING}
    stated = queries.visible_findings(scope).annotate(answer=answer_case()).values_list("pk", "answer")
    assert dict(stated) == {pk: row.state.value for pk, row in plan.findings.items()}
    assert {row.pk for row in unanswered(queries.visible_findings(scope))} == waiting
    assert {one.id for one in queries.waiting_for(scope)} <= waiting
    assert len(view(scope).board.standing) == len(plan.standing)
    tally: Counter[tuple[str, bool]] = Counter()
    for state, _, stuck, number in overview.tally_actions(scope, view(scope).board):
        tally[state, stuck] += number
    assert tally == Counter((row.status.state, row.stuck) for row in plan.actions)
    for levels in (["must"], ["should", "gap"], list(Level.values)):
        ids = {row.id for row in plan.standing.values() if row.level in levels}
        strong = [row for row in plan.actions if ids & set(row.finding_ids)]
        done = sum(row.claimed_on is not None for row in strong)
        assert overview.done_and_open(view(scope).board, levels) == (done, len(strong) - done)
    mine = [row for row in plan.actions if scope.user_id in {row.owner_id, row.sponsor_id}]
    assert list(overview.actions_of(scope).actions) == mine


@pytest.mark.usefixtures("mixed")
def test_what_got_worse_is_counted_when_a_room_says_so(
    lead_scope: Scope, monkeypatch: pytest.MonkeyPatch, added: Added
) -> None:
    worse = added()
    seen = {worse.pk: OutcomeSeen(Outcome.WORSE, "More since June.")}
    monkeypatch.setattr(panels, "_outcomes", {"test": lambda scope, ids: seen})
    tally = overview.tally_actions(lead_scope, view(lead_scope).board)
    assert sum(number for _, outcome, _, number in tally if outcome == Outcome.WORSE) == 1
    assert sum(number for *_, number in tally) == len(load(lead_scope).actions)


def test_late_and_longest_claimed_come_in_order(
    added: Added, quality_lead: User, lead_scope: Scope, trust: Trust
) -> None:
    Trust.objects.filter(pk=trust.pk).update(reinspection_on=date(2099, 1, 15))
    days = [date(2099, 1, 1), date(2099, 3, 1), None, date(2099, 2, 1)]
    rows = [added(due=due) for due in days]
    late = [row.number for row in overview.late_for(lead_scope, view(lead_scope).board, 2)]
    assert late == [rows[1].number, rows[2].number]
    for action, day in zip(rows[:2], (date(2026, 5, 2), date(2026, 5, 1)), strict=True):
        Action.objects.filter(pk=action.pk).update(
            owner=quality_lead, agreed_by=quality_lead, agreed_on=day, claimed_by=quality_lead, claimed_on=day
        )
    assert [row.number for row in overview.claimed_longest(lead_scope, 5)] == [rows[1].number, rows[0].number]
