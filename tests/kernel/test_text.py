"""Words compared whatever their case, accents and typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.text.folding import fold
from springboard.kernel.text.likeness import Likeness, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉLAN", "élan"),
        ("Élan", "elan"),
        ("Straße", "STRASSE"),
        ("people’s", "people's"),
        ("health‑based", "health-based"),
        ("2014–17", "2014-17"),
        ("“said”", '"said"'),
        ("two\n  words", "two words"),
        ("ﬁre", "fire"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_word_found_in_a_text_is_found_in_its_folded_text(before: str, after: str) -> None:
    assert "restraint" in fold(f"{before} RESTRAINT {after}")


@pytest.mark.parametrize(
    ("word", "short"), [("reviews", "review"), ("reviewed", "review"), ("wards", "ward"), ("bed", "bed")]
)
def test_stems(word: str, short: str) -> None:
    assert stem(word) == short


def test_words_that_every_finding_has_carry_nothing() -> None:
    assert words("The trust must ensure that staff are supervised") == ["staff", "supervised"]


TEXTS = {
    1: "The trust must ensure each restraint is reviewed with the person.",
    2: "The trust must ensure fridges for medicines are kept cold.",
    3: "The trust must ensure staff receive supervision.",
}


def test_the_nearest_is_the_one_that_shares_the_rare_words() -> None:
    found = Likeness(TEXTS).to("Every restraint should be reviewed.")
    assert sorted(found) == [1]
    assert set(found[1].shared) == {"restraint", "reviewed"}


def test_the_same_words_are_as_alike_as_can_be() -> None:
    assert Likeness(TEXTS).to(TEXTS[2])[2].score == pytest.approx(1.0)


def test_nothing_is_like_nothing() -> None:
    assert Likeness(TEXTS).to("") == {}
    assert Likeness({}).to("restraint") == {}


@given(st.dictionaries(st.integers(1, 9), st.text(max_size=80), max_size=6), st.text(max_size=80))
def test_likeness_lies_between_nothing_and_everything(texts: dict[int, str], text: str) -> None:
    for alike in Likeness(texts).to(text).values():
        assert 0 < alike.score <= 1
        assert alike.shared
