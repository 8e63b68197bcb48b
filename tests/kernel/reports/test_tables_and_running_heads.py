"""Notice tables, running heads and grids as published templates draw them."""

from __future__ import annotations

from springboard.kernel.reports.furniture import strip_furniture
from springboard.kernel.reports.lines import Line, PageLines
from springboard.kernel.reports.model import Report
from springboard.kernel.reports.rating_prose import overall_before
from springboard.kernel.reports.regulations import cited
from tests.kernel.reports.examples import HEAD, found, read_pdf, read_text
from tests.kernel.reports.pdf_maker import MadePage

ACTIVITY = "Treatment of disease, disorder or injury"
FORENSIC = "Forensic inpatient or secure wards"
CRISIS = "Mental health crisis services and health-based places of safety"


def test_a_tables_header_cells_in_large_type_end_no_section() -> None:
    page = MadePage().text(40, 30, "Requirement notices", 12).text(40, 70, "Requirement notices", 20)
    page.text(40, 110, "Regulated activity", 16).text(300, 110, "Regulation", 16)
    page.text(40, 140, ACTIVITY).text(300, 140, "Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment")
    page.text(300, 160, "Doors to the yard did not lock.").text(300, 180, "This was a breach of regulation 12(2)(d).")
    report = read_pdf(page)
    assert found(report, "requirement_notice") == ["Doors to the yard did not lock."]
    assert found(report, "breach") == []
    assert report.findings[0].regulations[0].paragraphs == "(2)(d)"


def test_an_activity_named_again_begins_the_next_row() -> None:
    rows = "".join(
        f"{ACTIVITY}\nRegulation {number} HSCA (RA) Regulations 2014 {title}\n\n"
        for number, title in ((15, "Premises and equipment"), (18, "Staffing"), (20, "Duty of candour"))
    )
    report = read_text(f"Requirement notices\n\nRegulated activity\nRegulation\n\n{rows}")
    assert [f.regulations[0].number for f in report.findings] == ["15", "18", "20"]


def running(page: MadePage, name: str) -> MadePage:
    return page.text(200, 36, name, 14)


def test_a_running_head_inside_an_item_is_taken_out() -> None:
    first = running(MadePage(), FORENSIC).text(40, 80, "Areas for improvement", 16, bold=True)
    first.text(40, 110, "Action the provider MUST take to improve", 13, bold=True)
    first.text(40, 780, "• The provider must mend the doors of the yard.")
    second = running(MadePage(), FORENSIC).text(52, 70, "Regulation 15 HSCA (RA) Regulations 2014 Premises.")
    second.text(40, 84, "• The provider must train staff in first aid. (Regulation 18)")
    report = read_pdf(running(MadePage(), "Summary").text(40, 90, "The lift was slow."), first, second)
    assert found(report, "must") == [
        "The provider must mend the doors of the yard (Regulation 15 HSCA (RA) Regulations 2014 Premises).",
        "The provider must train staff in first aid. (Regulation 18).",
    ]


def test_items_under_the_stem_of_conditions_are_conditions() -> None:
    report = read_text(
        "Action we have taken\n\nWe issued a notice of decision. The following conditions apply to the registration of "
        "the location:\n\n1. The registered provider must not admit anybody to the annexe.\n"
        "2. The registered provider must tell us each Friday how many staff were on duty.\n\nThe lift was slow.\n"
    )
    assert len(found(report, "condition")) == 2
    assert found(report, "must") == []


def test_a_regulation_of_another_instrument_in_a_clause_about_it() -> None:
    text = (
        "Regulation 9 HSCA 2008 (Regulated Activities) Regulations 2010 Care and welfare. This was in breach of "
        "Regulation 9(1)(b), which corresponds to Regulation 12 of the HSCA 2008 (Regulated Activities) "
        "Regulations 2014."
    )
    assert [(r.instrument, r.number, r.paragraphs) for r in cited(text)] == [
        ("2010", "9", "(1)(b)"),
        ("2014", "12", None),
    ]


def test_practice_that_is_only_pointed_to_is_no_practice() -> None:
    report = read_text(
        "Outstanding practice\n\nWe found examples of outstanding practice in forensic wards and crisis services. For "
        "more information, see the section on outstanding practice of this report.\n\nWhat happens next\n\nWe return.\n"
    )
    assert found(report, "outstanding_practice") == []


def test_an_inspection_report_that_was_based_on_a_combination() -> None:
    head = HEAD.replace("Quality Report", "Inspection report")
    report = read_text(
        "We plan our next inspections based on everything we know about services. This report describes our judgement "
        "of the quality of care provided by this trust. We based it on a combination of what we found when we "
        "inspected.\n\nOur findings\n\nThis section is primarily information for the provider\n",
        head,
    )
    assert report.era == "inspection_report"


def ratings_of(report: Report, name: str) -> dict[str, tuple[str, str | None]]:
    return {r.key_question: (r.rating, r.previous) for r in report.ratings if r.name == name}


def test_a_name_over_three_lines_above_its_ratings() -> None:
    page = MadePage()
    for at, words in enumerate(("Mental health crisis services", "and health-based places of", "safety")):
        page.text(60, 90 + 32 * at, words, 28, bold=True)
    for at, (question, rating) in enumerate((("Overall", "Good"), ("Safe", "Inadequate"), ("Caring", "Good"))):
        page.text(60, 260 + 18 * at, question).text(300, 260 + 18 * at, rating, bold=True)
    assert ratings_of(read_pdf(page), CRISIS) == {
        "overall": ("good", None),
        "safe": ("inadequate", None),
        "caring": ("good", None),
    }


def test_a_grid_turned_on_its_side_with_a_column_for_the_whole() -> None:
    page = MadePage().text(40, 60, "Overview of ratings", 12, bold=True)
    page.text(180, 84, FORENSIC, 8.5, bold=True).text(440, 84, "Overall", 8.5, bold=True)
    for at, question in enumerate(("Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall")):
        y = 112 + 29 * at
        page.text(60, y + 5, question, 8.5, bold=True)
        page.text(250, y, "Good", 8.5, bold=True).text(440, y, "Inadequate" if at == 0 else "Good", 8.5, bold=True)
    report = read_pdf(page)
    assert {r.rating for r in report.ratings if r.name == FORENSIC} == {"good"}
    assert [r.rating for r in report.ratings if r.scope == "trust" and r.key_question == "safe"] == ["inadequate"]


def test_what_the_whole_was_rated_before_told_in_a_sentence() -> None:
    assert overall_before("The service was last rated good overall. The rating is now inadequate.") == "good"
    assert overall_before("It was rated inadequate at our last inspection.") == "inadequate"
    assert overall_before("The service was rated good by its patients.") is None
    body = "The service had changed since our last assessment, when we rated it inadequate.\n"
    report = read_text(f"Ratings for {FORENSIC}\n\nOverall\nGood\n\nSafe\nGood\n\n{FORENSIC}\n\n{body}")
    assert ratings_of(report, FORENSIC) == {"overall": ("good", "inadequate"), "safe": ("good", None)}


def test_an_arrow_at_the_same_place_of_several_pages_is_no_running_head() -> None:
    def page(number: int) -> PageLines:
        arrow, told = (
            Line("↓", number, 200, 90, 210, 102, 11),
            Line("The lift was slow.", number, 40, 400, 300, 412, 11),
        )
        return PageLines(number, 595, 842, [Line(f"Part {number}", number, 40, 40, 200, 60, 20), arrow, told])

    pages = [page(number) for number in range(1, 6)]
    strip_furniture(pages, lambda _: False)
    assert all("↓" in [line.text for line in page.lines] for page in pages)
