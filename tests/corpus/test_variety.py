"""The random reports: the same at every run, and their truth is what stands on their pages."""

from __future__ import annotations

import dataclasses
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from corpus.answers import perfect
from corpus.score import letters, score
from corpus.variety.blocks import printed
from corpus.variety.citations import FORMS
from corpus.variety.composing import made
from corpus.variety.dates import inspection
from corpus.variety.gradings import arrow
from corpus.variety.headings import WORDINGS
from corpus.variety.looks import CHOICES, ERAS, PRODUCERS
from corpus.variety.rendering import page_texts, rendered

SEEDS = range(1, 61)


def _needs(producer: str) -> None:
    if producer == "chromium" and shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed here; its reports are left out.")
    if producer == "reportlab":
        pytest.importorskip("reportlab", reason="reportlab is a development requirement")


@pytest.mark.parametrize("seed", [1, 2, 7, 28])
def test_a_seed_gives_the_same_report_every_time(seed: int) -> None:
    assert made(seed) == made(seed)


def test_two_seeds_give_two_reports() -> None:
    assert made(3).truth != made(4).truth


@pytest.mark.parametrize("producer", PRODUCERS)
def test_the_producer_asked_for_changes_no_word(producer: str) -> None:
    own, other = made(12), made(12, producer)
    assert (own.blocks, own.truth, own.front) == (other.blocks, other.truth, other.front)
    assert other.look["producer"] == producer


@pytest.mark.parametrize("producer", ["reportlab", "typst", "text"])
def test_the_same_bytes_every_time(producer: str, tmp_path: Path) -> None:
    _needs(producer)
    (tmp_path / "again").mkdir()
    first, second = rendered(6, tmp_path, producer), rendered(6, tmp_path / "again", producer)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_every_finding_of_every_seed_is_printed() -> None:
    for seed in SEEDS:
        report = made(seed)
        words = letters(" ".join(printed(report.blocks)))
        for finding in report.truth.findings:
            assert letters(finding.quote) in words, f"seed {seed}: {finding.quote}"


def test_ratings_and_dates_of_every_seed_are_printed() -> None:
    for seed in SEEDS:
        report = made(seed)
        front = " ".join(report.front.lines)
        assert "Date of publication" in front
        names = {letters(rating.name) for rating in report.truth.ratings if rating.scope == "service"}
        words = letters(" ".join(printed(report.blocks)))
        assert all(name in words for name in names), f"seed {seed}"


@pytest.mark.parametrize("producer", ["reportlab", "typst", "chromium"])
@pytest.mark.parametrize("seed", [4, 12, 30, 36])
def test_every_finding_stands_in_the_pdf(seed: int, producer: str, tmp_path: Path) -> None:
    """Each finding's words are found in the text of the pages, whatever the order they were drawn in."""
    _needs(producer)
    one = rendered(seed, tmp_path, producer)
    text = "".join(page_texts(one.path))
    for finding in one.made.truth.findings:
        start, end = letters(finding.quote)[:28], letters(finding.quote)[-12:]
        assert start in text, finding.quote
        assert end in text, finding.quote
    assert one.pages, "no finding could be placed on a page"


@pytest.mark.parametrize("seed", [4, 12, 30])
def test_every_finding_stands_in_the_text(seed: int, tmp_path: Path) -> None:
    one = rendered(seed, tmp_path, "text")
    text = letters(one.path.read_text("utf-8"))
    starts = [letters(f.quote)[:28] in text for f in one.made.truth.findings]
    assert sum(starts) / len(starts) >= 0.9  # a footer may stand inside a few of them


def test_a_reader_that_makes_no_mistake_scores_full_marks() -> None:
    for seed in (2, 5, 16, 27):
        truth = made(seed).truth
        result = score(truth, perfect(truth, {}, ()), {}, ())
        for level in result.levels.values():
            assert not level.missed, f"seed {seed}: {level.missed}"
            assert not level.extra, f"seed {seed}: {level.extra}"
        assert not result.ratings.missed
        assert all(tally.right == tally.of for tally in result.fields.values())


def test_sixty_seeds_use_every_era_producer_and_wording() -> None:
    looks = [made(seed).look for seed in SEEDS]
    assert {look["era"] for look in looks} == set(ERAS)
    assert {look["producer"] for look in looks} == set(PRODUCERS)
    assert {look["must_heading"] for look in looks} == set(WORDINGS)
    assert {look["cites"] for look in looks} == set(FORMS)
    for name, choice in CHOICES.items():
        assert {look[name] for look in looks} <= {*choice.values, "none"}, name


def test_musts_name_the_regulation_that_is_printed() -> None:
    for seed in SEEDS:
        for finding in made(seed).truth.findings:
            if finding.level == "must":
                assert all(r.number in finding.quote for r in finding.regulations), finding.quote


def test_what_the_last_inspection_asked_for_is_no_finding() -> None:
    """The list of an earlier inspection is on the page and not in the truth."""
    seen = 0
    for seed in SEEDS:
        report = made(seed)
        if report.look["previous"] != "list":
            continue
        words = printed(report.blocks)
        at = [n for n, text in enumerate(words) if "must:" in text and ("last inspection" in text or "In" in text)]
        musts = {letters(f.quote) for f in report.truth.findings if f.level == "must"}
        seen += sum(letters(words[n + 1]) not in musts for n in at[:1])
    assert seen >= 3


@pytest.mark.parametrize("shape", list("abcdefghijkl"))
def test_a_date_is_printed_as_it_is_true(shape: str) -> None:
    for seed in range(20):
        words, first, last = inspection(random.Random(seed), shape, date(2019, 1 + seed % 8, 1))  # noqa: S311
        assert "2019" in words
        if first is None:
            assert last is None
            continue
        assert last is not None
        assert first <= last
        assert str(first.day) in words
        assert str(last.day) in words


@pytest.mark.parametrize(
    ("now", "before", "symbol"),
    [
        ("good", "good", "→←"),
        ("good", "requires_improvement", "↑"),
        ("good", "inadequate", "↑↑"),
        ("inadequate", "requires_improvement", "↓"),
        ("inadequate", "outstanding", "↓↓"),
        ("good", None, ""),
    ],
)
def test_the_arrow_says_how_the_rating_changed(now: str, before: str | None, symbol: str) -> None:
    assert arrow(now, before) == symbol


def test_a_report_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        made(1).seed = 2  # type: ignore[misc]
