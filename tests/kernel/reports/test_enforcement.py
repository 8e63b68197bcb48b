"""Requirement notices, warning notices, conditions and breaches are four different things."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kernel.reports.examples import found, read_text

NOTICES = (
    "Action we have told the provider to take\n\nThe table below shows where legal requirements were not being met.\n\n"
)
ENFORCED = (
    "Enforcement actions\n\nThe table below shows where legal requirements were not being met and we "
    "have taken enforcement action.\n\n"
)
MHA = "Assessment or medical treatment for persons detained under the Mental Health Act 1983"
TREATMENT = "Treatment of disease, disorder or injury"


def test_a_table_with_several_activities_and_a_continuation_page() -> None:
    report = read_text(
        NOTICES + f"Regulated activity\nRegulation\n{MHA}\n{TREATMENT}\nRegulation 12 HSCA (RA) Regulations "
        f"2014 Safe care and\ntreatment\n"
        "How the regulation was not being met:\nAlarms did not work\n\fAction we have told the provider to "
        "take\n\nRegulated activity\nRegulation\n"
        "on two wards.\nRegulation 12 (1), (2) (a)\n"
        f"{TREATMENT}\nRegulation 18 CQC (Registration) Regulations 2009 Notification of other\nincidents\nWe "
        f"were not told.\n"
    )
    first, second = report.findings
    assert {first.level, second.level} == {"requirement_notice"}
    assert first.activities == (MHA, TREATMENT)
    assert first.text == "Alarms did not work on two wards."
    assert [(r.number, r.paragraphs) for r in first.regulations] == [("12", "(1)(2)(a)")]
    assert [(r.instrument, r.number) for r in second.regulations] == [("2009", "18")]
    assert second.activities == (TREATMENT,)


def test_cells_laid_out_with_spaces() -> None:
    report = read_text(
        "Requirement notices\n\nRegulated activity                          Regulation\n\n"
        "Treatment of disease, disorder or           Regulation 12 HSCA (RA) Regulations 2014 Safe\n"
        "injury                                      care and treatment\n"
        "                                            Calls were not answered in time.\n"
    )
    (notice,) = report.findings
    assert (notice.activities, notice.text) == ((TREATMENT,), "Calls were not answered in time.")


def test_warning_notices_with_deadlines_of_their_own() -> None:
    report = read_text(
        ENFORCED + f"Regulated activity\nRegulation\n{TREATMENT}\nRegulation 12 HSCA (RA) Regulations 2014 "
        f"Safe care and treatment\nDoors were broken.\n"
        "The enforcement action we took:\nWe issued a warning notice to be met by 30 September 2017.\n"
        f"Regulated activity\nRegulation\n{TREATMENT}\nRegulation 17 HSCA (RA) Regulations 2014 Good "
        f"governance\nNobody knew.\n"
        "The enforcement action we took:\nWe issued a warning notice to be met by 31 October 2017.\n"
    )
    assert [(f.level, f.deadline, f.text) for f in report.findings] == [
        ("warning_notice", date(2017, 9, 30), "Doors were broken."),
        ("warning_notice", date(2017, 10, 31), "Nobody knew."),
    ]


def test_failings_of_a_section_29a_notice_in_a_list() -> None:
    report = read_text(
        "Overall summary\n\nWe served a section 29A warning notice. The warning notice requires significant "
        "improvement in:\n\n"
        "• seclusion reviews, by 31 May 2017\n• reporting of incidents, by 30 June 2017\n"
    )
    assert [(f.level, f.deadline) for f in report.findings] == [
        ("warning_notice", date(2017, 5, 31)),
        ("warning_notice", date(2017, 6, 30)),
    ]


def test_conditions_are_no_must_dos() -> None:
    report = read_text(
        "Enforcement actions\n\nWe imposed conditions on the provider's registration under section 31. The "
        "conditions are:\n\n"
        "• the provider must not admit any new patients without permission from the CQC;\n• the provider must "
        "report to us each week.\n"
    )
    assert [f.level for f in report.findings] == ["condition", "condition"]
    assert report.enforcement == report.findings


def test_a_notice_narrated_twice_is_one() -> None:
    said = "We served a warning notice under section 29A, to be met by 31 January 2018."
    report = read_text(
        f"Overall summary\n\n{said}\n\nBackground to this inspection\n\nWe served a warning notice in October.\n"
    )
    assert [(f.level, f.deadline) for f in report.findings] == [("warning_notice", date(2018, 1, 31))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The service is no longer in breach of regulation 12.",
        "At our last inspection the trust was in breach of regulation 12.",
        "We found no breach of any regulation.",
        "There had been a breach of confidentiality.",
    ],
)
def test_what_is_no_breach(sentence: str) -> None:
    assert found(read_text(f"Is the service safe?\n\n{sentence}\n")) == []


def test_an_inline_breach_takes_the_sentence_it_points_back_to() -> None:
    report = read_text(
        "Are services safe?\n\nStaff were kind. Medicines were not locked away. This was a breach of "
        "regulation 12 of the Health and Social "
        "Care Act 2008 (Regulated Activities) Regulations 2014.\n"
    )
    (breach,) = report.findings
    assert breach.text.startswith("Medicines were not locked away. This was a breach")
    assert (breach.level, breach.key_question) == ("breach", "safe")


def test_breaches_by_subject_with_lost_spaces() -> None:
    report = read_text("Well-led\n\nWe identifiedbreaches of regulation in relation togood governance and staffing.\n")
    (breach,) = report.findings
    assert [(r.number, r.inferred) for r in breach.regulations] == [("17", True), ("18", True)]


def test_a_recommendation_and_its_announcement() -> None:
    report = read_text(
        "Is the service caring?\n\nWe have made a recommendation about this. We recommend the "
        "provider finds out what people like.\n"
    )
    assert found(report, "recommendation") == ["We recommend the provider finds out what people like."]


def test_a_section_that_is_no_table_is_unread() -> None:
    report = read_text("Requirement notices\n\nWe issued a warning notice and cannot say more here.\n")
    assert report.findings == () or report.findings[0].level == "warning_notice"
    assert report.unread
