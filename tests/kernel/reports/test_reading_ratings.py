"""Ratings, from front pages, grids, tables, web summaries and sentences."""

from __future__ import annotations

from springboard.kernel.reports import Report
from tests.kernel.reports.examples import TRUST, read_text

FRONT = f"{TRUST}\nInspection report\nThe Care Quality Commission (CQC). Published 3 March 2019\n\n"


def words(report: Report, name: str | None = None) -> dict[str, str]:
    return {r.key_question: r.rating for r in report.ratings if name is None or r.name == name}


def test_a_rating_on_the_questions_line() -> None:
    report = read_text(
        "Overall rating for this trust Requires improvement –––\nAre services safe? Inadequate "
        "–––\nAre services caring? Outstanding ★\n",
        FRONT,
    )
    assert words(report) == {"overall": "requires_improvement", "safe": "inadequate", "caring": "outstanding"}
    assert {(r.scope, r.name) for r in report.ratings} == {("trust", TRUST)}


def test_ratings_after_all_questions() -> None:
    asked = "Are services safe?\nAre services effective?\nAre services caring?\n"
    assert words(read_text(asked + "Inadequate\nGood\nOutstanding\n", FRONT)) == {
        "safe": "inadequate",
        "effective": "good",
        "caring": "outstanding",
    }


def test_a_missing_rating_is_missing_and_never_slides() -> None:
    report = read_text("Are services safe?\nAre services effective?\nAre services caring?\nGood\nOutstanding\n", FRONT)
    assert words(report) == {}
    assert any("safe, effective, caring" in u.why for u in report.unread)


def test_one_rating_after_two_questions_is_the_last_ones() -> None:
    report = read_text("Are services effective?\nAre services caring?\nGood\n", FRONT)
    assert words(report) == {"caring": "good"}
    assert any("effective" in u.why for u in report.unread)


def test_web_summary_name_blank_rating() -> None:
    body = (
        "Ratings - Forensic wards\n\n• Overall\n\nGood\n\n• Safe\n\nRequires improvement\n\n• Well-led\n\nNot rated\n"
    )
    report = read_text(body, f"{TRUST}\nReport from 6 June 2025 assessment\nCQC\nOur view of the service\n\n")
    assert words(report, "Forensic wards") == {
        "overall": "good",
        "safe": "requires_improvement",
        "well_led": "not_rated",
    }
    assert {r.scope for r in report.ratings} == {"service"}


GRID = """Ratings for mental health services

Safe
Effective
Caring
Responsive
Well-led
Overall
Forensic inpatient or secure wards
Good
↑
Mar 2019
Requires
improvement
↓
Mar 2019
Good
→←
Mar 2019
Good
Outstanding
↑↑
Good
"""


def test_a_grid_cell_by_cell_with_arrows_and_months() -> None:
    report = read_text(GRID, FRONT)
    assert words(report) == {
        "safe": "good",
        "effective": "requires_improvement",
        "caring": "good",
        "responsive": "good",
        "well_led": "outstanding",
        "overall": "good",
    }
    was = {r.key_question: r.previous for r in report.ratings}
    assert was == {
        "safe": "requires_improvement",
        "effective": "good",
        "caring": "good",
        "responsive": None,
        "well_led": "requires_improvement",
        "overall": None,
    }
    assert report.ratings[0].rated_on is not None
    assert {(r.scope, r.name) for r in report.ratings} == {("service", "Forensic inpatient or secure wards")}


def test_a_row_with_too_few_ratings_is_unread_not_slid() -> None:
    report = read_text(GRID.replace("Outstanding\n↑↑\n", ""), FRONT)
    assert words(report) == {}
    assert any("5 ratings under 6 headings" in u.why for u in report.unread)


def test_a_grid_laid_out_with_spaces() -> None:
    report = read_text(
        "                                   Safe         Effective    Caring     Responsive   Well led   Overall\n"
        "Forensic wards                     Good         Requires     Good       Good         Good       Good\n"
        "                                                improvement\n",
        FRONT,
    )
    assert words(report, "Forensic wards")["effective"] == "requires_improvement"
    assert len(report.ratings) == 6


