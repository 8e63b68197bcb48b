"""The page about frameworks and ratings says what is so: its examples are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from springboard import frameworks
from springboard.frameworks import rule_set
from springboard.kernel.ratings import settings_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "frameworks-and-ratings.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_example_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    exec(code, {})  # noqa: S102  (our own page)
    said = " ".join(line.removeprefix("# ") for line in code.splitlines() if line.startswith("# "))
    assert " ".join(capsys.readouterr().out.split()) == said


def test_the_example_of_a_change_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("yaml")
    (tmp_path / "ours.yaml").write_text(text, "utf-8")
    changed = {s.code: s for s in settings_of(rule_set("nhs_trust_2022", changes=tmp_path))}
    assert changed["4-8.requires_improvement"].verified
    assert not changed["limit.breach"].on


def test_every_data_file_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    for provenance in frameworks.provenances():
        assert provenance.file in text or provenance.file.removesuffix(".yaml") in frameworks.rule_set_codes()
