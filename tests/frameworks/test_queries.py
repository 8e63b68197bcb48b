"""Which framework, which rules, and the published combinations under the rules as shipped."""

from __future__ import annotations

from datetime import date

import pytest

from springboard import frameworks
from springboard.frameworks import FrameworkError
from springboard.kernel.ratings import LimitingFact, aggregate, service_overall, trust_overall, what_would_lift
from springboard.kernel.reports.model import KEY_QUESTIONS, Era, KeyQuestion, RatingWord


@pytest.mark.parametrize(
    ("era", "on", "expected"),
    [
        ("quality_report", date(2016, 1, 1), "kloe_2014"),
        ("inspection_report", date(2019, 1, 1), "kloe_2017"),
        ("inspection_report_2020", date(2024, 2, 1), "kloe_2017"),  # the template is the surer witness
        ("single_assessment", None, "saf_2024"),
        ("api", date(2022, 5, 1), "kloe_2017"),
        ("api", date(2025, 5, 1), "saf_2024"),
        ("api", None, "saf_2024"),
    ],
)
def test_a_report_keeps_the_framework_it_was_written_under(era: Era, on: date | None, expected: str) -> None:
    assert frameworks.framework_for(era, on).id == expected


def test_before_ratings_there_is_no_framework() -> None:
    with pytest.raises(FrameworkError, match="No framework with ratings"):
        frameworks.framework_on(date(2013, 1, 1))


def test_the_crosswalk_works_in_both_directions_closest_first() -> None:
    onward = frameworks.crosswalk("kloe_2017", "S4", "saf_2024")
    assert [(c.other.code, c.how) for c in onward] == [("S08", "same")]
    back = frameworks.crosswalk("saf_2024", "S06", "kloe_2017")
    assert [c.other.code for c in back][-1] == "S1"
    assert back[0].how == "same"
    assert frameworks.crosswalk("saf_2024", "W34", "kloe_2017") == ()
    assert frameworks.crosswalk("saf_2024", "S06", "mh_2026_draft") == ()


def test_questions_of_one_key_question() -> None:
    assert [q.code for q in frameworks.questions("kloe_2017", "caring")] == ["C1", "C2", "C3"]
    assert frameworks.questions("kloe_2014") == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: frameworks.framework("kloe_1999"),
        lambda: frameworks.question("saf_2024", "S99"),
        lambda: frameworks.crosswalk("saf_2024", "S06", "nowhere"),
        lambda: frameworks.clock("sundial"),
        lambda: frameworks.service("dragons"),
        lambda: frameworks.rule_set("../../etc/passwd"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(ask: object) -> None:
    with pytest.raises(FrameworkError, match=r"There (is|are) no .*There are: "):
        ask()  # type: ignore[operator]


# The seven combinations CQC's adult social care page spells out, under our rules for it and for a trust's service.
@pytest.mark.parametrize("code", ["adult_social_care", "nhs_trust_2022", "saf_2024"])
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((2, 3, 0, 0), "outstanding"),
        ((1, 4, 0, 0), "good"),
        ((0, 5, 0, 0), "good"),
        ((0, 4, 1, 0), "good"),
        ((0, 3, 2, 0), "requires_improvement"),
        ((3, 0, 2, 0), "requires_improvement"),
        ((0, 3, 0, 2), "inadequate"),
    ],
)
def test_five_key_questions(code: str, counts: tuple[int, int, int, int], expected: RatingWord) -> None:
    words: tuple[RatingWord, ...] = ("outstanding", "good", "requires_improvement", "inadequate")
    ratings = [word for word, count in zip(words, counts, strict=True) for _ in range(count)]
    assert aggregate(ratings, frameworks.rule_set(code)).rating == expected


def test_any_breach_limits_the_overall_of_a_care_service() -> None:
    five: dict[KeyQuestion, RatingWord] = dict.fromkeys(KEY_QUESTIONS, "good")
    rules = frameworks.rule_set("adult_social_care")
    assert service_overall(five, rules, facts=[LimitingFact("breach", "B1")]).rating == "requires_improvement"
    # A law firm's account, and nobody has read it at CQC: shipped, and off.
    manager = LimitingFact("no_registered_manager")
    assert service_overall(five, rules, facts=[manager]).rating == "good"


def test_a_trust_rated_before_and_since_2024() -> None:
    five: dict[KeyQuestion, RatingWord] = {
        "safe": "requires_improvement",
        "effective": "requires_improvement",
        "caring": "outstanding",
        "responsive": "good",
        "well_led": "good",
    }
    rules = frameworks.rules_for("kloe_2017")
    assert trust_overall(five, rules, on=date(2021, 11, 1)).rating == "requires_improvement"
    assert trust_overall(five, rules, on=date(2026, 3, 1)).rating == "good"


def test_the_ratings_panel_under_the_shipped_rules_counts_what_is_unverified() -> None:
    service: dict[KeyQuestion, RatingWord] = {
        "safe": "inadequate",
        "effective": "requires_improvement",
        "caring": "good",
        "responsive": "requires_improvement",
        "well_led": "inadequate",
    }
    facts = [
        LimitingFact("warning_notice", "W1", "section 29A", ("safe", "well_led")),
        LimitingFact("requirement_notice", "M12", key_questions=("safe",), regulations=("18",)),
    ]
    ladder = what_would_lift("safe", service, facts, frameworks.rule_set("nhs_trust_2022"))
    assert [step.rating for step in ladder.steps] == ["requires_improvement", "good"]
    assert (len(ladder.rules_used), ladder.unverified) == (6, 3)
