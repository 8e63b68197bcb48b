"""The one real report and every real API answer in the reference material come out whole."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from springboard.kernel.reports import Report, read_report

CQC = Path(__file__).resolve().parents[4] / "shared" / "reference" / "cqc"
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not CQC.exists(), reason="the reference material (../shared) is not here"),
]


@cache
def the_limes() -> Report:
    return read_report(next((CQC / "reports").glob("*.pdf")))


def levels() -> Counter[str]:
    return Counter(f.level for f in the_limes().findings)


def test_it_comes_out_whole() -> None:
    assert levels() == {"breach": 12, "requirement_notice": 6, "warning_notice": 2, "recommendation": 1}


def test_nothing_is_left_unread() -> None:
    assert the_limes().unread == ()


def test_front_matter() -> None:
    report = the_limes()
    assert report.title == "The Limes Residential Home"
    assert report.provider.name == "The Limes Residential Care Home Limited"
    assert report.era == "quality_report"
    assert report.published == date(2015, 10, 5)
    assert (report.inspected_from, report.inspected_to) == (date(2015, 7, 7), date(2015, 7, 10))


def test_seven_regulations_of_2014_and_18_of_2009_are_breached() -> None:
    found = {(r.instrument, r.number) for f in the_limes().findings if f.level == "breach" for r in f.regulations}
    assert found == {("2014", n) for n in ("9", "10", "11", "12", "13", "17", "18")} | {("2009", "18")}


def test_breaches_know_their_key_question_by_where_they_stand() -> None:
    breaches = [f for f in the_limes().findings if f.level == "breach"]
    assert Counter(f.key_question for f in breaches) == {
        "safe": 4,
        "effective": 3,
        "caring": 1,
        "responsive": 1,
        "well_led": 3,
    }
    assert all(any(i.field == "key_question" for i in f.inferred) for f in breaches)


def test_requirement_notices_keep_activity_regulation_and_prose() -> None:
    notices = [f for f in the_limes().findings if f.level == "requirement_notice"]
    assert [(f.page, f.regulations[0].instrument, f.regulations[0].number) for f in notices] == [
        (15, "2014", "18"),
        (15, "2014", "11"),
        (15, "2014", "10"),
        (15, "2014", "9"),
        (16, "2014", "17"),
        (16, "2009", "18"),
    ]
    assert notices[0].regulations[0].paragraphs == "(1)(2)(a)"
    assert all(f.activities == ("Accommodation for persons who require nursing or personal care",) for f in notices)
    assert notices[2].text == "People were not always treated with dignity and respect."


def test_warning_notices_keep_their_deadline() -> None:
    notices = [f for f in the_limes().findings if f.level == "warning_notice"]
    assert [(f.page, f.deadline) for f in notices] == [(17, date(2015, 9, 30))] * 2
    assert [f.regulations[0].number for f in notices] == ["13", "12"]


def test_ratings() -> None:
    found = {r.key_question: r.rating for r in the_limes().ratings}
    assert len(the_limes().ratings) == 6
    assert found == {
        "overall": "inadequate",
        "safe": "inadequate",
        "effective": "inadequate",
        "caring": "requires_improvement",
        "responsive": "requires_improvement",
        "well_led": "requires_improvement",
    }


def test_every_finding_has_rectangles_on_its_page() -> None:
    for finding in the_limes().findings:
        assert finding.rects
        assert finding.rects[0].page == finding.page
        assert all(0 <= r.x0 < r.x1 <= 596 and 0 <= r.y0 < r.y1 <= 843 for r in finding.rects)


def answers() -> list[Path]:
    return sorted((CQC / "api").glob("*/*.json")) if CQC.exists() else []


def counted(body: dict[str, Any]) -> tuple[int, int]:
    """Ratings and statement scores in an answer, counted by walking all of it."""
    ratings = scores = 0
    stack: list[Any] = [body]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            ratings += isinstance(value.get("rating"), str)
            scores += "qualityStatementscore" in value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return ratings, scores


@pytest.mark.parametrize("path", answers(), ids=lambda p: p.stem)
def test_every_rating_and_score_of_an_answer_is_kept(path: Path) -> None:
    body = json.loads(path.read_text("utf-8-sig"))
    report = read_report(path)
    assert report.era == "api"
    assert (len(report.ratings), len(report.scores)) == counted(body)
    assert report.unread == ()
    assert report.provider.id == body["providerId"]
    assert report.title == " ".join(body["name"].split())


def test_nobody_is_named() -> None:
    for path in answers():
        body = json.loads(path.read_text("utf-8-sig"))
        people = {
            c["personFamilyName"]
            for activity in body.get("regulatedActivities", [])
            for c in activity.get("contacts", [])
            if len(c.get("personFamilyName", "")) > 4
        }
        report = read_report(path)
        said = repr([report.findings, report.ratings, report.notes, report.unread])
        names = {p for p in people if p in said and p not in (report.title or "")}
        assert not names


def test_scores_of_an_assessment() -> None:
    scored = [r for r in map(read_report, answers()) if r.scores]
    assert sum(len(r.scores) for r in scored) == 66
    assert {s.score for r in scored for s in r.scores} <= {1, 2, 3, 4, None}
    assert all(s.statement_id for r in scored for s in r.scores)
    assert any(r.percentage == 75 for report in scored for r in report.ratings)
