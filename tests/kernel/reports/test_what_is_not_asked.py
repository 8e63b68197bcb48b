"""Musts and shoulds that ask nothing: an earlier inspection's, a policy's, what people said, and plain narrative."""

from __future__ import annotations

from datetime import date

import pytest

from springboard.kernel.reports.hearsay import is_earlier, is_narrative, is_quoted
from tests.kernel.reports.examples import found, read_text

ASKED = (
    "Areas for improvement\n\nAction the provider MUST take to improve\n\n"
    "• The trust must ensure that alarms work. (Regulation 12)\n• The trust must train staff. (Regulation 18)\n\n"
    "Action the provider SHOULD take to improve\n\n• The trust should review its menus.\n\n"
)
ITEMS = "\n\n• mend the doors of the yard (Regulation 15);\n• keep a list of them (Regulation 17).\n\n"
WHOLE = "\n\n• The trust must mend the doors (Regulation 15).\n• The trust must keep a list (Regulation 17).\n\n"


@pytest.mark.parametrize(
    "stem",
    [
        "The searching policy said that the nurse in charge must:",
        "The code of practice says that when people are secluded they must:",
        "Staff told us that the trust should:",
        "Patients said the service should:",
        "Providers must do the following to meet the regulations:",
        "The trust's own plan said that by the spring it must:",
        "We came to this service in March 2015. We told the trust that it must:",
        "Following the October 2015 inspection, we told the provider it must:",
        "The trust had acted. It had been told that it must:",
        "We last inspected the service in 2014, when we told the trust that it must:",
    ],
)
def test_lists_that_stems_in_the_narrative_open(stem: str) -> None:
    report = read_text(f"Our findings\n\n{stem}{ITEMS}{ASKED}")
    assert len(found(report, "must")) == 2
    assert found(report, "should") == ["The trust should review its menus."]


@pytest.mark.parametrize(
    "lead",
    [
        "In 2015, the trust was given these requirements:",
        "Of the actions set in 2015 two had not been met:",
        "The trust had met all of the following actions:",
        "The staff handbook lists what the trust must do:",
    ],
)
def test_items_that_stand_under_such_words(lead: str) -> None:
    assert len(found(read_text(f"Our findings\n\n{lead}{WHOLE}{ASKED}"), "must")) == 2


@pytest.mark.parametrize(
    "stem",
    [
        "Following our inspection in June 2017 we told the trust that it must:",
        "On 3 July 2017 we used our powers under the Health and Social Care Act 2008 and told the trust that it must:",
        "Staff told us that they felt safe. We told the trust that it must:",
        "Much had changed since our last inspection in 2015. Following this inspection we told the trust that it must:",
    ],
)
def test_lists_of_this_inspection(stem: str) -> None:
    assert found(read_text(f"Summary\n\n{stem}{ITEMS}The lift was slow.\n"), "must") == [
        "The trust must mend the doors of the yard (Regulation 15).",
        "The trust must keep a list of them (Regulation 17).",
    ]


def test_paragraphs_after_a_bulleted_list() -> None:
    report = read_text(
        f"{ASKED}Managers knew that they should have acted sooner. Staff said that people should see one doctor.\n\n"
        "All rooms must be clean, and these were. Staff must wear badges. The lift was slow.\n\n"
        "The provider must send CQC a report that says what action it is going to take to meet these requirements.\n"
    )
    assert len(found(report, "must", "should")) == 3


def test_paragraphs_that_are_items() -> None:
    report = read_text(
        "Action the provider MUST take to improve\n\n"
        "The trust must ensure that staff have agreed a plan with each patient. (Regulation 9)\n\n"
        "The trust must ensure that policies say who should act. (Regulation 17)\n"
    )
    assert len(found(report, "must")) == 2


def test_which_inspection_a_sentence_speaks_of() -> None:
    began = date(2019, 5, 8)
    assert is_earlier("Our inspection of April 2019 found that it must:", began)
    assert not is_earlier("At our inspection in May 2019 we said that it must:", began)
    assert not is_earlier("We used the Health and Social Care Act 2008 (Regulated Activities) Regulations 2014:", began)
    assert is_earlier("At our last inspection we said that it must:", None)


def test_whose_word_it_is() -> None:
    assert is_quoted("National guidance states that rooms must:")
    assert not is_quoted("We told the trust that its policy must say that staff must:")
    assert is_narrative("The service should have told families sooner.")
    assert not is_narrative("The trust must have a policy that says who should act.")


GRID = (
    "Ratings for mental health services\n\nSafe Effective Caring Responsive Well-led Overall\n"
    "Forensic inpatient or secure wards Good Good Good Good Good Good\n\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "At our last inspection we rated the trust as inadequate. We rated it as requires improvement in 2014.",
        "When we came in March 2015 we rated safe as inadequate.",
        "We rated safe as good in four of the five services and requires improvement in one.",
        "Patients rated the service good for food, and we rated it as good in two of the bays.",
    ],
)
def test_ratings_of_another_day_or_of_a_part(told: str) -> None:
    report = read_text(f"{GRID}Our findings\n\n{told}\n")
    assert len(report.ratings) == 7
    assert {r.rating for r in report.ratings} == {"good"}


@pytest.mark.parametrize("heading", ["Previous ratings", "Ratings at our last inspection"])
def test_tables_of_earlier_ratings(heading: str) -> None:
    rows = "Safe Inadequate\nEffective Inadequate\nCaring Good\n"
    grid = GRID.split("\n\n", 1)[1].replace("Good", "Inadequate")
    assert len(read_text(f"{heading}\n\n{rows}\nOur findings\n\nThe lift was slow.\n").ratings) == 1
    assert len(read_text(f"{heading}\n\n{grid}Our findings\n\nThe lift was slow.\n\n{GRID}").ratings) == 7
