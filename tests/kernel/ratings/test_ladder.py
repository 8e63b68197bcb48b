"""What would lift a rating: the panel of the ratings page, and that a ladder always ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.ratings import LimitingFact, RuleError, RuleSet, holds, rank, what_would_lift
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion, RatingWord
from tests.kernel.ratings.rulesets import RULES, rule_sets
from tests.kernel.ratings.test_limits import FACTS, SERVICE

ACUTE: dict[KeyQuestion, RatingWord] = {
    "safe": "inadequate",
    "effective": "requires_improvement",
    "caring": "good",
    "responsive": "requires_improvement",
    "well_led": "inadequate",
    "overall": "inadequate",
}
NOTICE = LimitingFact("warning_notice", "W1", "section 29A", ("safe", "well_led"))
BREACHES = [
    LimitingFact("breach", reference, key_questions=("safe",), regulations=(number,))
    for reference, number in (("M12", "18"), ("M15", "12"), ("M9", "13"))
]


def test_the_panel_of_the_ratings_page() -> None:
    ladder = what_would_lift("safe", ACUTE, [NOTICE, *BREACHES], RULES)
    assert [reason.sentence for reason in ladder.why] == [
        "A warning notice (W1, section 29A): enforcement normally means Inadequate.",
        (
            "Three breaches of regulations 12, 13 and 18 (M12, M15 and M9):"
            " any one of them normally keeps Safe at Requires improvement or lower."
        ),
    ]
    assert [step.sentence for step in ladder.steps] == [
        "Requires improvement when the notice is met",
        "Good when no breach is left as well",
    ]
    assert [[fact.reference for fact in step.facts] for step in ladder.steps] == [["W1"], ["M12", "M15", "M9"]]
    assert ladder.steps[0].effect == (
        "With Safe and Well-led at Requires improvement this service would be Requires improvement overall:"
        " four of five are Requires improvement (Safe, Effective, Responsive and Well-led),"
        " and two or more of five limit it to Requires improvement."
    )
    assert ladder.label == "Indicative, not a CQC rating"
    assert ladder.notes == ("A rating changes only when CQC inspects again.",)
    assert ladder.unverified == 3


def test_a_rating_no_rule_explains_is_left_to_cqcs_judgement() -> None:
    ladder = what_would_lift("responsive", ACUTE, [], RULES)
    assert "CQC's judgement" in ladder.why[0].sentence
    (step,) = ladder.steps
    assert (step.rating, step.facts, step.by_rule) == ("good", (), False)
    assert "no breach or notice holds it back" in step.sentence


def test_a_rating_better_than_the_rules_is_said_to_be_cqcs_judgement() -> None:
    breach = LimitingFact("breach", "M1", key_questions=("caring",))
    ladder = what_would_lift("caring", ACUTE, [breach], RULES)
    assert ladder.steps == ()
    assert "CQC rated it Good although a breach (M1) would normally limit it to Requires improvement" in ladder.notes[1]
    assert ladder.beyond.startswith("Outstanding is CQC's judgement")


def test_a_key_question_cqc_rated_above_the_notice_stays_as_cqc_rated_it() -> None:
    notice = LimitingFact("warning_notice", "W1", key_questions=("safe", "caring"))
    step = what_would_lift("safe", ACUTE, [notice], RULES).steps[0]
    assert step.effect.startswith("With Safe at Requires improvement this service")
    assert "Caring" not in step.effect


def test_facts_under_no_key_question_are_mentioned() -> None:
    ladder = what_would_lift("safe", ACUTE, [NOTICE, LimitingFact("breach")], RULES)
    assert ladder.notes[-1] == (
        "One open breach or notice stands under no key question yet; it may hold this one down too."
    )


def test_no_rating_has_no_ladder_and_overall_is_refused() -> None:
    ladder = what_would_lift("safe", {"safe": "not_rated"}, [NOTICE], RULES)
    assert ladder.steps == ()
    assert ladder.beyond == "There is no rating to lift yet."
    with pytest.raises(RuleError, match="no rating of 'overall'"):
        what_would_lift("overall", ACUTE, [], RULES)
    with pytest.raises(RuleError, match="no rating of 'caring'"):
        what_would_lift("caring", {"safe": "good"}, [], RULES)


@given(SERVICE, FACTS, rule_sets(), st.sampled_from(KEY_QUESTIONS))
def test_a_ladder_climbs_one_rating_at_a_time_and_ends_at_good(
    service: dict[KeyQuestion, RatingWord], facts: list[LimitingFact], rules: RuleSet, question: KeyQuestion
) -> None:
    ladder = what_would_lift(question, service, facts, rules)
    places = [rank(step.rating) for step in ladder.steps]
    assert places == list(range(rank(service[question]) + 1, rank("good") + 1))


@given(SERVICE, FACTS, rule_sets(), st.sampled_from(KEY_QUESTIONS))
def test_once_a_step_is_taken_no_rule_holds_it_lower(
    service: dict[KeyQuestion, RatingWord], facts: list[LimitingFact], rules: RuleSet, question: KeyQuestion
) -> None:
    left = list(facts)
    for step in what_would_lift(question, service, facts, rules).steps:
        assert all(fact in left for fact in step.facts)
        left = [fact for fact in left if fact not in step.facts]
        assert all(rank(one.cap) >= rank(step.rating) for one in holds(left, rules, question))


@given(SERVICE, FACTS, st.sampled_from(KEY_QUESTIONS))
def test_climbing_never_lowers_the_overall(
    service: dict[KeyQuestion, RatingWord], facts: list[LimitingFact], question: KeyQuestion
) -> None:
    overalls = [rank(step.overall.rating) for step in what_would_lift(question, service, facts, RULES).steps]
    assert overalls == sorted(overalls)
