"""What the plan holds about one cell of the ratings: only what belongs there, read by itself."""

from __future__ import annotations

from typing import Any

import pytest

from springboard.inspections.queries import cell_facts
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.queries.loading import load
from tests.factories import ActionFactory, ActionFindingFactory, FindingFactory

LEVELS = ("must", "should", "breach", "requirement_notice", "warning_notice", "recommendation")


def fill(trust: Trust, number: int) -> None:
    for n in range(number):
        finding = FindingFactory(
            trust=trust,
            reference=f"CQC-2026-03/M{n}",
            level=LEVELS[n % 6],
            core_service=("acute_picu", "crisis", "")[n % 3],
            trust_wide=n % 3 == 2,
            key_questions=[["safe"], ["caring", "safe"], []][n // 3 % 3],
        )
        action = ActionFactory(trust=trust, number=n + 1)
        ActionFindingFactory(action=action, finding=finding)
    FindingFactory(
        trust=trust, reference="MERGED", level="must", core_service="crisis", merged_into=trust.findings.earliest("pk")
    )
    ActionFindingFactory(action=trust.actions.latest("pk"), finding=trust.findings.get(reference="MERGED"))


@pytest.mark.parametrize("size", [12, 90])
@pytest.mark.parametrize("service", ["acute_picu", "crisis", ""])
@pytest.mark.parametrize("question", ["safe", "caring", "overall"])
def test_a_cell_holds_what_the_whole_plan_says_about_it(
    size: int, service: str, question: str, trust: Trust, scope: Scope, django_assert_num_queries: Any
) -> None:
    fill(trust, size)
    plan = load(scope)
    here = [row for row in plan.standing.values() if (row.core_service == service if service else row.trust_wide)]
    limiting = {row.id for row in here if row.level in {"breach", "requirement_notice", "warning_notice", "condition"}}
    under = [row for row in here if question == "overall" or question in row.key_questions]
    others = {row.id for row in under if row.level in {"must", "should"}}
    with django_assert_num_queries(5):
        held = cell_facts(scope, service, question)
    assert {answer.finding.id for answer in held.limiting} == limiting
    assert {answer.finding.id for answer in held.others} == others
    for answer in (*held.limiting, *held.others):
        wanted = [action.number for action in plan.actions if answer.finding.id in action.finding_ids]
        assert [action.number for action in answer.actions] == wanted
