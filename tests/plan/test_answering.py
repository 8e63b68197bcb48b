"""Which findings wait for an answer, what a response may be, and which merges would hide something."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from springboard.plan.choices import ENFORCEMENT, PRACTICE, RANK, ChallengeOutcome, Level, Response
from springboard.plan.rules import Refused
from springboard.plan.rules.answering import (
    AnswerState,
    Standing,
    answer_state,
    challenge_deadline,
    check_merge,
    check_noted,
    may_be_noted,
)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "waiting"),
        ({"response": "challenged"}, "waiting"),
        ({"response": "challenged", "challenge_outcome": "kept"}, "waiting"),
        ({"response": "challenged", "challenge_outcome": "changed"}, "waiting"),
        ({"response": "challenged", "challenge_outcome": "removed"}, "nothing_asked"),
        ({"level": "recommendation"}, "waiting"),
        ({"level": "recommendation", "response": "noted"}, "nothing_asked"),
        ({"level": "gap"}, "waiting"),
        ({"level": "good_practice"}, "nothing_asked"),
        ({"level": "outstanding_practice"}, "nothing_asked"),
        ({"level": "good_practice", "live_actions": 1}, "actions"),
        ({"live_actions": 3}, "actions"),
        ({"live_actions": 1, "decided": True}, "actions"),
        ({"decided": True}, "decision"),
        ({"merged": True, "live_actions": 1}, "merged"),
        ({"withdrawn": True, "merged": True, "decided": True}, "withdrawn"),
    ],
)
def test_state_of_the_answer(facts: dict[str, Any], state: str) -> None:
    assert answer_state(Standing(**{"level": "must", **facts})) == state


def test_every_combination_has_one_state_and_only_asked_findings_wait() -> None:
    combinations = product(
        Level.values,
        Response.values,
        ["", *ChallengeOutcome.values],
        [True, False],
        [0, 2],
        [True, False],
        [True, False],
    )
    for level, response, outcome, decided, actions, merged, withdrawn in combinations:
        standing = Standing(level, response, outcome, decided, actions, merged, withdrawn)
        state = answer_state(standing)
        assert state in AnswerState
        if state == AnswerState.WAITING:
            assert not any([decided, actions, merged, withdrawn])
            assert level not in PRACTICE
            assert response != Response.NOTED


def test_what_has_to_be_put_right_cannot_only_be_noted() -> None:
    assert {level for level in Level.values if may_be_noted(level)} == {*PRACTICE, "recommendation"}
    with pytest.raises(Refused, match="cannot only be noted"):
        check_noted("must")
    check_noted("good_practice")


@pytest.mark.parametrize(
    ("sent", "deadline"),
    [
        (date(2026, 11, 9), date(2026, 11, 23)),  # a Monday: two weeks later
        (date(2026, 11, 14), date(2026, 11, 27)),  # a Saturday: counting begins on Monday
        (date(2026, 12, 18), date(2027, 1, 6)),  # over Christmas Day, Boxing Day's substitute and New Year's Day
        (date(2026, 3, 27), date(2026, 4, 14)),  # over Good Friday and Easter Monday
        (date(2026, 5, 22), date(2026, 6, 8)),  # over the spring bank holiday
    ],
)
def test_a_challenge_has_ten_english_working_days(sent: date, deadline: date) -> None:
    assert challenge_deadline(sent) == deadline


def test_a_day_too_far_away_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="too far away") as refused:
        challenge_deadline(date(1850, 1, 1))
    assert refused.value.field == "sent_on"


@pytest.mark.parametrize("keep", Level.values)
@pytest.mark.parametrize("other", Level.values)
def test_a_merge_never_hides_the_stronger_behind_the_weaker(keep: str, other: str) -> None:
    def merge() -> None:
        check_merge(keep_level=keep, other_level=other, keep_reference="A-1/K", other_reference="B-1/O")

    hides = RANK[other] < RANK[keep]
    mixes = (keep in PRACTICE) != (other in PRACTICE)
    if hides or mixes:
        with pytest.raises(Refused) as refused:
            merge()
        assert not hides or "Merge A-1/K into B-1/O instead" in str(refused.value)
        assert not (hides and other in ENFORCEMENT) or "has to stay in sight" in str(refused.value)
    else:
        merge()
