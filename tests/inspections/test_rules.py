from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import get_args

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from springboard.inspections.choices import REPORT_LEVELS, Change, KeyQuestion, RatingScope, RatingWord
from springboard.inspections.rules import (
    DraftEdit,
    check_edit,
    clean_name,
    differences,
    file_kind,
    framework_of,
    is_dead,
    is_open_elsewhere,
    may_review,
    regulation_from,
    regulation_words,
    report_reference,
    same_provider,
)
from springboard.inspections.rules.grid import RatingFact, Row, grid
from springboard.inspections.rules.order import Range, Stop, neighbour, next_pending
from springboard.kernel.ratings import QUESTION_NAMES, RATING_NAMES
from springboard.kernel.reports import model as read
from springboard.plan.rules import Refused

NOW = timezone.now()


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"junk before\n%PDF-1.4", ".pdf"),
        (b'  {"locationId": 1}', ".json"),
        (b"\xef\xbb\xbf[1]", ".json"),
        (b"Care Quality Commission", ".txt"),
    ],
)
def test_files_are_told_by_their_first_bytes(head: bytes, suffix: str) -> None:
    assert file_kind(head) == suffix


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04xx", "Word"),
        (b"\x89PNG", "picture"),
        (b"\x1f\x8b", "compressed"),
    ],
)
def test_other_files_are_refused_in_words(head: bytes, word: str) -> None:
    with pytest.raises(Refused, match=word) as refusal:
        file_kind(head)
    assert "Nothing was kept" in str(refusal.value)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("..\\..\\etc\\passwd", "passwd"),
        ("/etc/shadow", "shadow"),
        ("a\x00b\u202efdp.exe", "abfdp.exe"),
        ("", "report"),
        ("x" * 500, "x" * 180),
    ],
)
def test_names_are_for_showing_only(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


def test_references_go_by_month_and_get_letters() -> None:
    day = date(2026, 11, 20)
    taken: set[str] = set()
    made = []
    for _ in range(28):
        taken.add(reference := report_reference(day, taken))
        made.append(reference)
    assert made[:3] == ["CQC-2026-11", "CQC-2026-11b", "CQC-2026-11c"]
    assert made[25:28] == ["CQC-2026-11z", "CQC-2026-11aa", "CQC-2026-11ab"]


@pytest.mark.parametrize(
    ("printed", "printed_id", "expected"),
    [
        ("Northmoor Partnership NHS Foundation Trust", "", "same"),
        ("NORTHMOOR PARTNERSHIP NHS TRUST", "", "same"),
        ("Northmoor", "", "same"),
        ("Northmoor Community NHS Trust", "", "differs"),
        ("Southfell Partnership NHS Foundation Trust", "", "differs"),
        ("Anything at all", "RXX", "same"),
        ("", "", "not_said"),
        ("NHS Foundation Trust", "", "not_said"),
    ],
)
def test_whose_report_it_is(printed: str, printed_id: str, expected: str) -> None:
    names = ["Northmoor Partnership NHS Foundation Trust (example)", "Northmoor"]
    assert same_provider(printed, printed_id, names, "RXX") == expected


def test_only_a_read_report_about_this_trust_is_reviewed() -> None:
    assert may_review("to_review", "same")
    assert may_review("to_review", "confirmed")
    assert not may_review("to_review", "differs")
    for state in ("waiting", "reading", "reviewed", "unreadable", "withdrawn"):
        assert not may_review(state, "same")


def test_a_reading_without_signs_of_life_is_dead() -> None:
    assert is_dead("reading", NOW - timedelta(seconds=31), NOW)
    assert is_dead("reading", None, NOW)
    assert not is_dead("reading", NOW - timedelta(seconds=29), NOW)
    assert not is_dead("waiting", None, NOW)


def test_open_elsewhere_is_about_others_and_lasts_ten_minutes() -> None:
    assert is_open_elsewhere(1, NOW - timedelta(minutes=9), 2, NOW)
    assert not is_open_elsewhere(2, NOW, 2, NOW)
    assert not is_open_elsewhere(1, NOW - timedelta(minutes=11), 2, NOW)
    assert not is_open_elsewhere(None, None, 2, NOW)


@pytest.mark.parametrize(
    ("typed", "instrument", "expected"),
    [
        ("12(2)(a) Safe care and treatment", "2014", ("12", "(2)(a)", "Safe care and treatment")),
        ("regulation 18", "2014", ("18", None, "Staffing")),
        ("18 (2) (e)", "2009", ("18", "(2)(e)", "Notification of other incidents")),
        ("20a", "2014", ("20A", None, "Requirement as to display of performance assessments")),
    ],
)
def test_a_regulation_as_typed(typed: str, instrument: str, expected: tuple[str, str | None, str]) -> None:
    row = regulation_from(typed, instrument)
    assert (row["number"], row["paragraphs"], row["title"]) == expected
    assert regulation_from(regulation_words(row), instrument) == row


@pytest.mark.parametrize(("typed", "instrument"), [("45", "2014"), ("staffing", "2014"), ("12", ""), ("12", "1999")])
def test_a_regulation_that_does_not_exist_is_refused(typed: str, instrument: str) -> None:
    with pytest.raises(Refused):
        regulation_from(typed, instrument)


@given(st.text(max_size=60), st.sampled_from(["2014", "2009", "2010", "x"]))
def test_whatever_is_typed_is_a_regulation_or_a_refusal(typed: str, instrument: str) -> None:
    with suppress(Refused):
        assert regulation_from(typed, instrument)["title"]


def test_an_edit_must_be_able_to_stand_in_the_plan() -> None:
    check_edit(DraftEdit("must", "Something."))
    for wrong in (DraftEdit("must", "  "), DraftEdit("gap", "x"), DraftEdit("must", "x", trust_wide=True, unit_id=1)):
        with pytest.raises(Refused):
            check_edit(wrong)


def test_two_versions_differ_field_by_field_in_words() -> None:
    mine = DraftEdit("must", "Mine.", core_service="crisis", key_questions=("safe",))
    theirs = DraftEdit("should", "Mine.", trust_wide=True, key_questions=("safe",))
    rows = {row.label: (row.mine, row.theirs) for row in differences(mine, theirs)}
    assert rows["Level"] == ("Must do", "Should do")
    assert rows["Service"] == ("Mental health crisis services and health-based places of safety", "The whole trust")
    assert set(rows) == {"Level", "Service"}


def test_a_report_keeps_the_framework_of_its_template() -> None:
    assert framework_of("single_assessment", date(2026, 1, 1)) != framework_of("quality_report", date(2026, 1, 1))
    assert framework_of("api", date(1999, 1, 1)) == ""


STOPS = [Stop(1, 1, True), Stop(2, 5, False), Stop(3, 5, True), Stop(4, 9, True), Stop(5, None, True)]


@pytest.mark.parametrize(
    ("after", "mine", "expected"),
    [
        (None, Range(), 1),
        (1, Range(), 3),
        (4, Range(5, 9), 5),  # what stands on no page is everybody's
        (3, Range(5, 9), 4),
        (5, Range(5, 9), 3),
        (3, Range(20, 30), 5),
    ],
)
def test_a_reviewer_goes_through_their_own_pages_first(after: int | None, mine: Range, expected: int) -> None:
    assert next_pending(STOPS, after, mine) == expected


def test_others_pages_come_when_the_own_are_done() -> None:
    stops = [Stop(1, 1, True), Stop(2, 8, False)]
    assert next_pending(stops, 2, Range(8, 9)) == 1
    assert next_pending([Stop(1, 1, False)], None, Range()) is None
    assert next_pending([], None, Range()) is None
    assert next_pending([Stop(1, 1, True)], 1, Range()) is None


def test_back_goes_to_the_finding_before_whatever_its_state() -> None:
    assert neighbour(STOPS, 3, -1) == 2
    assert neighbour(STOPS, 1, -1) is None
    assert neighbour(STOPS, 5, 1) is None
    assert neighbour(STOPS, 99, 1) is None


def fact(year: int, rating: str, **more: object) -> RatingFact:
    facts = {"scope": "service", "core_service": "acute_picu", "name": "Acute wards", "key_question": "safe"}
    return RatingFact(year, date(year, 3, 1), **{**facts, **more}, rating=rating)  # type: ignore[arg-type]


def only(facts: list[RatingFact]) -> Row:
    (row,) = grid(facts)
    return row


def test_the_latest_rating_counts_and_says_what_was_before() -> None:
    cell = only([fact(2021, "good"), fact(2026, "inadequate"), fact(2023, "requires_improvement")]).cell("safe")
    assert cell
    assert (cell.rating, cell.was, cell.was_on, cell.change) == (
        "inadequate", "requires_improvement", date(2023, 3, 1), "down"
    )  # fmt: skip
    assert [one.rating for one in cell.history] == ["good", "requires_improvement", "inadequate"]


def test_a_service_not_inspected_keeps_its_rating_and_its_date() -> None:
    rows = grid([fact(2021, "good"), fact(2023, "good", core_service="crisis", name="Crisis")])
    assert [(row.core_service, row.inspected_on) for row in rows] == [
        ("acute_picu", date(2021, 3, 1)), ("crisis", date(2023, 3, 1))
    ]  # fmt: skip


def test_not_rated_never_hides_a_rating() -> None:
    cell = only([fact(2021, "good"), fact(2023, "not_rated")]).cell("safe")
    assert cell
    assert (cell.rating, cell.held_on) == ("good", date(2021, 3, 1))
    nothing = only([fact(2023, "not_rated")]).cell("safe")
    assert nothing
    assert (nothing.rating, nothing.change) == ("not_rated", "")


def test_a_rating_that_is_only_printed_again_keeps_its_date() -> None:
    cell = only([fact(2021, "good"), fact(2023, "good", inspected=False)]).cell("safe")
    assert cell
    assert (cell.held_on, cell.was) == (date(2021, 3, 1), None)


def test_what_cqc_prints_as_the_rating_before_goes_first() -> None:
    cell = only([fact(2021, "good"), fact(2026, "good", previous="requires_improvement")]).cell("safe")
    assert cell
    assert (cell.was, cell.was_on, cell.change) == ("requires_improvement", None, "up")


def test_rows_stand_in_cqcs_order_and_the_trust_last() -> None:
    rows = grid(
        [
            fact(2021, "good", scope="trust", core_service="", name="Northmoor"),
            fact(2021, "good", scope="service", core_service="", name="An unknown service"),
            fact(2021, "good", scope="location", core_service="", name="Beck House"),
            fact(2021, "good"),
        ]
    )
    assert [row.key for row in rows] == ["acute_picu", "service-an-unknown-service", "location-beck-house", "trust"]


def test_our_codes_are_the_reader_s_codes() -> None:
    """The lists a database column is checked against say what the reader says, in its order."""
    assert tuple(KeyQuestion.values) == get_args(read.KeyQuestion)
    assert tuple(RatingWord.values) == get_args(read.RatingWord)
    assert set(Change.values) == set(get_args(read.Change))
    assert tuple(RatingScope.values) == get_args(read.Scope)
    assert get_args(read.Level) == REPORT_LEVELS == read.LEVELS
    assert {str(value): str(label) for value, label in KeyQuestion.choices} == QUESTION_NAMES
    assert {str(value): str(label) for value, label in RatingWord.choices} == RATING_NAMES
