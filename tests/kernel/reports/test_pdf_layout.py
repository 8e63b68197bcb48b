"""Geometry: columns, page breaks, running headers, rotated pages, pictures, tables."""

from __future__ import annotations

import pytest

from springboard.kernel.reports import read_report
from tests.kernel.reports.examples import TRUST, found, read_pdf, with_footers
from tests.kernel.reports.pdf_maker import MadePage, pdf

MUST = "Action the provider MUST take to improve"


def test_front_matter_and_a_rating_across_the_page() -> None:
    report = read_pdf()
    assert (report.title, report.provider.name) == (TRUST, TRUST)
    assert [(r.scope, r.rating) for r in report.ratings] == [("trust", "good")]
    assert report.pages[0].number == 1


def test_an_item_over_a_page_break_with_footer_and_running_header() -> None:
    one, two, three = MadePage(), MadePage(), MadePage()
    for page in (one, two, three):
        page.text(40, 30, "Summary of findings", 14)
    one.text(40, 100, MUST, 14, bold=True)
    one.lines(40, 760, ["• The trust must ensure that every person on the ward can reach an alarm and"])
    two.lines(50, 100, ["that staff answer it. (Regulation 12)"])
    two.lines(40, 116, ["• The trust must train staff."])
    three.text(40, 100, "Our inspection team", 14, bold=True).text(40, 120, "A team of four.", 11)
    report = read_pdf(one, two, three)
    assert found(report, "must") == [
        (
            "The trust must ensure that every person on the ward can reach an alarm and that staff answer it. "
            "(Regulation 12)."
        ),
        "The trust must train staff.",
    ]
    assert {r.page for r in report.findings[0].rects} == {2, 3}
    assert report.unread == ()


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    page = MadePage()
    page.text(40, 80, MUST, 14, bold=True)
    left = [
        "The trust must ensure that staff on every",
        "ward have had training in restraint and",
        "that records show who was trained.",
    ]
    right = [
        "The trust must make sure that fridges are",
        "checked each day and that anything found",
        "is put right. (Regulation 12)",
    ]
    for index, (a, b) in enumerate(zip(left, right, strict=True)):
        page.text(40, 110 + 15 * index, a).text(310, 110 + 15 * index, b)
    assert found(read_pdf(page), "must") == [
        (
            "The trust must ensure that staff on every ward have had training in restraint and that records show "
            "who was trained."
        ),
        (
            "The trust must make sure that fridges are checked each day and that anything found is put right. "
            "(Regulation 12)."
        ),
    ]


def test_glyphs_in_a_column_of_their_own() -> None:
    page = MadePage()
    page.text(40, 80, MUST, 14, bold=True)
    for y in (110, 140, 155):
        page.text(40, y, "•")
    page.lines(60, 110, ["The trust must ensure that staff on every ward have had", "training."], pitch=1.36)
    page.text(60, 140, "Equipment must be checked.").text(60, 155, "The trust must mend doors.")
    assert len(found(read_pdf(page), "must")) == 3


def test_paragraphs_without_bullets_are_items_by_their_spacing() -> None:
    page = MadePage()
    page.text(40, 80, MUST, 14, bold=True)
    page.lines(40, 110, ["Medicines must be stored safely and given on time on all of the wards for", "adults."])
    page.lines(40, 160, ["Staff must record seclusion."])
    assert found(read_pdf(page), "must") == [
        "Medicines must be stored safely and given on time on all of the wards for adults.",
        "Staff must record seclusion.",
    ]


def test_a_table_of_actions_with_numbers_and_regulations() -> None:
    page = MadePage()
    page.text(40, 80, MUST, 14, bold=True)
    page.text(40, 105, "No.").text(90, 105, "Action").text(430, 105, "Regulation")
    page.text(40, 125, "1").text(90, 125, "The trust must mend doors.").text(430, 125, "Regulation 15")
    page.text(40, 145, "2").text(90, 145, "The trust must train staff.").text(430, 145, "Regulation 18")
    report = read_pdf(page)
    assert [(f.text, f.regulations[0].number) for f in report.findings] == [
        ("The trust must mend doors (Regulation 15).", "15"),
        ("The trust must train staff (Regulation 18).", "18"),
    ]
    assert report.unread == ()


