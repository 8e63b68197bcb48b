"""Bad files: a slip or an attack in YAML is refused in words, never taken for something else."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard import frameworks
from springboard.frameworks import CHANGES_FOLDER, FrameworkError, rule_set
from springboard.frameworks.rating_rules import parse_rule_set
from springboard.frameworks.reading import own_folder, read_yaml

OURS = own_folder().joinpath("rating_rules", "nhs_trust_2022.yaml").read_text("utf-8")
HEAD = "version: '1'\nsource: minutes of the quality committee\nunverified: []\nrule_set: nhs_trust_2022\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must hold a mapping"),
        ("- a\n- b", "must hold a mapping"),
        ("a: [1", "not valid YAML. Look at line"),
        ("a: 1\na: 2", "'a' is written twice"),
        ("on: 1", "'True' is no key"),
        ("a: !!python/object/apply:os.system [ls]", "not valid YAML"),
        ("a: 2026-13-45", "not valid YAML"),
        ("? [a, b]\n: c", "is no key"),
        ("[" * 3000, "not valid YAML"),
        ("a: b" * 400_000, "too large"),
    ],
)
def test_text_that_is_no_reference_data_is_refused(text: str, says: str) -> None:
    with pytest.raises(FrameworkError, match=says):
        read_yaml(text, "mine.yaml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("code: nhs_trust_2022", "kode: nhs_trust_2022", "'code' is missing"),
        ("trust_assessed_alone: [well_led]", "trust_assessed_alone: [well-led]", "no key question: well-led"),
        ("outstanding: {value: 2,", "outstanding: {value: two,", "needs a whole number"),
        ("outstanding: {value: 2,", "outstanding: {value: 2.5,", "must be a whole number or a word"),
        ("outstanding: {value: 2,", "outstanding: {value: 0,", "between 1 and 99"),
        ("outstanding: {value: 2,", "outstanding: {value: true,", "must be a whole number or a word"),
        ("outstanding: {value: 2, verified: true, source: principles}", "outstanding: 2", "must be a mapping"),
        ("source: principles}", "source: hearsay}", "must be one of"),
        ("source: principles}", "source: principles, colour: red}", "unknown colour"),
        ("verified: true, source: principles", "verified: yes please, source: principles", "true or false"),
        ("verified: true, source: principles", "verified: false, source: principles", "says in 'why_on'"),
        ("from: 4\n", "from: 5\n", "should start at 4"),
        ("fact: breach", "fact: broken", "must be one of"),
        ("way: {value: aggregated", "way: {value: guessed", "must be one of"),
        ("to: 2023-12-31", "to: last year", "must be a date"),
        ("to: 2023-12-31", "to: 2023-12-31 10:00:00", "date without a time"),
        ("version: ", "edition: ", "'version' is missing"),
        ("unverified:\n", "unverified: none\nmore:\n", "'unverified' must be a list"),
    ],
)
def test_a_slip_in_a_rule_file_is_refused_in_words(old: str, new: str, says: str) -> None:
    assert old in OURS
    with pytest.raises(FrameworkError, match=says):
        parse_rule_set(read_yaml(OURS.replace(old, new, 1), "mine.yaml"))


@given(st.integers(0, len(OURS) - 1), st.integers(0, 40), st.text(max_size=12))
def test_a_damaged_rule_file_raises_only_our_own_error(place: int, cut: int, put: str) -> None:
    damaged = OURS[:place] + put + OURS[place + cut :]
    with contextlib.suppress(FrameworkError):
        assert parse_rule_set(read_yaml(damaged, "mine.yaml")).bands


def changes(folder: Path, text: str, name: str = "ours.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_a_trusts_changes_are_made_on_top_of_ours(tmp_path: Path) -> None:
    text = HEAD + "changes:\n  - {rule: 4-8.requires_improvement, value: 3, verified: true, source: read at CQC}\n"
    rules = rule_set("nhs_trust_2022", changes=changes(tmp_path, text))
    assert rules.bands[1].requires_improvement.value == 3
    assert rules.bands[1].requires_improvement.verified
    assert rule_set("nhs_trust_2022").bands[1].requires_improvement.value == 2
    assert rule_set("saf_2024", changes=tmp_path) == rule_set("saf_2024")


def test_the_folder_can_be_named_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "changes:\n  - {rule: limit.breach, in_use: false, source: decided by the board}\n"
    monkeypatch.setenv(CHANGES_FOLDER, str(changes(tmp_path, text)))
    assert not rule_set("nhs_trust_2022").limiters[1].limit.on
    monkeypatch.setenv(CHANGES_FOLDER, str(tmp_path / "gone"))
    with pytest.raises(FrameworkError, match="names a folder that is not there"):
        frameworks.rules_for("kloe_2017")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "changes:\n  - {rule: 4-8.fun, value: 3, source: x}\n", "No such rule"),
        (HEAD + "changes:\n  - {rule: 4-8.inadequate, value: 3}\n", "'source' is missing"),
        (HEAD + "changes:\n  - {rule: 4-8.inadequate, on: false, source: x}\n", "'True' is no key"),
        (HEAD.replace("nhs_trust_2022", "other") + "changes: []\n", "'rule_set' must be one of"),
        (HEAD + "changes: []\nextra: 1\n", "unknown extra"),
    ],
)
def test_changes_that_cannot_be_made_name_their_file(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(FrameworkError, match=f"ours.yaml.*{says}"):
        rule_set("nhs_trust_2022", changes=changes(tmp_path, text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FrameworkError, match="cannot be read as text"):
        rule_set("nhs_trust_2022", changes=tmp_path)
