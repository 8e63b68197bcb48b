"""A notice without a printed service or key question: what is proposed, why, and when nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from springboard.inspections import services
from springboard.inspections.models import Report
from springboard.inspections.rules.placing import Breach, questions_of_notice, service_of_notice
from springboard.kernel.reports import model as read
from tests.inspections.conftest import ACUTE, Underway, found

COVERED = [{"name": "a", "code": "acute_picu"}, {"name": "b", "code": "crisis"}]
SAFE_12 = Breach("acute_picu", "safe", frozenset({("2014", "12"), ("2014", "13")}))
LED_17 = Breach("acute_picu", "well_led", frozenset({("2014", "17")}))


@pytest.mark.parametrize(
    ("words", "covered", "code", "why"),
    [
        (f"Section 29A warning notice: {ACUTE}, Regulation 13", COVERED, "acute_picu", f"names “{ACUTE}”"),
        ("wards for older people with mental health problems", COVERED, "older_wards", "names “Wards for older"),
        ("improvement is needed on the acute wards.", COVERED, "acute_picu", "speaks of “acute wards”"),
        ("improvement is needed.", COVERED[:1], "acute_picu", "the report is about this one service"),
    ],
)
def test_a_notice_gets_the_one_service_it_leads_to(
    words: str, covered: list[dict[str, str]], code: str, why: str
) -> None:
    proposed = service_of_notice(words, covered)
    assert proposed
    assert proposed[0] == code
    assert why in proposed[1]


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        ("improvement is needed.", COVERED),
        ("on the acute wards; and in the crisis team", COVERED),
        (f"{ACUTE} and mental health crisis services", COVERED),
        ("on the acute wards", []),
        ("improvement is needed.", [*COVERED[:1], {"name": "another place", "code": ""}]),
        ("the acute team. Some wards", COVERED),
        ("", COVERED),
    ],
)
def test_nothing_is_proposed_when_it_cannot_be_told(words: str, covered: list[dict[str, str]]) -> None:
    assert service_of_notice(words, covered) is None


def test_key_questions_come_from_breaches_of_the_same_regulation_in_the_same_service() -> None:
    questions, why = questions_of_notice("acute_picu", frozenset({("2014", "13")}), [SAFE_12, LED_17])
    assert questions == ("safe",)
    assert why == "the report prints a breach of regulation 13 in this service under Safe"
    both = frozenset({("2014", "12"), ("2014", "17")})
    questions, why = questions_of_notice("acute_picu", both, [LED_17, SAFE_12])
    assert questions == ("safe", "well_led")
    assert "regulations 12, 17 in this service under Safe and Well-led" in why
    for service, cited in (("crisis", ("2014", "13")), ("", ("2014", "13")), ("acute_picu", ("2009", "13"))):
        assert questions_of_notice(service, frozenset({cited}), [SAFE_12]) == ((), "")


def _kept(uploaded: Underway, *findings: read.Finding) -> Report:
    report: Report = uploaded()
    claim = services.claim_reading(report_id=report.pk)
    assert claim
    services.keep_results(report_id=report.pk, claim=claim, found=replace(found(), findings=findings), images={})
    return report


def _notice(**more: object) -> read.Finding:
    facts = {"level": "warning_notice", "text": "Restraint was not a last resort.", "quote": "Restraint…", **more}
    return read.Finding(regulations=(read.Regulation("2014", "13"),), **facts)  # type: ignore[arg-type]


def test_the_draft_is_prefilled_and_marked(uploaded: Underway) -> None:
    breach = _notice(level="breach", service=ACUTE, key_question="safe")
    draft = _kept(uploaded, _notice(), breach).drafts.get(level="warning_notice")
    assert (draft.core_service, draft.key_questions) == ("acute_picu", ["safe"])
    assert [one["field"] for one in draft.inferred] == ["core_service", "key_questions"]
    assert draft.inferred[0]["why"] == "the report is about this one service"
    assert (draft.as_read["core_service"], draft.as_read["key_questions"]) == ("acute_picu", ["safe"])


def test_what_the_report_prints_is_left_alone(uploaded: Underway) -> None:
    printed = _notice(service="Wards of another kind", key_question="caring")
    report = _kept(uploaded, printed, _notice(trust_wide=True), _notice(level="must"))
    drafts = report.drafts.order_by("order")
    assert [(one.core_service, one.trust_wide, one.inferred) for one in drafts] == [
        ("", False, []), ("", True, []), ("", False, []),
    ]  # fmt: skip
    assert drafts[0].key_questions == ["caring"]
