"""Service, trust key question, trust overall; scores of the single assessment framework; changes of a trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.ratings import (
    Band,
    Change,
    LimitingFact,
    RuleError,
    RuleSet,
    Setting,
    TrustOverallPeriod,
    rank,
    rule_book,
    saf_key_question,
    service_overall,
    settings_of,
    trust_key_question,
    trust_overall,
    with_changes,
)
from springboard.kernel.reports.model import KeyQuestion, RatingWord
from tests.kernel.ratings.rulesets import RULES, SCORES, limiter, setting

TRUST: dict[KeyQuestion, RatingWord] = {
    "safe": "requires_improvement",
    "effective": "requires_improvement",
    "caring": "good",
    "responsive": "good",
    "well_led": "good",
}
DATED = replace(
    RULES,
    trust_overall=(
        TrustOverallPeriod(setting("t1", "aggregated"), None, date(2023, 12, 31)),
        TrustOverallPeriod(setting("t2", "well_led_only"), date(2024, 1, 1), None),
    ),
)


def test_the_trusts_rating_is_aggregated_before_2024_and_well_led_alone_since() -> None:
    assert trust_overall(TRUST, DATED, on=date(2023, 12, 31)).rating == "requires_improvement"
    since = trust_overall(TRUST, DATED, on=date(2024, 1, 1))
    assert since.sentence == "Good, because since 2024 a trust's rating is its well-led rating alone."
    assert trust_overall({"safe": "good"}, DATED, on=date(2025, 1, 1)).rating == "not_rated"


def test_a_date_without_a_rule_is_refused() -> None:
    with pytest.raises(RuleError, match="do not say how"):
        trust_overall(TRUST, RULES, on=date(2024, 1, 1))


def test_well_led_of_the_trust_is_never_added_up() -> None:
    services: dict[str, RatingWord] = {"Acute wards": "inadequate", "Crisis": "inadequate"}
    assert trust_key_question("well_led", services, RULES, assessed="good").rating == "good"
    assert trust_key_question("well_led", services, RULES).rating == "not_rated"
    assert trust_key_question("safe", services, RULES, assessed="good").rating == "inadequate"


def test_a_much_smaller_service_can_be_left_out_and_a_slip_cannot() -> None:
    services: dict[str, RatingWord] = {"Acute wards": "good", "Crisis": "good", "Brain injury": "inadequate"}
    outcome = trust_key_question("safe", services, RULES, left_out=["Brain injury"])
    assert outcome.rating == "good"
    assert "Brain injury left out" in outcome.sentence
    with pytest.raises(RuleError, match="Brian injury"):
        trust_key_question("safe", services, RULES, left_out=["Brian injury"])


def test_facts_limit_key_questions_before_the_overall_is_added_up() -> None:
    service: dict[KeyQuestion, RatingWord] = {**TRUST, "safe": "good", "effective": "good"}
    both = LimitingFact("breach", key_questions=("safe", "effective"))
    assert service_overall(service, RULES).rating == "good"
    assert service_overall(service, RULES, facts=[both]).rating == "requires_improvement"


def test_a_breach_can_limit_the_overall_itself() -> None:
    rules = replace(RULES, limiters=(limiter("breach", "requires_improvement", "overall", normally=False),))
    outcome = service_overall({**TRUST, "safe": "good", "effective": "good"}, rules, facts=[LimitingFact("breach")])
    assert outcome.rating == "requires_improvement"
    assert outcome.sentence == (
        "Requires improvement, because a breach: it keeps the overall rating at Requires improvement or lower."
    )


# Scores


@pytest.mark.parametrize(
    ("scores", "percentage", "rating"),
    [
        ([1] * 8, 25, "inadequate"),
        ([2, 2, 1, 1], 38, "inadequate"),
        ([2, 2, 2, 2, 1, 1, 1, 1, 2], 39, "requires_improvement"),
        ([3, 2, 3, 2], 63, "good"),
        ([3] * 8, 75, "good"),
        ([4, 4, 3, 3], 88, "outstanding"),
        ([4] * 5, 100, "outstanding"),
    ],
)
def test_scores_fall_into_their_bands(scores: list[int], percentage: int, rating: RatingWord) -> None:
    outcome = saf_key_question(scores, RULES)
    assert (outcome.percentage, outcome.rating) == (percentage, rating)


def test_how_percentages_are_rounded_is_a_setting() -> None:
    scores = [4, 4, 3, 3]  # 87.5%
    down = replace(RULES, scores=replace(SCORES, rounding=setting("s.round", "down")))
    assert saf_key_question(scores, RULES).rating == "outstanding"
    assert saf_key_question(scores, down).rating == "good"


def test_statement_limiters_count_only_when_switched_on() -> None:
    scores = {"Learning culture": 1, "Safeguarding": 4, "Safe environments": 4, "Medicines optimisation": 4}
    assert saf_key_question(scores, RULES).rating == "good"
    strict = with_changes(RULES, [Change("s.lg", "CQC's page", on=True)])
    outcome = saf_key_question(scores, strict)
    assert outcome.rating == "requires_improvement"
    assert "one statement is scored 1 (Learning culture), which limits it to Requires improvement" in outcome.sentence


def test_points_to_the_next_band_are_right_and_statements_not_assessed_do_not_count() -> None:
    outcome = saf_key_question([3, 3, 2, None, 2, 3, 3, 2, 3], RULES)
    assert outcome.sentence == (
        "Good, because 21 points out of 32 are 66%, in the Good band. Seven more points would make it Outstanding."
    )
    assert saf_key_question([None], RULES).rating == "not_rated"


def test_scores_that_are_none_are_refused() -> None:
    for wrong in (0, 5, -1, True):
        with pytest.raises(RuleError, match="scores are 1 to 4"):
            saf_key_question([3, wrong], RULES)
    with pytest.raises(RuleError, match="no score bands"):
        saf_key_question([3], replace(RULES, scores=None))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.data(), st.booleans(), st.booleans())
def test_a_better_statement_never_lowers_the_rating(
    scores: list[int], data: st.DataObject, first: bool, second: bool
) -> None:
    rules = with_changes(RULES, [Change("s.lg", "a test", on=first), Change("s.lo", "a test", on=second)])
    place = data.draw(st.integers(0, len(scores) - 1))
    better = [*scores[:place], data.draw(st.integers(scores[place], 4)), *scores[place + 1 :]]
    assert rank(saf_key_question(better, rules).rating) >= rank(saf_key_question(scores, rules).rating)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_the_points_to_the_next_band_reach_it_and_one_fewer_does_not(scores: list[int]) -> None:
    outcome = saf_key_question(scores, RULES)
    if outcome.next_step is None:
        assert outcome.rating == "outstanding"
        return
    more = outcome.next_step.raise_to_reach
    assert saf_key_question(_add(scores, more), RULES).rating == outcome.next_step.rating
    assert saf_key_question(_add(scores, more - 1), RULES).rating == outcome.rating


def _add(scores: list[int], points: int) -> list[int]:
    raised = list(scores)
    for place in range(len(raised)):
        extra = min(points, 4 - raised[place])
        raised[place] += extra
        points -= extra
    assert points == 0
    return raised


# A trust's own changes


def test_a_change_leaves_the_rest_and_the_original_alone() -> None:
    changed = with_changes(RULES, [Change("4.r", "Read at CQC on 1 November 2026", value=3, verified=True)])
    before, after = list(settings_of(RULES)), list(settings_of(changed))
    assert [(a.code, a.value) for a, b in zip(after, before, strict=True) if a != b] == [("4.r", 3)]
    assert RULES.bands[1].requires_improvement.value == 2
    assert changed.bands[1].requires_improvement.verified


def test_a_new_value_is_unverified_unless_it_is_said_to_be_verified() -> None:
    changed = with_changes(RULES, [Change("4.o", "our own guess", value=3)])
    assert not changed.bands[1].outstanding.verified
    assert with_changes(RULES, [Change("4.o", "again", value=2)]).bands[1].outstanding.verified


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("4.zz", "x", value=1), "No such rule"),
        (Change("4.r", " ", value=1), "no source"),
        (Change("4.r", "x", value=0), "between 1 and 99"),
        (Change("4.r", "x", value="two"), "cannot be 'two'"),
        (Change("4.r", "x", value=True), "cannot be 'True'"),
        (Change("key_question.breach", "x", value="bad"), "must limit to one of"),
        (Change("s.g", "x", value=20), "must rise"),
        (Change("s.round", "x", value="sideways"), "must be one of"),
    ],
)
def test_changes_that_make_no_sense_are_refused(change: Change, says: str) -> None:
    with pytest.raises(RuleError, match=says):
        with_changes(RULES, [change])


def test_two_changes_of_one_rule_are_refused() -> None:
    with pytest.raises(RuleError, match="changed twice"):
        with_changes(RULES, [Change("4.r", "x", value=1), Change("4.r", "y", value=2)])


def test_the_rule_book_lists_every_rule_in_words() -> None:
    book = rule_book(DATED)
    assert {rule.code for rule in book} == {one.code for one in settings_of(DATED)}
    assert all(rule.says.endswith(".") and rule.says[0].isupper() for rule in book)
    says = {rule.code: rule.says for rule in book}
    assert says["t1"] == "Until 31 December 2023, the trust's overall rating is aggregated from its five key questions."
    assert says["t2"] == "From 1 January 2024, the trust's rating is its well-led rating alone."


def test_rule_sets_with_gaps_or_doubles_are_refused() -> None:
    first, second = RULES.bands[0], RULES.bands[2]
    for bands, says in (
        ((first, second), "should start at 4"),
        ((first,), "must be open"),
        ((), "must be open"),
        ((replace(first, largest=None), second), "should start at 1|Only the last"),
    ):
        with pytest.raises(RuleError, match=says):
            RuleSet("x", "x", "1", "x", bands)
    with pytest.raises(RuleError, match="same code twice"):
        replace(RULES, limiters=(limiter("breach", "good"), limiter("breach", "good")))
    with pytest.raises(RuleError, match="no source"):
        Setting("x", 1, verified=True, source=" ")
    with pytest.raises(RuleError, match="makes no sense"):
        Band(3, 2, *[setting(part, 1) for part in "oria"])
