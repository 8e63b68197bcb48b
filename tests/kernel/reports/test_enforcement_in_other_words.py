"""Breaches, conditions and recommendations in more of the words reports have for them."""

from __future__ import annotations

import pytest

from tests.kernel.reports.examples import found, read_text

TABLE = "Enforcement actions\n\nRegulated activity\nRegulation\n\nTreatment of disease, disorder or injury\n"
FAILING = "Regulation 15 HSCA (RA) Regulations 2014 Premises and equipment\nThe yard had no gate.\n"


@pytest.mark.parametrize(
    "rows",
    [
        f"{FAILING}Notice of proposal to cancel registration\n",
        f"Variation of a condition\n{FAILING}",
        "S31 Urgent variation\nThe yard had no gate.\n",
        f"{FAILING}The enforcement action we took:\nWe varied a condition of the registration.\n",
    ],
)
def test_a_row_about_the_registration_is_a_condition(rows: str) -> None:
    report = read_text(TABLE + rows)
    assert found(report, "condition") == ["The yard had no gate."]
    assert len(report.findings) == 1


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        ("breach", "Records were not kept, which breached regulation 17(2)(c)."),
        ("condition", "We varied the condition on the trust's registration so that it reports each week."),
        ("recommendation", "It is recommended that the provider reviews how it keeps keys."),
        ("recommendation", "Our recommendation is that the trust consults carers about supper."),
        ("recommendation", "The inspection team recommends that the trust consults carers."),
    ],
)
def test_what_the_narrative_tells(level: str, sentence: str) -> None:
    assert found(read_text(f"Our findings\n\nThe lift was slow. {sentence} The yard was clean.\n")) == [sentence]
    assert found(read_text(f"Our findings\n\nThe lift was slow. {sentence}\n"), level) == [sentence]


def test_what_is_recommended_by_others_is_none() -> None:
    prose = "It is recommended that rooms are kept at 20 degrees, and these were."
    assert found(read_text(f"Our findings\n\n{prose}\n")) == []
