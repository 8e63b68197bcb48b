"""Findings are raised, answered, challenged, decided, withdrawn: what happens, what is refused, what is
recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.models import Finding
from springboard.plan.rules import ChangedMeanwhile, NotYours, Refused
from tests.factories import UnitFactory
from tests.plan.conftest import Place

Found = Callable[..., Finding]
Member = Callable[..., User]
ScopeOf = Callable[[User], Scope]


def events(finding: Finding) -> list[str]:
    rows = Event.objects.filter(object_type="plan.finding", object_id=str(finding.pk)).order_by("id")
    return list(rows.values_list("action", flat=True))


# -- raised
# ----------------------------------------------------------------------------------------------------------
def test_a_lead_says_which_key_questions_a_finding_is_about(
    found: Callable[..., Finding], quality_lead: User, lead_scope: Scope
) -> None:
    finding = found()
    given: dict[str, Any] = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    services.set_key_questions(**given, version=1, key_questions=["well_led", "safe", "safe"])
    finding.refresh_from_db()
    assert (finding.key_questions, finding.version) == (["safe", "well_led"], 2)
    event = Event.objects.get(action="finding.key_questions_set")
    assert event.facts == {"key_questions": ["", "safe, well_led"]}
    services.set_key_questions(**given, version=2, key_questions=["safe", "well_led"])
    assert Event.objects.filter(action="finding.key_questions_set").count() == 1
    with pytest.raises(ChangedMeanwhile) as conflict:
        services.set_key_questions(**given, version=1, key_questions=["caring"])
    (difference,) = conflict.value.differences
    assert (difference.mine, difference.theirs) == ("caring", "safe, well-led")
    with pytest.raises(Refused, match="Not a key question"):
        services.set_key_questions(**given, version=2, key_questions=["kind"])
    services.set_key_questions(**given, version=2, key_questions=[])
    finding.refresh_from_db()
    assert finding.key_questions == []


def test_a_finding_is_accepted_by_default_and_its_raising_is_recorded(found: Found, quality_lead: User) -> None:
    finding = found(reference="CQC-2026-03/M12", regulations=[{"instrument": "2014", "number": "18"}])
    assert (finding.response, finding.version, finding.raised_by) == ("accepted", 1, quality_lead)
    assert events(finding) == ["finding.raised"]


def test_references_are_given_in_order_per_source_and_level(found: Found) -> None:
    given = [found("must"), found("should"), found("must"), found("must", source_reference="CQC-2025-09")]
    assert [f.reference for f in given] == ["CQC-2026-03/M1", "CQC-2026-03/S1", "CQC-2026-03/M2", "CQC-2025-09/M1"]


def test_a_number_taken_by_hand_is_passed_over(found: Found) -> None:
    found(reference="CQC-2026-03/M1")
    assert found().reference == "CQC-2026-03/M2"


def test_two_trusts_may_use_one_reference(found: Found, other_trust: Trust) -> None:
    found(reference="CQC-2026-03/M1")
    assert found(reference="CQC-2026-03/M1", trust_id=other_trust.pk).trust == other_trust


def test_a_finding_about_a_ward_knows_its_service(found: Found, place: Place) -> None:
    assert found("gap", unit_id=place.hazel.pk).core_service == "acute_picu"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"level": "may"}, "not a level"),
        ({"text": " "}, "Write what was found"),
        ({"source_kind": "rumour"}, "not a kind of source"),
        ({"core_service": "dentistry"}, "not a core service"),
        ({"core_service": "crisis", "trust_wide": True}, "cannot also be about one service"),
        ({"key_questions": ["kind"]}, "Not a key question"),
        ({"regulations": [{"number": "18"}]}, "needs its number and its instrument"),
        ({"reference": "A-7"}, "how actions are called"),
        ({"source_reference": "no spaces please", "reference": ""}, "cannot be a reference"),
    ],
)
def test_raising_refuses_what_makes_no_sense(found: Found, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        found(**{"text": "Words", **wrong})
    assert not Finding.objects.exists()


def test_raising_refuses_a_reference_in_use_and_another_trusts_ward(found: Found, other_trust: Trust) -> None:
    found(reference="CQC-2026-03/M1")
    with pytest.raises(Refused, match="already in the register"):
        found(reference="CQC-2026-03/M1")
    with pytest.raises(Refused, match="not part of this trust"):
        found(unit_id=UnitFactory(trust=other_trust).pk)


def test_staff_raise_a_gap_for_their_own_ward_only(member: Member, scope_of: ScopeOf, place: Place) -> None:
    nurse = member("staff", unit=place.hazel)
    raise_ = {"by": nurse, "scope": scope_of(nurse), "level": "gap", "source_kind": "own_looking"}
    finding = services.raise_by_hand(**raise_, text="No lamp", unit_id=place.hazel.pk, raised_on=date(2026, 7, 4))
    assert finding.reference == "OWN-2026-07/G1"
    for elsewhere in ({"unit_id": place.rowan.pk}, {"core_service": "acute_picu"}, {"trust_wide": True}):
        with pytest.raises(NotYours, match="your own wards"):
            services.raise_by_hand(**raise_, text="No lamp", **elsewhere)
    tomorrow = timezone.localdate() + timedelta(1)
    with pytest.raises(Refused, match="in the future"):
        services.raise_by_hand(**raise_, text="No lamp", unit_id=place.hazel.pk, raised_on=tomorrow)


# -- answered
# --------------------------------------------------------------------------------------------------------
def test_a_challenge_has_its_deadline_and_its_words(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    sent = {"challenge_text": "There were 12 beds", "sent_on": date(2026, 11, 9)}
    services.respond(**change, version=1, response="challenged", **sent)
    finding.refresh_from_db()
    assert (finding.response, finding.challenge_deadline) == ("challenged", date(2026, 11, 23))
    services.record_challenge_outcome(**change, version=2, outcome="kept", on=date(2026, 11, 20))
    finding.refresh_from_db()
    assert (finding.challenge_outcome, finding.version) == ("kept", 3)
    with pytest.raises(Refused, match="can no longer change"):
        services.respond(**change, version=3, response="accepted")
    assert events(finding) == ["finding.raised", "finding.challenged", "finding.challenge_answered"]


def test_accepting_after_all_takes_the_challenge_away(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    services.respond(**change, version=1, response="challenged", challenge_text="No", sent_on=date(2026, 11, 9))
    services.respond(**change, version=2, response="accepted")
    finding.refresh_from_db()
    assert (finding.challenge_text, finding.challenge_deadline, finding.challenge_sent_on) == ("", None, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"response": "ignored"}, "response"),
        ({"response": "noted"}, "response"),
        ({"response": "challenged", "sent_on": date(2026, 1, 5)}, "challenge_text"),
        ({"response": "challenged", "challenge_text": "No"}, "sent_on"),
        ({"response": "challenged", "challenge_text": "No", "sent_on": date(2099, 1, 1)}, "sent_on"),
        ({"response": "challenged", "challenge_text": "No", "sent_on": date(1800, 1, 1)}, "sent_on"),
    ],
)
def test_responses_that_are_refused(
    found: Found, quality_lead: User, lead_scope: Scope, wrong: dict[str, Any], field: str
) -> None:
    finding = found()
    with pytest.raises(Refused) as refused:
        services.respond(by=quality_lead, scope=lead_scope, finding_id=finding.pk, version=1, **wrong)
    assert refused.value.field == field
    finding.refresh_from_db()
    assert (finding.response, finding.version) == ("accepted", 1)
    assert events(finding) == ["finding.raised"]


@pytest.mark.parametrize("on", [date(2026, 11, 8), date(2099, 1, 1)])
def test_cqcs_answer_is_dated_after_the_draft(found: Found, quality_lead: User, lead_scope: Scope, on: date) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    with pytest.raises(Refused, match="was not challenged"):
        services.record_challenge_outcome(**change, version=1, outcome="kept", on=date(2026, 11, 10))
    services.respond(**change, version=1, response="challenged", challenge_text="No", sent_on=date(2026, 11, 9))
    with pytest.raises(Refused, match="Look at the date"):
        services.record_challenge_outcome(**change, version=2, outcome="kept", on=on)
    with pytest.raises(Refused, match="Choose what CQC did"):
        services.record_challenge_outcome(**change, version=2, outcome="burnt", on=date(2026, 11, 10))


def test_a_decision_answers_and_can_be_taken_back(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    services.record_decision(**change, version=1, text="The ward has closed.")
    services.record_decision(**change, version=2, text="The ward closed in May.")
    finding.refresh_from_db()
    assert (finding.decision_text, finding.decision_by) == ("The ward closed in May.", quality_lead)
    assert finding.decision_on == timezone.localdate()
    services.take_back_decision(**change, version=3)
    finding.refresh_from_db()
    assert (finding.decision_text, finding.decision_by, finding.decision_on) == ("", None, None)
    with pytest.raises(Refused, match="no decision to take back"):
        services.take_back_decision(**change, version=4)
    with pytest.raises(Refused, match="Write what was decided"):
        services.record_decision(**change, version=4, text="  ")
    kept = Event.objects.filter(action="finding.decision_taken_back").get()
    assert kept.facts == {"said": "The ward closed in May."}


def test_withdrawn_findings_stay_and_come_back(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk}
    services.withdraw_finding(**change, version=1, why="Entered twice")
    with pytest.raises(Refused, match="was withdrawn on"):
        services.respond(**change, version=2, response="accepted")
    services.restore_finding(**change, version=2)
    finding.refresh_from_db()
    assert (finding.withdrawn_on, finding.withdrawn_why) == (None, "")
    with pytest.raises(Refused, match="was not withdrawn"):
        services.restore_finding(**change, version=3)


def test_two_people_answer_at_once_and_nothing_is_overwritten(
    found: Found, quality_lead: User, lead_scope: Scope
) -> None:
    finding = found()
    change = {"by": quality_lead, "scope": lead_scope, "finding_id": finding.pk, "version": 1}
    services.record_decision(**change, text="The first")
    with pytest.raises(ChangedMeanwhile, match="Nothing was overwritten") as conflict:
        services.record_decision(**change, text="The second")
    (difference,) = conflict.value.differences
    assert (difference.mine, difference.theirs, conflict.value.version) == ("The second", "The first", 2)
    finding.refresh_from_db()
    assert finding.decision_text == "The first"


# -- who may
# ---------------------------------------------------------------------------------------------------------
def test_only_the_lead_of_the_place_answers(found: Found, member: Member, scope_of: ScopeOf, place: Place) -> None:
    about_hazel = found("gap", unit_id=place.hazel.pk)
    about_acute = found(core_service="acute_picu")
    about_trust = found(trust_wide=True)
    may_answer = {
        "acute lead": (member("unit_lead", unit=place.acute), [True, True, False]),
        "hazel lead": (member("unit_lead", unit=place.hazel), [True, False, False]),
        "ward manager": (member("ward_manager", unit=place.hazel), [False, False, False]),
        "quality lead": (member("quality_lead"), [True, True, True]),
    }
    for name, (person, allowed) in may_answer.items():
        for finding, yes in zip((about_hazel, about_acute, about_trust), allowed, strict=True):
            finding.refresh_from_db()
            answer = {"by": person, "scope": scope_of(person), "finding_id": finding.pk, "version": finding.version}
            if yes:
                services.record_decision(**answer, text=f"Decided by {name}")
            else:
                with pytest.raises(NotYours):
                    services.record_decision(**answer, text="Not mine")


def test_what_is_out_of_scope_is_not_there(
    found: Found, member: Member, scope_of: ScopeOf, place: Place, other_trust: Trust
) -> None:
    elsewhere = found("gap", unit_id=place.linden.pk)
    acute_lead = member("unit_lead", unit=place.acute)
    stranger = member("quality_lead", trust_=other_trust)
    for person in (acute_lead, stranger):
        with pytest.raises(services.NotThereError):
            services.record_decision(
                by=person, scope=scope_of(person), finding_id=elsewhere.pk, version=1, text="Mine now"
            )
