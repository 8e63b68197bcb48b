"""Aggregation: the published examples, then what must hold for any ratings under any rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.ratings import SCALE, Counts, RuleError, RuleSet, aggregate, decide, next_up, rank
from springboard.kernel.reports.model import RatingWord
from tests.kernel.ratings.rulesets import RATED, RULES, ratings, rule_sets

LETTERS: dict[str, RatingWord] = {
    "O": "outstanding",
    "G": "good",
    "R": "requires_improvement",
    "I": "inadequate",
    "-": "not_rated",
}


def words(letters: str) -> list[RatingWord]:
    return [LETTERS[letter] for letter in letters]


# The seven statements CQC makes about five key questions of an adult social care service, and the bands of a trust.
@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("OOGGG", "O"),
        ("OGGGG", "G"),
        ("GGGGG", "G"),
        ("GGGGR", "G"),
        ("OOGGR", "G"),
        ("GGGRR", "R"),
        ("GGGII", "I"),
        ("GGGGI", "R"),
        ("O", "O"),
        ("OG", "O"),
        ("OOGGGGGGG", "G"),
        ("OOOGGGGGG", "O"),
        ("GGGGGGGRR", "G"),
        ("GGGGGGRRR", "R"),
        ("GGGG-", "G"),
        ("OO-GG", "O"),
        ("-", "-"),
    ],
)
def test_combinations_add_up_as_the_principles_say(letters: str, expected: str) -> None:
    assert aggregate(words(letters), RULES).rating == LETTERS[expected]


def test_no_rating_at_all_is_not_rated_and_says_so() -> None:
    outcome = aggregate([], RULES)
    assert outcome.rating == "not_rated"
    assert outcome.sentence.startswith("Not rated, because none of the ratings")
    assert outcome.next_step is None


def test_the_explanation_names_what_limits_it_and_the_least_that_would_lift_it() -> None:
    five = dict(zip(["Safe", "Effective", "Caring", "Responsive", "Well-led"], words("RGGRG"), strict=True))
    assert aggregate(five, RULES).sentence == (
        "Requires improvement, because two of five are Requires improvement (Safe and Responsive), and two or more of"
        " five limit it to Requires improvement. It would be Good if one of Safe and Responsive rose to Good."
    )


def test_one_more_outstanding() -> None:
    outcome = aggregate(words("OGGGG"), RULES)
    assert outcome.sentence == (
        "Good, because one of five is Outstanding and the rest Good; Outstanding takes two."
        " One more Outstanding would make it Outstanding."
    )


def test_every_result_says_it_is_indicative_and_counts_unverified_rules() -> None:
    outcome = aggregate(words("GGGGG"), RULES)
    assert outcome.indicative
    assert outcome.label == "Indicative, not a CQC rating"
    assert (len(outcome.rules_used), outcome.unverified) == (4, 3)
    assert outcome.rules_sentence == "4 rules used, 3 not yet verified with CQC."


def test_a_word_that_is_no_rating_is_refused() -> None:
    with pytest.raises(RuleError, match="'fine' is not a rating"):
        aggregate(["good", "fine"], RULES)  # type: ignore[list-item]
    with pytest.raises(RuleError, match="list or a mapping"):
        aggregate("good", RULES)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="no rating to aggregate"):
        decide(Counts(), RULES.bands[0])


@given(ratings(), rule_sets())
def test_the_result_is_on_the_scale_and_between_the_best_and_the_worst(
    given_: list[RatingWord], rules: RuleSet
) -> None:
    result = aggregate(given_, rules).rating
    assert result in SCALE
    assert min(map(rank, given_)) <= rank(result) <= max(map(rank, given_))


@given(ratings(), rule_sets(), st.data())
def test_improving_one_rating_never_lowers_the_result(
    given_: list[RatingWord], rules: RuleSet, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(given_) - 1))
    better = data.draw(st.sampled_from(SCALE[rank(given_[place]) :]))
    improved = [*given_[:place], better, *given_[place + 1 :]]
    assert rank(aggregate(improved, rules).rating) >= rank(aggregate(given_, rules).rating)


@given(ratings(), rule_sets(), st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_does_not_matter(given_: list[RatingWord], rules: RuleSet, random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert aggregate(shuffled, rules) == aggregate(given_, rules)


@given(RATED, st.integers(1, 16), rule_sets())
def test_when_all_agree_that_is_the_result(rating: RatingWord, many: int, rules: RuleSet) -> None:
    assert aggregate([rating] * many, rules).rating == rating


@given(ratings(), st.integers(0, 4), rule_sets())
def test_what_is_not_rated_changes_nothing(given_: list[RatingWord], many: int, rules: RuleSet) -> None:
    with_gaps: list[RatingWord] = [*given_, *(["not_rated"] * many)]  # type: ignore[list-item]
    assert aggregate(with_gaps, rules).rating == aggregate(given_, rules).rating


@given(ratings(), rule_sets())
def test_the_next_step_is_enough_and_nothing_less_is(given_: list[RatingWord], rules: RuleSet) -> None:
    outcome = aggregate(given_, rules)
    step = outcome.next_step
    if outcome.rating == "outstanding":
        assert step is None
        return
    assert step is not None
    assert step.rating == next_up(outcome.rating)
    assert rank(aggregate(_stepped(given_, step.rating, step.raise_to_reach, step.more_outstanding), rules).rating) >= (
        rank(step.rating)
    )
    for fewer in range(step.raise_to_reach + step.more_outstanding):
        raised = min(fewer, step.raise_to_reach)
        less = _stepped(given_, step.rating, raised, fewer - raised)
        assert rank(aggregate(less, rules).rating) < rank(step.rating)


def _stepped(given_: list[RatingWord], target: RatingWord, raised: int, more: int) -> list[RatingWord]:
    """The ratings once the step is taken, worst first: ``raised`` to the target (or Good), ``more`` to Outstanding."""
    to: RatingWord = "good" if target == "outstanding" else target
    worst_first = sorted(given_, key=rank)
    after = [max(to, one, key=rank) for one in worst_first[:raised]] + worst_first[raised:]
    after.sort(key=lambda one: one != "good")
    best: list[RatingWord] = ["outstanding"]
    return best * more + after[more:]


@given(ratings(), rule_sets())
def test_every_explanation_is_a_sentence_ready_for_the_page(given_: list[RatingWord], rules: RuleSet) -> None:
    text = aggregate(given_, rules).sentence
    assert ", because " in text
    assert text.endswith(".")
    for slip in ("  ", "..", " .", "None", "_", "{", " ,", "[]"):
        assert slip not in text
