"""What may be written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.plan.rules import Refused
from springboard.plan.rules.acting import check_agreeable, check_dates, check_scale, missing_for_agreement
from springboard.plan.rules.words import check_key_questions, check_reference, check_regulations, clean
from tests.plan.conftest import TODAY


@given(st.text(max_size=300))
def test_clean_text_can_be_stored_anywhere_and_is_stable(text: str) -> None:
    kept = clean(text, name="it")
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert clean(kept, name="it") == kept


def test_clean_keeps_words_lines_and_other_scripts() -> None:
    assert clean("  Élan\r\nзаботa 👩🏽‍⚕️ \x00\x07\ud800", name="it") == "Élan\nзаботa 👩🏽‍⚕️"


def test_clean_refuses_in_words() -> None:
    with pytest.raises(Refused, match="Write what was found"):
        clean(" \x00 ", name="what was found", needed=True)
    with pytest.raises(Refused, match="has 11 characters and can have 10"):
        clean("x" * 11, name="it", longest=10)


@pytest.mark.parametrize("reference", ["CQC-2026-03/M12", "OWN-2026-07/G2", "AUD-31", "9.1"])
def test_references_that_are_kept(reference: str) -> None:
    assert check_reference(f" {reference} ") == reference


@pytest.mark.parametrize(
    "reference", ["", "/M1", "a/b/c", "../x", "a..b", "A-118", "a-1", "x y", "<b>", "é", "x" * 61, "a/"]
)
def test_references_that_are_refused(reference: str) -> None:
    with pytest.raises(Refused):
        check_reference(reference)


def test_key_questions_in_order_once() -> None:
    assert check_key_questions(["well_led", "safe", "safe"]) == ["safe", "well_led"]
    with pytest.raises(Refused, match="lead"):
        check_key_questions(["lead"])


def test_a_regulation_needs_its_instrument() -> None:
    assert check_regulations([{"instrument": "2014", "number": "9a", "paragraphs": None}]) == [
        {"instrument": "2014", "number": "9A", "paragraphs": "", "title": "", "inferred": False}
    ]


BAD_ROWS: list[dict[str, Any]] = [
    {},
    {"number": "18"},
    {"instrument": "2015", "number": "18"},
    {"instrument": "2014", "number": "18; DROP"},
    {"instrument": "2014", "number": None},
]


@pytest.mark.parametrize("row", BAD_ROWS)
def test_regulations_that_are_refused(row: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="needs its number and its instrument"):
        check_regulations([row])


@pytest.mark.parametrize(
    ("impact", "owner_id", "due", "sentence"),
    [
        ("", 1, TODAY, "needs what changes for the person using the service."),
        (" \n", 1, TODAY, "needs what changes for the person using the service."),
        ("Safer", None, TODAY, "needs an owner."),
        ("Safer", 1, None, "needs a due date."),
        ("", None, None, "needs what changes for the person using the service, an owner and a due date."),
    ],
)
def test_what_an_agreed_action_needs(impact: str, owner_id: int | None, due: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_agreeable(impact=impact, owner_id=owner_id, due=due)


def test_a_whole_action_can_be_agreed() -> None:
    check_agreeable(impact="Safer", owner_id=1, due=TODAY)
    assert missing_for_agreement(impact="Safer", owner_id=1, due=TODAY) == []


def test_dates_and_scales() -> None:
    check_dates(starts_on=TODAY, due=TODAY)
    check_dates(starts_on=TODAY, due=None)
    check_scale(priority="", effort="large")
    with pytest.raises(Refused, match="due before it starts"):
        check_dates(starts_on=TODAY, due=TODAY.replace(day=1))
    with pytest.raises(Refused, match="priority"):
        check_scale(priority="urgent", effort="")
    with pytest.raises(Refused, match="effort"):
        check_scale(priority="", effort="huge")
