"""Every way of writing a regulation that was seen in reports (section 7 of the notes on formats)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.reports.regulations import by_subject, cited


def brief(text: str) -> list[tuple[str, str, str | None]]:
    return [(r.instrument, r.number, r.paragraphs) for r in cited(text)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(Regulation 9)", [("2014", "9", None)]),
        ("Regulation 9, Person Centred Care.", [("2014", "9", None)]),
        ("Regulation 12 Safe care and treatment.", [("2014", "12", None)]),
        ("Regulation 15(1)(c) and (e) Premises and Equipment", [("2014", "15", "(1)(c)(e)")]),
        (
            (
                "Regulation 9 (person centred care), and Regulation 18 (staffing) of the Health and Social Care "
                "Act 2008 "
                "(Regulated Activities) Regulations 2014"
            ),
            [("2014", "9", None), ("2014", "18", None)],
        ),
        ("Regulation 18 HSCA (RA) Regulations 2014 Staffing", [("2014", "18", None)]),
        ("Regulation 18 CQC (Registration) Regulations 2009 Notification of other incidents", [("2009", "18", None)]),
        ("Regulation 18 (1), (2) (a)", [("2014", "18", "(1)(2)(a)")]),
        ("Regulation 9 (1), (a),(b),(c), (3) (a),(b)", [("2014", "9", "(1)(a)(b)(c)(3)(a)(b)")]),
        ("Regulation 12 (1), (2) (a), (b) and (g)", [("2014", "12", "(1)(2)(a)(b)(g)")]),
        ("Regulation 13 (1), (2), (3), (4)(b)", [("2014", "13", "(1)(2)(3)(4)(b)")]),
        (
            "regulation 9 of the Health and Social Care Act 2008 (Regulation Activities) Regulations 2014",
            [("2014", "9", None)],
        ),
        (
            "regulation 18 of the Health and Social Care Act 2008 (Registration) Regulations 2009",
            [("2009", "18", None)],
        ),
        (
            ("Regulation 17 (Good governance) and Regulation 18 (Staffing)"),
            [("2014", "17", None), ("2014", "18", None)],
        ),
        (
            ("Regulations 9, 12 and 17(1)(2)(a)"),
            [("2014", "9", None), ("2014", "12", None), ("2014", "17", "(1)(2)(a)")],
        ),
        (
            "Regulation 12(2)(a)(b), 13(1) and 20A",
            [("2014", "12", "(2)(a)(b)"), ("2014", "13", "(1)"), ("2014", "20A", None)],
        ),
        ("Section 29A Warning Notice", []),
        ("must meet the Health and Safety Executive regulations", []),
        ("within 12 months, and 18 people", []),
    ],
)
def test_citations(printed: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert brief(printed) == expected


def test_regulation_18_of_both_instruments() -> None:
    text = (
        "Regulation 18 HSCA (RA) Regulations 2014 Staffing. "
        "Regulation 18 CQC (Registration) Regulations 2009 Notification of other incidents."
    )
    assert [(r.instrument, r.title) for r in cited(text)] == [
        ("2014", "Staffing"),
        ("2009", "Notification of other incidents"),
    ]


def test_an_instrument_that_is_not_printed_is_inferred_with_why() -> None:
    (found,) = cited("(Regulation 9)")
    assert found.inferred
    assert found.why is not None
    assert "not printed" in found.why


def test_a_printed_instrument_is_not_inferred() -> None:
    (found,) = cited("Regulation 18 HSCA (RA) Regulations 2014 Staffing")
    assert not found.inferred
    assert found.why is None


def test_the_printed_title_tells_the_instrument() -> None:
    (found,) = cited("Regulation 18 Notification of other incidents")
    assert (found.instrument, found.inferred) == ("2009", True)


def test_number_and_title_that_disagree_are_both_kept() -> None:
    (found,) = cited("Patients must be treated with dignity and respect. Regulation 10 Safe care and treatment.")
    assert (found.number, found.title, found.printed_title) == ("10", "Dignity and respect", "Safe care and treatment")
    assert found.why is not None
    assert "not the title" in found.why


def test_before_april_2015_the_2010_regulations_are_meant() -> None:
    (found,) = cited("(Regulation 22)", "2010")
    assert (found.instrument, found.title, found.inferred) == ("2010", "Staffing", True)


def test_repeated_citations_become_one() -> None:
    assert brief("Regulation 18 HSCA (RA) Regulations 2014 Staffing … Regulation 18 (1), (2) (a)") == [
        ("2014", "18", "(1)(2)(a)")
    ]


def test_subjects_alone_are_inferred() -> None:
    found = by_subject("breaches in relation to good governance and staffing")
    assert [(r.number, r.inferred) for r in found] == [("17", True), ("18", True)]


@pytest.mark.parametrize("hostile", ["Regulation 9 " + ", (a) " * 5000, "regulation " * 9000, "Regulation 1," * 9000])
def test_hostile_citations_take_no_time(hostile: str) -> None:
    started = time.process_time()
    cited(hostile)
    assert time.process_time() - started < 3


@given(st.text(alphabet="Regulation 0123456789(),aband;HSCARA", max_size=200))
def test_anything_gives_sound_regulations(text: str) -> None:
    for regulation in cited(text):
        assert regulation.instrument in {"2014", "2010", "2009"}
        assert regulation.number[0].isdigit()
        assert bool(regulation.why) or not regulation.inferred
