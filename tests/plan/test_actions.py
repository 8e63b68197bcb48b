"""Actions: no agreement without what changes for people; done is only claimed; nobody is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import queries, services
from springboard.plan.models import Action, Finding
from springboard.plan.rules import ChangedMeanwhile, NotYours, Refused
from springboard.plan.rules.board import Filters
from springboard.plan.services import ActionFields
from tests.factories import ProgrammeFactory, UnitFactory
from tests.plan.conftest import Place

Added = Callable[..., Action]
Found = Callable[..., Finding]
Member = Callable[..., User]
ScopeOf = Callable[[User], Scope]


def events(action: Action) -> list[str]:
    rows = Event.objects.filter(object_type="plan.action", object_id=str(action.pk)).order_by("id")
    return list(rows.values_list("action", flat=True))


def test_an_action_gets_the_trusts_next_number(added: Added, found: Found) -> None:
    finding = found()
    assert [added(finding).reference, added().reference] == ["A-1", "A-2"]
    assert events(Action.objects.get(number=1)) == ["action.added"]


def test_numbers_are_never_given_twice(added: Added, quality_lead: User, lead_scope: Scope) -> None:
    first = added()
    services.withdraw_action(by=quality_lead, scope=lead_scope, action_id=first.pk, version=1, why="Not needed")
    assert added().reference == "A-2"


def test_an_action_cannot_be_agreed_without_what_changes_for_people(
    added: Added, quality_lead: User, lead_scope: Scope
) -> None:
    action = added(owner=quality_lead, impact="")
    with pytest.raises(Refused, match="what changes for the person using the service"):
        services.agree_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=1)
    action.refresh_from_db()
    assert action.agreed_on is None
    assert events(action) == ["action.added"]


def test_an_agreed_action_keeps_what_agreement_needs(added: Added, quality_lead: User, lead_scope: Scope) -> None:
    action = added(owner=quality_lead, agreed=True)
    whole = ActionFields(what="Do it", impact="Safer", owner_id=quality_lead.pk, due=date(2099, 1, 1))
    change = {"by": quality_lead, "scope": lead_scope, "action_id": action.pk, "version": action.version}
    for hole in ({"impact": " "}, {"owner_id": None}, {"due": None}):
        with pytest.raises(Refused, match="An agreed action needs"):
            services.change_action(**change, fields=replace(whole, **hole))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="agreed already"):
        services.agree_action(**change)


def test_a_change_is_recorded_with_old_and_new(added: Added, quality_lead: User, lead_scope: Scope) -> None:
    action = added()
    fields = ActionFields(what="Do more", impact="People are safer.", due=date(2099, 1, 1), priority="high")
    services.change_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=1, fields=fields)
    event = Event.objects.get(action="action.changed")
    assert event.facts == {"what": ["Do it", "Do more"], "priority": ["", "High"]}


def test_two_editors_both_versions_are_kept(added: Added, quality_lead: User, lead_scope: Scope) -> None:
    action = added()
    change = {"by": quality_lead, "scope": lead_scope, "action_id": action.pk, "version": 1}
    services.change_action(**change, fields=ActionFields(what="Hers", due=date(2099, 1, 1), impact="People are safer."))
    with pytest.raises(ChangedMeanwhile) as conflict:
        services.change_action(
            **change, fields=ActionFields(what="His", due=date(2099, 2, 1), impact="People are safer.")
        )
    seen = {d.label: (d.mine, d.theirs) for d in conflict.value.differences}
    assert seen == {"What we will do": ("His", "Hers"), "Due": ("1 February 2099", "1 January 2099")}
    action.refresh_from_db()
    assert (action.what, action.version) == ("Hers", 2)
    assert events(action) == ["action.added", "action.changed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "x" * 2001}, "what"),
        ({"starts_on": date(2099, 1, 2), "due": date(2099, 1, 1)}, "due"),
        ({"priority": "urgent"}, "priority"),
        ({"owner_id": 10**9}, "owner"),
        ({"sponsor_id": 10**9}, "sponsor"),
        ({"unit_id": 10**9}, "unit"),
        ({"programme_id": 10**9}, "programme"),
    ],
)
def test_actions_that_are_refused(quality_lead: User, lead_scope: Scope, wrong: dict[str, Any], field: str) -> None:
    fields = ActionFields(**{"what": "Do it", **wrong})
    with pytest.raises(Refused) as refused:
        services.add_action(by=quality_lead, scope=lead_scope, fields=fields)
    assert refused.value.field == field
    assert not Action.objects.exists()


def test_people_units_and_programmes_of_another_trust_are_refused(
    quality_lead: User, lead_scope: Scope, member: Member, other_trust: Trust
) -> None:
    stranger = member("quality_lead", trust_=other_trust)
    for wrong in (
        {"owner_id": stranger.pk},
        {"sponsor_id": stranger.pk},
        {"unit_id": UnitFactory(trust=other_trust).pk},
        {"programme_id": ProgrammeFactory(trust=other_trust).pk},
    ):
        with pytest.raises(Refused, match="from the list"):
            services.add_action(by=quality_lead, scope=lead_scope, fields=ActionFields(what="x", **wrong))


def test_an_owner_must_be_able_to_keep_it_up_to_date(
    quality_lead: User, lead_scope: Scope, member: Member, place: Place
) -> None:
    nurse = member("staff", unit=place.hazel)
    with pytest.raises(Refused, match="whose role can keep an action up to date"):
        services.add_action(by=quality_lead, scope=lead_scope, fields=ActionFields(what="x", owner_id=nurse.pk))


def test_an_owner_who_left_may_stay_until_somebody_else_is_found(
    added: Added, quality_lead: User, lead_scope: Scope, member: Member, place: Place
) -> None:
    manager = member("ward_manager", unit=place.hazel)
    action = added(owner=manager)
    manager.is_active = False
    manager.save()
    fields = ActionFields(what="Do it still", owner_id=manager.pk)
    services.change_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=1, fields=fields)
    action.refresh_from_db()
    assert action.owner == manager


# -- who may
# ---------------------------------------------------------------------------------------------------------
def test_where_a_person_may_add_and_change(
    found: Found, added: Added, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    manager = member("ward_manager", unit=place.hazel)
    mine = {"by": manager, "scope": scope_of(manager)}
    services.add_action(**mine, fields=ActionFields(what="On Hazel", unit_id=place.hazel.pk))
    with pytest.raises(Refused, match="from the list"):
        services.add_action(**mine, fields=ActionFields(what="On Rowan", unit_id=place.rowan.pk))
    with pytest.raises(NotYours):
        services.add_action(
            **mine, fields=ActionFields(what="For the service"), finding_ids=[found(core_service="acute_picu").pk]
        )
    trusts = added(found(trust_wide=True))
    with pytest.raises(NotYours, match="not change it"):
        services.change_action(**mine, action_id=trusts.pk, version=1, fields=ActionFields(what="Mine"))
    on_hazel = added(unit_id=place.hazel.pk, owner=manager)
    with pytest.raises(NotYours, match="agreed by a lead"):
        services.agree_action(**mine, action_id=on_hazel.pk, version=1)


def test_an_action_cannot_be_moved_out_of_ones_own_place(
    added: Added, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    lead = member("unit_lead", unit=place.acute)
    action = added(unit_id=place.hazel.pk)
    with pytest.raises(Refused, match="from the list"):
        services.change_action(
            by=lead, scope=scope_of(lead), action_id=action.pk, version=1,
            fields=ActionFields(what="x", unit_id=place.linden.pk),
        )  # fmt: skip


def test_findings_out_of_scope_are_not_there(found: Found, member: Member, scope_of: ScopeOf, place: Place) -> None:
    lead = member("unit_lead", unit=place.acute)
    elsewhere = found("gap", unit_id=place.linden.pk)
    with pytest.raises(services.NotThereError):
        services.add_action(
            by=lead,
            scope=scope_of(lead),
            fields=ActionFields(what="x", unit_id=place.hazel.pk),
            finding_ids=[elsewhere.pk],
        )


# -- how it goes
# -----------------------------------------------------------------------------------------------------
def test_updates_keep_the_day_of_the_last_word(added: Added, member: Member, scope_of: ScopeOf, place: Place) -> None:
    manager = member("ward_manager", unit=place.hazel)
    action = added(owner=manager, unit_id=place.hazel.pk)
    services.write_update(by=manager, scope=scope_of(manager), action_id=action.pk, text="First huddle")
    action.refresh_from_db()
    assert action.last_update_on == timezone.localdate()
    with pytest.raises(Refused, match="Write what happened"):
        services.write_update(by=manager, scope=scope_of(manager), action_id=action.pk, text=" ")
    assert events(action) == ["action.added", "action.updated"]


def test_an_owner_updates_an_action_that_hangs_elsewhere(
    found: Found, added: Added, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    manager = member("ward_manager", unit=place.hazel)
    action = added(found("gap", unit_id=place.linden.pk), owner=manager)
    services.write_update(by=manager, scope=scope_of(manager), action_id=action.pk, text="Done from here")
    other = member("ward_manager", unit=place.rowan)
    with pytest.raises(services.NotThereError):
        services.write_update(by=other, scope=scope_of(other), action_id=action.pk, text="Not mine")


def test_stuck_and_helped(added: Added, quality_lead: User, lead_scope: Scope) -> None:
    action = added(owner=quality_lead)
    who = {"by": quality_lead, "scope": lead_scope, "action_id": action.pk}
    services.say_stuck(**who, why="No cover", help_asked="Bank staff")
    services.say_stuck(**who, why="Still no cover")
    action.refresh_from_db()
    assert (action.stuck_why, action.help_asked, action.stuck_since) == ("Still no cover", "", timezone.localdate())
    services.say_unstuck(**who, help_given="Two paid days")
    action.refresh_from_db()
    assert (action.stuck_why, action.stuck_since) == ("", None)
    with pytest.raises(Refused, match="is not stuck"):
        services.say_unstuck(**who, help_given="x")
    assert [u.kind for u in action.updates.all()] == ["stuck", "stuck", "help"]
    assert action.updates.all()[0].text == "No cover Help asked: Bank staff"


def test_only_the_owner_claims_and_only_what_was_agreed(
    added: Added, member: Member, scope_of: ScopeOf, quality_lead: User, lead_scope: Scope, place: Place
) -> None:
    manager = member("ward_manager", unit=place.hazel)
    action = added(owner=manager, unit_id=place.hazel.pk)
    claim = {"action_id": action.pk, "text": "Everybody has a plan"}
    with pytest.raises(Refused, match="never agreed"):
        services.claim_done(by=manager, scope=scope_of(manager), version=1, **claim)
    services.agree_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=1)
    with pytest.raises(NotYours, match="Only the owner"):
        services.claim_done(by=quality_lead, scope=lead_scope, version=2, **claim)
    services.claim_done(by=manager, scope=scope_of(manager), version=2, **claim)
    (row,) = queries.plan_page(lead_scope, Filters()).page.groups[0].blocks[0].actions
    assert row.status.state == "claimed"
    action.refresh_from_db()
    with pytest.raises(Refused, match="done already"):
        services.claim_done(by=manager, scope=scope_of(manager), version=action.version, **claim)
    with pytest.raises(Refused, match="Take that back first"):
        services.say_stuck(by=manager, scope=scope_of(manager), action_id=action.pk, why="x")
    services.take_back_claim(
        by=manager, scope=scope_of(manager), action_id=action.pk, version=action.version, why="Night staff were missed"
    )
    action.refresh_from_db()
    assert action.claimed_on is None
    assert events(action)[-2:] == ["action.claimed", "action.claim_taken_back"]


def test_a_claim_made_while_somebody_changed_the_action_is_held_back(
    added: Added, quality_lead: User, lead_scope: Scope
) -> None:
    action = added(owner=quality_lead, agreed=True)
    with pytest.raises(ChangedMeanwhile):
        services.claim_done(
            by=quality_lead, scope=lead_scope, action_id=action.pk, version=action.version - 1, text="Done"
        )
    assert not action.updates.exists()


def test_a_withdrawn_action_leaves_its_finding_waiting(
    found: Found, added: Added, quality_lead: User, lead_scope: Scope
) -> None:
    finding = found()
    action = added(finding)
    assert queries.plan_page(lead_scope, Filters()).waiting == ()
    services.withdraw_action(
        by=quality_lead, scope=lead_scope, action_id=action.pk, version=1, why="Another one does it"
    )
    assert [row.id for row in queries.plan_page(lead_scope, Filters()).waiting] == [finding.pk]
    with pytest.raises(Refused, match="was withdrawn on"):
        services.write_update(by=quality_lead, scope=lead_scope, action_id=action.pk, text="x")


def test_tied_and_untied(found: Found, added: Added, quality_lead: User, lead_scope: Scope) -> None:
    one, two = found(), found()
    action = added(one)
    who = {"by": quality_lead, "scope": lead_scope, "action_id": action.pk}
    services.tie_action(**who, finding_id=two.pk)
    services.tie_action(**who, finding_id=two.pk)
    assert queries.plan_page(lead_scope, Filters()).waiting == ()
    services.untie_action(**who, finding_id=one.pk)
    assert [row.id for row in queries.plan_page(lead_scope, Filters()).waiting] == [one.pk]
    with pytest.raises(Refused, match="does not answer"):
        services.untie_action(**who, finding_id=one.pk)
    assert events(action) == ["action.added", "action.tied", "action.untied"]
