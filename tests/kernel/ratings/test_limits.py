"""Limiters: what an open breach or notice does to a rating, and what it never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.ratings import (
    Change,
    LimitingFact,
    RuleError,
    RuleSet,
    holds,
    limit,
    lower_of,
    rank,
    service_overall,
    unplaced,
    with_changes,
)
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion, RatingWord
from tests.kernel.ratings.rulesets import RATED, RULES, rule_sets

FACTS = st.lists(
    st.builds(
        LimitingFact,
        st.sampled_from(["breach", "requirement_notice", "warning_notice", "condition"]),
        reference=st.sampled_from(["", "M1", "W1"]),
        key_questions=st.lists(st.sampled_from(KEY_QUESTIONS), unique=True, max_size=3).map(tuple),
        met=st.booleans(),
    ),
    max_size=6,
)
SERVICE = st.fixed_dictionaries(dict.fromkeys(KEY_QUESTIONS, RATED))


def test_a_requirement_notice_limits_its_key_question_to_requires_improvement() -> None:
    notice = LimitingFact("requirement_notice", "M3", key_questions=("safe",), regulations=("12",))
    outcome = limit("good", [notice], RULES, key_question="safe")
    assert outcome.rating == "requires_improvement"
    assert outcome.because[0].sentence == (
        "A requirement notice of regulation 12 (M3): it normally keeps Safe at Requires improvement or lower."
    )
    assert limit("good", [notice], RULES, key_question="caring").rating == "good"


def test_enforcement_normally_means_inadequate() -> None:
    notice = LimitingFact("warning_notice", "W1", "section 29A", ("safe", "well_led"))
    outcome = limit("requires_improvement", [notice], RULES, key_question="well_led")
    assert outcome.rating == "inadequate"
    assert outcome.because[0].sentence == "A warning notice (W1, section 29A): enforcement normally means Inadequate."


def test_several_breaches_are_said_together_with_regulations_in_order() -> None:
    breaches = [
        LimitingFact("breach", "M9", key_questions=("safe",), regulations=("18", "9A")),
        LimitingFact("breach", "M12", key_questions=("safe",), regulations=("12",)),
    ]
    assert limit("good", breaches, RULES, key_question="safe").because[0].sentence == (
        "Two breaches of regulations 9A, 12 and 18 (M9 and M12):"
        " any one of them normally keeps Safe at Requires improvement or lower."
    )


def test_a_rating_lower_than_the_limit_is_said_to_have_other_reasons() -> None:
    breach = LimitingFact("breach", key_questions=("safe",))
    outcome = limit("inadequate", [breach], RULES, key_question="safe")
    assert outcome.rating == "inadequate"
    assert "would allow up to Requires improvement" in outcome.sentence


def test_a_limiter_for_one_key_question_needs_no_placing() -> None:
    fact = LimitingFact("no_registered_manager")
    assert limit("good", [fact], RULES, key_question="well_led").rating == "requires_improvement"
    assert limit("good", [fact], RULES, key_question="safe").rating == "good"


def test_a_limiter_that_is_switched_off_holds_nothing() -> None:
    rules = with_changes(RULES, [Change("key_question.breach", "decided by the board", on=False)])
    breach = LimitingFact("breach", key_questions=("safe",))
    assert limit("good", [breach], RULES, key_question="safe").rating == "requires_improvement"
    assert limit("good", [breach], rules, key_question="safe").rating == "good"
    assert holds([breach], rules, "safe") == ()


def test_facts_nobody_placed_limit_nothing_and_can_be_found() -> None:
    lost = LimitingFact("breach", "M4")
    assert limit("good", [lost], RULES, key_question="safe").rating == "good"
    assert unplaced([lost, LimitingFact("breach", met=True)]) == (lost,)


def test_mistaken_facts_and_questions_are_refused() -> None:
    with pytest.raises(RuleError, match="not a fact"):
        LimitingFact("gossip")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="Not a key question: kind"):
        LimitingFact("breach", key_questions=("kind",))  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="Not a key question"):
        holds([], RULES, "nice")  # type: ignore[arg-type]


@given(RATED, FACTS, FACTS, rule_sets(), st.sampled_from([*KEY_QUESTIONS, "overall"]))
def test_one_more_fact_never_raises_a_rating(
    rating: RatingWord, some: list[LimitingFact], more: list[LimitingFact], rules: RuleSet, question: KeyQuestion
) -> None:
    less = limit(rating, some, rules, key_question=question).rating
    assert rank(limit(rating, some + more, rules, key_question=question).rating) <= rank(less) <= rank(rating)


@given(SERVICE, FACTS, FACTS, rule_sets())
def test_one_more_fact_never_raises_the_overall(
    service: dict[KeyQuestion, RatingWord], some: list[LimitingFact], more: list[LimitingFact], rules: RuleSet
) -> None:
    assert rank(service_overall(service, rules, facts=some + more).rating) <= rank(
        service_overall(service, rules, facts=some).rating
    )


@given(SERVICE, FACTS, rule_sets(), st.sampled_from(KEY_QUESTIONS), RATED)
def test_improving_a_key_question_never_lowers_the_overall_whatever_is_open(
    service: dict[KeyQuestion, RatingWord],
    facts: list[LimitingFact],
    rules: RuleSet,
    question: KeyQuestion,
    rating: RatingWord,
) -> None:
    worse = service | {question: lower_of(service[question], rating)}
    assert rank(service_overall(worse, rules, facts=facts).rating) <= rank(
        service_overall(service, rules, facts=facts).rating
    )


@given(RATED, FACTS, rule_sets())
def test_met_facts_hold_nothing(rating: RatingWord, facts: list[LimitingFact], rules: RuleSet) -> None:
    met = [LimitingFact(fact.kind, key_questions=fact.key_questions, met=True) for fact in facts]
    assert limit(rating, met, rules, key_question="safe").rating == rating


def test_not_rated_stays_not_rated() -> None:
    fact = LimitingFact("warning_notice", key_questions=("safe",))
    assert limit("not_rated", [fact], RULES, key_question="safe").rating == "not_rated"
