"""Ratings and notices in text that lost its columns, and enforcement told beside its table."""

from __future__ import annotations

import datetime

from springboard.kernel.reports.lines import Line
from springboard.kernel.reports.rating_order import row_major
from springboard.kernel.reports.regulations import cited
from tests.kernel.reports.examples import HEAD, TRUST, found, read_pdf, read_text
from tests.kernel.reports.pdf_maker import MadePage

HEADER = "Safe Effective Caring Responsive Well-led Overall\n"


def rating(body: str, name: str, question: str, head: str = HEAD) -> tuple[str, str | None, str | None]:
    report = read_text(body, head)
    hits = [r for r in report.ratings if r.name == name and r.key_question == question]
    assert len(hits) == 1, report.ratings
    return hits[0].rating, hits[0].previous, hits[0].change


def test_a_grid_with_a_rating_a_line() -> None:
    cells = ["Good →← Jun 2019", "Good →← Jun 2019", "Outstanding ↑ Jun 2019"] + ["Inadequate ↓ Jun 2019"] * 3
    name = "Wards for older people with mental health problems"
    body = f"Ratings for mental health services\n\n{HEADER}\n{name}\n" + "\n".join(cells) + "\n"
    assert rating(body, name, "caring") == ("outstanding", "good", "up")
    assert rating(body, name, "overall") == ("inadequate", "requires_improvement", "down")


def test_a_grid_ends_where_a_section_begins_whatever_its_name_holds() -> None:
    name = "Forensic inpatient or secure wards"
    body = (
        f"Our ratings for this location are:\n\n{HEADER}{name} Good Good Good Good Good Good\n"
        "Overall Good Good Good Good Good Inadequate\n\nOutstanding practice and areas for improvement\n\n"
    )
    assert rating(body, name, "safe")[0] == "good"
    assert not any("more ratings than columns" in entry.why for entry in read_text(body).unread)


def test_ratings_straight_under_a_service_and_changes_in_words() -> None:
    body = (
        "Forensic inpatient or secure wards\n\nGood\nUp one rating\n\nKey facts and figures\n\nThere are 40 beds.\n\n"
        "Is the service safe?\nRequires improvement\nSame rating\n\n"
    )
    name = "Forensic inpatient or secure wards"
    assert rating(body, name, "overall") == ("good", "requires_improvement", "up")
    assert rating(body, name, "safe") == ("requires_improvement", "requires_improvement", "same")


def test_a_column_of_the_last_assessment() -> None:
    body = "Key question | Rating | Score | Last assessment\nSafe Inadequate 30% Good\nCaring Good 75% Outstanding\n"
    assert rating(body, TRUST, "safe")[:2] == ("inadequate", "good")
    assert rating(body, TRUST, "caring")[:2] == ("good", "outstanding")


def test_a_service_named_over_two_lines_above_its_ratings() -> None:
    heading = "Ratings for Mental health crisis services and\nhealth-based places of safety"
    body = f"{heading}\n\nSafe\nGood\nCaring\nInadequate\n"
    name = "Mental health crisis services and health-based places of safety"
    assert rating(body, name, "caring")[0] == "inadequate"


def test_ratings_of_before_under_those_of_now_are_no_columns() -> None:
    heads = [
        Line(t, 1, 100.0 * i, 50, 100.0 * i + 40, 60, 9)
        for i, t in enumerate(("Safe", "Effective", "Caring", "Overall"))
    ]
    cells = [
        Line(t, 1, 100.0 * i, 70 + 12.0 * row, 100.0 * i + 40, 80 + 12.0 * row, 9)
        for i in range(4)
        for row, t in enumerate(("Good", "Previously:", "Inadequate"))
    ]
    assert row_major([*heads, *cells]) == [*heads, *cells]


def test_the_words_of_the_table_under_enforcement_open_no_requirement_notices() -> None:
    body = (
        "Enforcement actions\n\nAction we have told the provider to take\n\nRegulated activity\nRegulation\n"
        "Treatment of disease, disorder or injury\nRegulation 12 HSCA (RA) Regulations 2014 Safe care and treatment\n"
        "We have served a section 29A warning notice because beds were broken. Comply by 31 March 2018.\n"
    )
    [notice] = [f for f in read_text(body).findings if f.level in {"warning_notice", "requirement_notice"}]
    assert notice.level == "warning_notice"
    assert notice.deadline == datetime.date(2018, 3, 31)