def test_a_table_of_now_and_before() -> None:
    report = read_text(
        "Key question      Previous rating     Rating now\nSafe              Good                "
        "Inadequate\nCaring            Good                Outstanding\n"
        "Well-led          Inadequate          Good\n",
        FRONT,
    )
    assert [(r.key_question, r.rating, r.previous) for r in report.ratings] == [
        ("safe", "inadequate", "good"),
        ("caring", "outstanding", "good"),
        ("well_led", "good", "inadequate"),
    ]


def test_columns_that_cannot_be_told_apart_are_unread() -> None:
    report = read_text(
        "Ratings for the trust\n\nQuestion          A                   B\nSafe              "
        "Good                Inadequate\nCaring            Good                Outstanding\n"
        "Well-led          Inadequate          Good\n",
        FRONT,
    )
    assert any("told apart" in u.why for u in report.unread)


def test_pairs_on_one_line() -> None:
    assert words(read_text("Safe: Good | Effective: Requires improvement | Caring: Good\n", FRONT)) == {
        "safe": "good",
        "effective": "requires_improvement",
        "caring": "good",
    }


def test_previous_in_words() -> None:
    report = read_text("Safe Inadequate (was requires improvement)\n", FRONT)
    assert [(r.rating, r.previous) for r in report.ratings] == [("inadequate", "requires_improvement")]


def test_sentences() -> None:
    report = read_text(
        "Overall summary\n\nOur rating of the trust stayed the same. We rated it as requires "
        "improvement because staff left.\n",
        FRONT,
    )
    assert [(r.scope, r.rating, r.previous, r.change) for r in report.ratings] == [
        ("trust", "requires_improvement", "requires_improvement", "same"),
    ]


def test_counts_of_services_are_no_ratings() -> None:
    report = read_text(
        "Overall summary\n\nWe rated seven of the trust’s ten core services as good and two as requires improvement.\n",
        FRONT,
    )
    assert report.ratings == ()


def test_statement_scores_and_what_was_not_looked_at() -> None:
    body = (
        "Our view of the service\n\nSafe\n\nThis service scored 75 (out of 100) for this area.\n\nLearning "
        "culture\n\nScore: 3\n\n"
        "Safeguarding\n\nWe did not look at Safeguarding during this assessment. The score for this quality "
        "statement is based on the previous rating.\n\n"
        "Safe environments - 2\n\nStaff knew."
    )
    report = read_text(body, f"{TRUST}\nReport from 6 June 2025 assessment\nCQC\n\n")
    assert report.era == "single_assessment"
    assert [(s.statement_id, s.score) for s in report.scores] == [(1, 3), (3, None), (5, 2)]
    assert not report.findings


def test_a_name_and_its_ratings_on_one_line() -> None:
    line = "Forensic inpatient or secure wards - Safe: Good; Effective: Good; Caring: Outstanding; Overall: Good\n"
    assert words(read_text("Ratings for services\n\n" + line, FRONT), "Forensic inpatient or secure wards") == {
        "safe": "good",
        "effective": "good",
        "caring": "outstanding",
        "overall": "good",
    }


def test_a_table_drawn_with_bars() -> None:
    report = read_text(
        "Ratings table\nService | Safe | Effective | Caring | Responsive | Well-led | Overall\n---|---|---|---|"
        "---|---|---\n"
        "Forensic wards | Good | Good | Good | Requires improvement | Good | Good\n",
        FRONT,
    )
    assert words(report, "Forensic wards")["responsive"] == "requires_improvement"
    assert len(report.ratings) == 6


def test_a_service_heading_above_its_ratings() -> None:
    report = read_text(
        "Ratings for the trust\n\nOverall trust: Good\n\n"
        "Forensic inpatient or secure wards\nSafe Inadequate\nOverall Inadequate\n",
        FRONT,
    )
    assert [(r.scope, r.key_question, r.rating) for r in report.ratings] == [
        ("trust", "overall", "good"),
        ("service", "safe", "inadequate"),
        ("service", "overall", "inadequate"),
    ]


def test_names_first_and_then_their_scores() -> None:
    names = "Learning culture\nSafeguarding\nSafe environments\n"
    head = f"{TRUST}\nReport from 6 June 2025 assessment\nCQC quality statements\n\n"
    assert [s.score for s in read_text(names + "Score: 3\nScore: 2\nScore: 1\n", head).scores] == [3, 2, 1]
    assert read_text(names + "Score: 3\nScore: 2\n", head).scores == ()
