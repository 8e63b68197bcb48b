"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from springboard.plan.models import Action, Finding
from tests.factories import (
    ActionFactory,
    ActionFindingFactory,
    ActionUpdateFactory,
    FindingFactory,
    FindingMergeFactory,
    ProgrammeFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 9)
CHALLENGED: dict[str, Any] = {
    "response": "challenged",
    "challenge_sent_on": DAY,
    "challenge_deadline": date(2026, 11, 23),
    "challenge_text": "Not so",
}


def refused(model: type[Finding] | type[Action], pk: int, **fields: Any) -> bool:
    """Whether the database refuses this update, past every service."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**fields)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"level": "may"},
        {"source_kind": "rumour"},
        {"response": "ignored"},
        {"text": ""},
        {"reference": ""},
        {"response": "challenged"},
        {**CHALLENGED, "challenge_deadline": None},
        {**CHALLENGED, "challenge_sent_on": None},
        {**CHALLENGED, "challenge_text": ""},
        {**CHALLENGED, "challenge_deadline": date(2026, 11, 8)},
        {**CHALLENGED, "response": "accepted"},
        {"challenge_text": "Not so"},
        {"challenge_deadline": DAY},
        {"challenge_outcome": "kept", "challenge_outcome_on": DAY},
        {**CHALLENGED, "challenge_outcome": "kept"},
        {**CHALLENGED, "challenge_outcome_on": DAY},
        {**CHALLENGED, "challenge_outcome": "burnt", "challenge_outcome_on": DAY},
        {"decision_text": "No"},
        {"decision_on": DAY},
        {"decision_text": "No", "decision_on": DAY},
        {"withdrawn_on": DAY},
        {"withdrawn_why": "Twice"},
        {"trust_wide": True, "core_service": "crisis"},
    ],
)
def test_findings_the_database_refuses(fields: dict[str, Any]) -> None:
    assert refused(Finding, FindingFactory().pk, **fields)


def test_findings_the_database_keeps() -> None:
    finding = FindingFactory()
    assert not refused(Finding, finding.pk, **CHALLENGED)
    assert not refused(Finding, finding.pk, challenge_outcome="kept", challenge_outcome_on=DAY)
    assert not refused(Finding, finding.pk, decision_text="No", decision_on=DAY, decision_by=UserFactory())
    assert not refused(Finding, finding.pk, merged_into=FindingFactory())


def test_a_finding_is_not_merged_into_itself() -> None:
    finding = FindingFactory()
    assert refused(Finding, finding.pk, merged_into=finding)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingMergeFactory(merged=finding, into=finding)


def test_a_reference_is_given_once_in_a_trust() -> None:
    finding = FindingFactory()
    FindingFactory(reference=finding.reference)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingFactory(trust=finding.trust, reference=finding.reference)


@pytest.mark.parametrize(
    "fields",
    [
        {"what": ""},
        {"number": 0},
        {"priority": "urgent"},
        {"effort": "huge"},
        {"starts_on": DAY, "due": date(2026, 11, 8)},
        {"agreed_on": DAY},
        {"claimed_on": DAY},
        {"stuck_since": DAY},
        {"stuck_why": "No cover"},
        {"withdrawn_on": DAY},
        {"withdrawn_why": "Twice"},
    ],
)
def test_actions_the_database_refuses(fields: dict[str, Any]) -> None:
    assert refused(Action, ActionFactory().pk, **fields)


@pytest.mark.parametrize("hole", [{"impact": ""}, {"owner": None}, {"due": None}])
def test_the_database_refuses_an_agreed_action_with_a_hole(hole: dict[str, Any]) -> None:
    person = UserFactory()
    action = ActionFactory(impact="Safer", owner=person, due=DAY, agreed_by=person, agreed_on=DAY)
    assert refused(Action, action.pk, **hole)
    assert not refused(Action, action.pk, impact="Safer still")


def test_the_database_refuses_a_claim_on_what_was_never_agreed() -> None:
    assert refused(Action, ActionFactory().pk, claimed_on=DAY, claimed_by=UserFactory())


def test_things_that_are_there_once() -> None:
    programme, link, series = ProgrammeFactory(), ActionFindingFactory(), SeriesFactory()
    action = ActionFactory()
    for again in (
        lambda: ProgrammeFactory(trust=programme.trust, name=programme.name),
        lambda: ActionFindingFactory(action=link.action, finding=link.finding),
        lambda: SeriesFactory(trust=series.trust, name=series.name),
        lambda: ActionFactory(trust=action.trust, number=action.number),
        lambda: ActionUpdateFactory(action=action, kind="gossip"),
        lambda: ActionUpdateFactory(action=action, text=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()