def test_activities_printed_past_the_head_belong_to_the_same_notice() -> None:
    body = (
        "Requirement notices\n\nRegulated activity Regulation\n"
        "Assessment or medical treatment for persons detained under the Mental Health Act 1983 "
        "Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment\n"
        "Treatment of disease, disorder or injury\nBeds were broken.\n"
    )
    [notice] = [f for f in read_text(body).findings if f.level == "requirement_notice"]
    assert notice.text == "Beds were broken."
    assert len(notice.activities) == 2


def test_a_deadline_that_only_the_narrative_tells() -> None:
    body = (
        "Overall summary\n\nWe issued the trust with a section 29A warning notice on 24 May 2017, which told it to "
        "improve by 30 September 2017.\n\nEnforcement actions\n\nRegulated activity\nRegulation\n"
        "Treatment of disease, disorder or injury\nSection 29A HSCA Warning notice: quality of health care\n"
    )
    [notice] = [f for f in read_text(body).findings if f.level == "warning_notice"]
    assert notice.deadline == datetime.date(2017, 9, 30)
    assert [i.field for i in notice.inferred] == ["deadline"]


def test_what_was_only_considered_is_no_condition() -> None:
    told = "We told the trust that we were considering whether to impose conditions on its registration."
    body = f"Overall summary\n\n{told}\n"
    assert found(read_text(body), "condition") == []


def test_a_notice_for_a_breach_is_a_notice() -> None:
    body = "Overall summary\n\nWe issued a warning notice to the provider for breach of Regulation 17.\n"
    assert [f.level for f in read_text(body).findings] == ["warning_notice"]


def test_conditions_without_bullets() -> None:
    body = (
        "Enforcement action\n\nWe imposed conditions on the registration. The conditions are:\n\n"
        "The provider must not admit anybody to Gorse ward.\n\nThe provider must send us its rota each week.\n"
    )
    assert len(found(read_text(body), "condition")) == 2


def test_a_list_of_recommendations() -> None:
    body = "Are services caring?\n\nWe recommend:\n\n• the trust reviews its leaflets\n• the trust plants a hedge.\n"
    assert found(read_text(body), "recommendation") == [
        "We recommend the trust reviews its leaflets.",
        "We recommend the trust plants a hedge.",
    ]


def test_a_breach_that_lost_its_spaces() -> None:
    body = "Are services safe?\n\nThere was abreach of regulation12 because nobody had looked at the beds.\n"
    assert len(found(read_text(body), "breach")) == 1


def test_paragraphs_behind_the_title() -> None:
    assert cited("Regulation 17: Good governance (1) (2) (a)")[0].paragraphs == "(1)(2)(a)"


def test_an_old_inspection_whose_report_cites_the_new_regulations() -> None:
    head = HEAD.replace("26-30 June 2017", "2 March 2015").replace("03/10/2017", "10/06/2015")
    body = (
        "Action the trust MUST take to improve\n\n• The trust must mend the lift (Regulation 15(1)(e)).\n\n"
        "Requirement notices\n\nTreatment of disease, disorder or injury\n"
        "Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment\nBeds were broken.\n"
    )
    [must] = [f for f in read_text(body, head).findings if f.level == "must"]
    assert must.regulations[0].instrument == "2014"


def test_a_front_page_with_the_days_on_a_line_of_their_own() -> None:
    head = (
        f"{TRUST}\nAll Inspections\n6 and 7 October 2021\n\nPublished 14 January 2022\n\nCQC inspected this trust.\n\n"
    )
    during = "During an inspection of Forensic inpatient or secure wards"
    body = f"{during}\n\nThe trust must:\n\n• mend the lift (Regulation 15).\n"
    report = read_text(body, head)
    assert (report.inspected_from, report.inspected_to) == (datetime.date(2021, 10, 6), datetime.date(2021, 10, 7))


def test_a_breach_in_bold_that_begins_with_this_takes_the_sentence_before() -> None:
    page = MadePage().text(40, 80, "Are services safe?", 16, bold=True)
    page.text(40, 110, "Nobody had looked at the beds, and two of them were broken on the day we came to the ward.")
    page.text(40, 124, "This was a breach of regulation 12 of the Health and Social Care Act.", bold=True)
    [breach] = [f for f in read_pdf(page).findings if f.level == "breach"]
    assert breach.text.startswith("Nobody had looked at the beds")


def test_a_list_of_contents_gives_no_scores() -> None:
    front = "Contents\n\nLearning culture ............ 3\n\n"
    body = f"{front}Safe\n\nLearning culture\nScore: 2\nEnvironmental sustainability\nScore: 4\n"
    report = read_text(body)
    assert [(s.statement_id, s.score) for s in report.scores] == [(1, 2), (34, 4)]