def test_service_headings_are_told_by_their_face() -> None:
    page = MadePage()
    page.text(40, 80, MUST, 14, bold=True)
    page.text(40, 110, "Forensic inpatient / secure wards", 11, bold=True).text(40, 126, "• The trust must mend doors.")
    page.text(40, 150, "Kestrel ward", 11, bold=True).text(40, 166, "• The trust must train staff.")
    report = read_pdf(page)
    assert [(f.service, f.location) for f in report.findings] == [
        ("Forensic inpatient / secure wards", None),
        ("Forensic inpatient / secure wards", "Kestrel ward"),
    ]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_gives_rectangles_as_seen(rotate: int) -> None:
    page = MadePage(rotate=rotate)
    page.text(40, 80, MUST, 14, bold=True).text(40, 110, "• The trust must mend doors.")
    report = read_pdf(page)
    width, height = (842, 595) if rotate in {90, 270} else (595, 842)
    assert (report.pages[1].width, report.pages[1].height) == (width, height)
    for rect in (r for f in report.findings for r in f.rects):
        assert 0 <= rect.x0 < rect.x1 <= width
        assert 0 <= rect.y0 < rect.y1 <= height


def test_a_shifted_page_box_shifts_nothing_on_the_page() -> None:
    page = MadePage(boxes="/MediaBox[100 100 695 942]/CropBox[100 100 695 942]")
    page.height = 942
    page.text(140, 80, MUST, 14, bold=True).text(140, 110, "• The trust must mend doors.")
    (finding,) = read_pdf(page).findings
    assert finding.rects[0].x0 == pytest.approx(40, abs=2)


def test_a_scanned_page_among_others_is_listed() -> None:
    report = read_pdf(MadePage(picture=True))
    assert [(u.page, "picture" in u.why) for u in report.unread] == [(2, True)]
    assert "no_text" in report.pages[1].holds or report.pages[1].holds


def test_a_page_of_an_impossible_size_is_listed() -> None:
    huge = MadePage(width=90_000, height=90_000)
    report = read_pdf(huge)
    assert report.unread[-1].page == 2


def test_a_blank_page_is_only_blank() -> None:
    pages = with_footers(
        [
            MadePage()
            .text(40, 80, TRUST, 26)
            .text(40, 110, "Quality Report", 16)
            .text(40, 150, "Overall rating for this trust Good (CQC)")
        ]
    )
    report = read_report(pdf([*pages, MadePage()]))
    assert report.pages[1].holds == ("blank",)
    assert report.unread == ()


def test_ratings_drawn_apart_from_their_questions_are_paired_by_height() -> None:
    page = MadePage()
    asked = ["Are services safe?", "Are services effective?", "Are services caring?"]
    for index, question in enumerate(asked):
        page.text(40, 100 + 30 * index, question)
    page.text(400, 100, "Inadequate").text(400, 160, "Good")
    report = read_pdf(page)
    assert {r.key_question: r.rating for r in report.ratings if r.page == 2} == {"safe": "inadequate", "caring": "good"}


def test_a_grid_drawn_column_by_column() -> None:
    page = MadePage()
    page.text(40, 80, "Ratings for mental health services", 14, bold=True)
    page.text(40, 140, "Forensic inpatient or secure wards", 8).text(40, 180, "Crisis services", 8)
    for index, question in enumerate(["Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall"]):
        x = 200 + 60 * index
        page.text(x, 110, question, 9).text(x, 140, "Good", 9).text(x, 180, "Outstanding" if index == 2 else "Good", 9)
    report = read_pdf(page)
    found = {(r.name, r.key_question): r.rating for r in report.ratings if r.scope == "service"}
    assert len(found) == 12
    assert found["Crisis services", "caring"] == "outstanding"
    assert found["Forensic inpatient or secure wards", "caring"] == "good"


def test_scores_in_a_column_of_their_own() -> None:
    page = MadePage()
    page.text(40, 60, "Date of assessment: 3 May 2025. Quality statements and scores.", 11)
    for index, name in enumerate(["Learning culture", "Safeguarding", "Safe environments"]):
        page.text(40, 120 + 30 * index, name)
    for index, score in enumerate(["3", "2", "1"]):
        page.text(400, 120 + 30 * index, score)
    assert [(s.statement, s.score) for s in read_pdf(page).scores] == [
        ("Learning culture", 3),
        ("Safeguarding", 2),
        ("Safe environments", 1),
    ]
