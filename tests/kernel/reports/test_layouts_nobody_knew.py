"""Lists, headings and notices in the shapes that templates we do not know give them."""

from __future__ import annotations

import pytest

from springboard.kernel.reports.lines import Line
from springboard.kernel.reports.model import Report
from springboard.kernel.reports.printed_lines import Box, printed_lines
from springboard.kernel.reports.reading_order import in_reading_order
from tests.kernel.reports.examples import read_text


def items(report: Report, level: str) -> list[str]:
    return [f.text for f in report.findings if f.level == level]


class Drawn:
    """Characters of a made-up page, each 5 points wide."""

    def __init__(self, places: list[tuple[float, float]]) -> None:
        self.places = places

    def box(self, index: int) -> Box | None:
        x, y = self.places[index]
        return x, y, x + 5, y + 12


def test_a_row_over_two_printed_lines_is_cut() -> None:
    words = "Do • Mend"
    page = Drawn([(5.0 * i, 0 if i < 3 else 16) for i in range(len(words))])
    assert [part for part, *_ in printed_lines(page, words, 0, False)] == ["Do ", "• Mend"]


def test_text_that_runs_up_the_page_stays_whole() -> None:
    words = "Responsive care"
    page = Drawn([(0, -7.0 * i) for i in range(len(words))])
    assert len(printed_lines(page, words, 0, False)) == 1


def line(text: str, y: float, x: float = 50, width: float = 300) -> Line:
    return Line(text, 1, x, y, x + width, y + 12, 11)


def test_boxes_drawn_last_fall_into_place() -> None:
    drawn = [line("Must", 300), line("Should", 500), line("end", 700), line("item a", 330), line("item b", 530)]
    assert [w.text for w in in_reading_order(drawn)] == ["Must", "item a", "Should", "item b", "end"]


def test_columns_are_no_boxes_out_of_place() -> None:
    left = [line(f"left {i}", 300 + 15 * i, 50, 200) for i in range(4)]
    right = [line(f"right {i}", 300 + 15 * i, 300, 200) for i in range(4)]
    assert in_reading_order([*left, *right]) == [*left, *right]


@pytest.mark.parametrize(
    "heading",
    [
        "The service MUST take the\nfollowing action",
        "Improvements the trust must make",
        "Actions that the provider\nMUST take",
        "Things the hospital must do",
    ],
)
def test_headings_in_other_words_and_over_two_lines(heading: str) -> None:
    report = read_text(f"{heading}\n\n• Ensure that doors are mended. (Regulation 15)\n")
    assert len(items(report, "must")) == 1
    assert report.findings[0].text.endswith("must ensure that doors are mended. (Regulation 15).")


def test_a_stem_without_a_heading_holds_through_the_names_of_services() -> None:
    report = read_text(
        "What we found\n\nThe trust must:\n\nTrust-wide\n\n– keep staff files (Regulation 19);\n\n"
        "Forensic inpatient or secure wards\n\n– mend doors (Regulation 15).\n\n"
        "The kitchen was open all night. People told us that they must ring to be let in, and that it took long.\n"
    )
    assert items(report, "must") == [
        "The trust must keep staff files (Regulation 19).",
        "The trust must mend doors (Regulation 15).",
    ]
    assert [f.service for f in report.findings] == [None, "Forensic inpatient or secure wards"]


def test_items_in_small_letters_without_bullets() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\nThe trust must:\n\nForensic inpatient or secure wards\n\n"
        "ensure that doors are mended,\nbring training up to its own target which was set for the whole of the year.\n"
    )
    assert len(items(report, "must")) == 2


def test_a_citation_broken_after_its_first_word_starts_no_item() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\n• The trust must mend doors. Regulation\n"
        "15(1)(e) Premises and equipment.\n• The trust must train staff. (Regulation\n18)\n"
    )
    assert [[r.number for r in f.regulations] for f in report.findings] == [["15"], ["18"]]
    assert report.unread == ()


def test_an_item_says_itself_whether_it_must_or_should() -> None:
    report = read_text("Action the trust SHOULD take to improve\n\n• The trust must mend doors.\n")
    assert len(items(report, "must")) == 1


def test_practice_opened_by_a_sentence() -> None:
    report = read_text("We found the following outstanding practice:\n\n• A choir of staff sang every month.\n")
    assert items(report, "outstanding_practice") == ["A choir of staff sang every month."]


def test_a_warning_notice_told_in_prose_with_its_day_in_the_next_sentence() -> None:
    report = read_text(
        "Enforcement actions\n\nA Section 29A Warning Notice was issued because doors had been wedged open. "
        "It has to be met no later than 30 October 2016. The lift was new.\n"
    )
    (notice,) = [f for f in report.findings if f.level == "warning_notice"]
    assert str(notice.deadline) == "2016-10-30"
    assert report.unread == ()


def test_no_breach_was_found() -> None:
    report = read_text("Our findings\n\nWe did not find that the service was in breach of any regulation.\n")
    assert items(report, "breach") == []


def test_a_space_lost_after_the_verb() -> None:
    report = read_text("Action the trust SHOULD take to improve\n\n• Rooms shouldbe bookable at the weekend.\n")
    assert items(report, "should") == ["Rooms should be bookable at the weekend."]


def test_a_list_of_contents_opens_nothing() -> None:
    report = read_text(
        "Contents\nAction the trust MUST take to improve ........ 3\nOutstanding practice ........ 4\n"
        "Our findings ........ 5\n\nOur findings\n\nThe kitchen was open all night.\n"
    )
    assert report.findings == ()
    assert report.unread == ()


def test_what_a_rating_was_before_in_words_one_cell_a_line() -> None:
    report = read_text(
        "Ratings for mental health services\n\nSafe\nEffective\nCaring\nResponsive\nWell-led\nOverall\n\n"
        "Specialist community mental health services for children and young people\n"
        "Good Previously: Inadequate\nGood\nGood\nGood\nGood No change\nOutstanding Previously: Good\n"
    )
    found = {r.key_question: (r.rating, r.previous) for r in report.ratings if r.scope == "service"}
    assert found["safe"] == ("good", "inadequate")
    assert found["well_led"] == ("good", "good")
    assert found["overall"] == ("outstanding", "good")


def test_a_footer_with_the_day_written_out_is_no_part_of_an_item() -> None:
    foot = "Northmoor Partnership NHS Foundation Trust Inspection report 3 October 2016"
    report = read_text(
        "Action the trust MUST take to improve\n\n"
        f"• The trust must mend doors so that\n2{foot}\nthey close.\n\n3{foot}\n"
    )
    assert items(report, "must") == ["The trust must mend doors so that they close."]
