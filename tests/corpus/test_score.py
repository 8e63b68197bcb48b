"""The scorer itself: a right answer scores full marks, and each kind of mistake costs what it should."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from corpus.answers import perfect
from corpus.render import SETS, Rendered, specs
from corpus.score import score
from corpus.tables import Score, lines

ALL = [(which, path.stem) for which in SETS for path in specs(which)]


def marks(report: Rendered, answer: dict[str, Any]) -> Score:
    return score(report.spec.truth, answer, report.pages, report.unread_pages)


def right(report: Rendered) -> dict[str, Any]:
    return copy.deepcopy(perfect(report.spec.truth, report.pages, report.unread_pages))


@pytest.fixture
def report(rendered: dict[tuple[str, str], Rendered]) -> Rendered:
    return rendered["dev", "trust-2018"]


@pytest.mark.parametrize(("which", "name"), ALL)
def test_a_right_answer_scores_full_marks(which: str, name: str, rendered: dict[tuple[str, str], Rendered]) -> None:
    one = marks(rendered[which, name], right(rendered[which, name]))
    assert all(not level.missed and not level.extra for level in one.levels.values())
    assert all(tally.right == tally.of for tally in one.fields.values())
    assert not one.ratings.missed
    assert not one.ratings.extra


def test_a_missed_and_a_made_up_must_are_counted(report: Rendered) -> None:
    answer = right(report)
    answer["findings"][5] = {"level": "must", "text": "The trust must paint the fence.", "quote": "x"}
    one = marks(report, answer)
    assert len(one.levels["must"].missed) == 1
    assert one.levels["must"].extra == ["x"]
    assert one.levels["must"].recall == pytest.approx(13 / 14)
    assert one.levels["must"].precision == pytest.approx(13 / 14)


def test_the_wrong_level_costs_recall_and_precision(report: Rendered) -> None:
    answer = right(report)
    found = next(f for f in answer["findings"] if f["level"] == "must")
    found["level"] = "should"
    one = marks(report, answer)
    assert len(one.levels["must"].missed) == 1
    assert len(one.levels["should"].extra) == 1


def test_two_items_run_together_are_not_two_found(report: Rendered) -> None:
    answer = right(report)
    musts = [f for f in answer["findings"] if f["level"] == "must"]
    musts[0]["text"] += " " + musts[1]["text"]
    musts[0]["quote"] += " " + musts[1]["quote"]
    answer["findings"].remove(musts[1])
    one = marks(report, answer)
    assert len(one.levels["must"].missed) == 2
    assert len(one.levels["must"].extra) == 1


@pytest.mark.parametrize(
    ("field", "wrong", "named"),
    [
        ("service", "Forensic inpatient / secure wards", "service"),
        ("regulations", [{"instrument": "2009", "number": "18", "paragraphs": None}], "regulations"),
        ("page", 99, "page"),
        ("deadline", "2019-01-01", "deadline"),
        ("text", "Something else altogether was said here and it was long.", "text"),
    ],
)
def test_a_wrong_field_is_counted_where_it_is_wrong(report: Rendered, field: str, wrong: object, named: str) -> None:
    answer = right(report)
    found = next(f for f in answer["findings"] if f["level"] == "must" and f["service"])
    found[field] = wrong
    one = marks(report, answer)
    assert one.levels["must"].recall == 1.0
    assert len(one.fields[named].wrong) == 1


def test_regulation_18_of_the_other_instrument_is_wrong(rendered: dict[tuple[str, str], Rendered]) -> None:
    report = rendered["dev", "qr-core-2016"]
    answer = right(report)
    for found in answer["findings"]:
        for regulation in found["regulations"]:
            regulation["instrument"] = "2014"
    assert len(marks(report, answer).fields["regulations"].wrong) == 1


def test_ratings_missing_wrong_and_made_up_are_counted(report: Rendered) -> None:
    answer = right(report)
    answer["ratings"].pop(0)
    answer["ratings"][0]["rating"] = "outstanding"
    answer["ratings"].append({"scope": "service", "name": "Kitchens", "key_question": "safe", "rating": "good"})
    one = marks(report, answer)
    assert len(one.ratings.missed) == 2
    assert len(one.ratings.extra) == 2


def test_run_together_words_bullets_and_citations_do_not_matter(report: Rendered) -> None:
    answer = right(report)
    for found in answer["findings"]:
        found["quote"] = "• " + found["quote"].replace(" the ", "the")
        found["text"] = found["text"].split(" (Regulation")[0]
    one = marks(report, answer)
    assert all(level.recall == 1.0 and level.precision == 1.0 for level in one.levels.values())
    assert not one.fields["text"].wrong


def test_an_arguable_finding_counts_neither_way(rendered: dict[tuple[str, str], Rendered]) -> None:
    report = rendered["dev", "saf-2024-crisis"]
    arguable = next(f for f in report.spec.truth.findings if f.optional)
    with_it, without = right(report), right(report)
    without["findings"] = [f for f in without["findings"] if f["quote"] != arguable.quote]
    for answer in (with_it, without):
        one = marks(report, answer)
        assert one.levels["breach"].recall == 1.0
        assert one.levels["breach"].precision == 1.0
        assert one.levels["breach"].found == 3


def test_an_unread_page_that_is_not_listed_is_counted(rendered: dict[tuple[str, str], Rendered]) -> None:
    report = rendered["dev", "trust-2019-notice"]
    answer = {**right(report), "unread": []}
    assert marks(report, answer).fields["unread page listed"].right == 0


def test_an_answer_of_nothing_scores_nothing(report: Rendered) -> None:
    one = marks(report, {})
    assert all(level.found == 0 for level in one.levels.values())
    assert len(one.levels["must"].missed) == 14
    assert one.ratings.found == 0


def test_the_table_shows_each_level_that_occurs(report: Rendered) -> None:
    shown = "\n".join(lines(marks(report, right(report))))
    assert "must                      14" in shown
    assert "condition" not in shown
