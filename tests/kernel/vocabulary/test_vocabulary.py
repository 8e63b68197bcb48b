"""The vocabulary says what the reference material says, and recognises the spellings met in reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.vocabulary import (
    activity_named,
    core_services,
    instruments,
    instruments_with_title,
    key_question_named,
    quality_statements,
    rating_named,
    regulations_about,
    same_title,
    service_coded,
    service_named,
    statement_named,
    title_of,
)

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "cqc" / "vocabulary.json"
CODES = [
    "acute_picu",
    "rehabilitation",
    "forensic",
    "camhs_wards",
    "older_wards",
    "ld_wards",
    "community_adults",
    "crisis",
    "camhs_community",
    "community_older",
    "community_ld",
]


@pytest.fixture(scope="module")
def reference() -> dict[str, object]:
    if not REFERENCE.exists():
        pytest.skip("the reference material (../shared) is not here")
    found: dict[str, object] = json.loads(REFERENCE.read_text("utf-8"))
    return found


def test_the_eleven_core_services_come_first() -> None:
    assert [s.code for s in core_services() if s.core] == CODES


def test_codes_are_unique() -> None:
    codes = [s.code for s in core_services()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Forensic inpatient/secure wards", "forensic"),
        ("Forensic/low secure wards", "forensic"),
        ("Child & adolescent mental health wards", "camhs_wards"),
        ("Children and Adolescents Mental Health Services Inpatient", "camhs_wards"),
        ("Acute wards for adults of working age and PICUs", "acute_picu"),
        ("Community based mental health services for adults of working age", "community_adults"),
        ("Community-based mental health services for older people", "community_older"),
        ("Wards for people with learning disabilities or autism", "ld_wards"),
        ("Crisis and health based places of safety", "crisis"),
        ("Long stay/rehabilitation wards for people of working age", "rehabilitation"),
        ("Specialist community mental health services for children and young people", "camhs_community"),
        ("mhlongstay", "rehabilitation"),
    ],
)
def test_spellings_of_services(printed: str, code: str) -> None:
    found = service_named(printed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["The trust must ensure", "Our inspection team", "Ratings", "", "   "])
def test_other_headings_are_no_service(text: str) -> None:
    assert service_named(text) is None


def test_every_service_is_found_by_its_own_names() -> None:
    for service in core_services():
        for name in (service.name, *service.variants):
            found = service_named(name, loosely=False)
            assert found is not None, name
            assert found.code == service.code, name


def test_services_of_the_reference_are_known(reference: dict[str, object]) -> None:
    rows = reference["mental_health_core_services"]
    assert isinstance(rows, dict)
    for row in rows["items"]:
        assert service_named(row["name"]) is not None, row["name"]


def test_regulation_titles_are_those_of_the_reference(reference: dict[str, object]) -> None:
    for code, key in (("2014", "HSCA_RA_Regulations_2014"), ("2009", "Registration_Regulations_2009")):
        block = reference[key]
        assert isinstance(block, dict)
        for number, title in block["items"]:
            assert title_of(code, str(number)) == title  # type: ignore[arg-type]


def test_regulation_18_needs_its_instrument() -> None:
    assert title_of("2014", "18") == "Staffing"
    assert title_of("2009", "18") == "Notification of other incidents"
    assert instruments_with_title("18", "Notification of other incidents") == ("2009",)
    assert title_of("2014", "99") is None


def test_titles_are_compared_kindly_but_not_blindly() -> None:
    assert same_title("Person Centred Care", "Person-centred care")
    assert same_title("Safe care", "Safe care and treatment")
    assert not same_title("Safe care and treatment", "Dignity and respect")


def test_subjects_stand_for_regulations() -> None:
    found = regulations_about(
        "breaches in relation to good governance, treating people with dignity and respect and staffing"
    )
    assert [(code, number) for code, number, _ in found] == [("2014", "17"), ("2014", "10"), ("2014", "18")]


def test_statements_are_the_34_of_the_reference(reference: dict[str, object]) -> None:
    block = reference["saf_quality_statements"]
    assert isinstance(block, dict)
    theirs = {(row["api_qualityStatementId"], row["title"]) for row in block["items"]}
    assert {(s.id, s.name) for s in quality_statements()} == theirs
    assert statement_named("how staff, teams and services work together") == statement_named(
        "How staff and teams work together"
    )


@pytest.mark.parametrize(
    ("printed", "rating"),
    [
        ("Requires improvement –––", "requires_improvement"),
        ("Requiresimprovement", "requires_improvement"),
        ("OUTSTANDING", "outstanding"),
        ("Inspected but not rated", "not_rated"),
        ("No published rating", "not_rated"),
        ("Fair", None),
        ("", None),
    ],
)
def test_rating_words(printed: str, rating: str | None) -> None:
    assert rating_named(printed) == rating


@pytest.mark.parametrize("printed", ["Well-led", "well led", "Are services well-led?", "Is the service well-led?"])
def test_key_questions(printed: str) -> None:
    assert key_question_named(printed) == "well_led"


def test_activities() -> None:
    found = activity_named("treatment of disease disorder or injury")
    assert found is not None
    assert found.code == "RA5"
    assert activity_named("Dog walking") is None


def test_every_file_names_its_source() -> None:
    assert all(data.source for data in instruments().values())
    assert instruments()["2010"].unverified
    assert service_coded("perinatal").unverified


@given(st.text(max_size=300))
def test_nothing_breaks_the_look_ups(text: str) -> None:
    service_named(text)
    rating_named(text)
    key_question_named(text)
    assert all(len(found) == 3 for found in regulations_about(text))
