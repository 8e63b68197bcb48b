"""The example reports hold what their truth says, page by page; and they are many and varied enough to measure by."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2
import pytest

from corpus.example import FILES, LARGEST, REPORTS, write
from corpus.render import HERE, SETS, Rendered, left_out, render, specs
from corpus.score import letters
from corpus.spec import SpecError, load
from corpus.truth import LEVELS

ALL = [(which, path.stem) for which in SETS for path in specs(which)]
# What section 11 of the notes on report formats asks for, and the awkward cases beside it (see corpus/README.md).
AWKWARD = {
    "arrows", "breach_by_number", "breach_by_subject", "column_major_ratings", "conditions_31", "continuation_heading",
    "dash_lost", "deadlines_per_failing", "definitional", "doubled_title", "glued_footer", "glyph_column",
    "grouped_must", "letter_o_ids", "lone_glyph", "missing_spaces", "no_actor", "not_assessed_statements",
    "number_title_mismatch", "other_actor", "over_page", "pre_2014", "previous_musts", "quoted_should",
    "recommendation", "regulations_2010", "restated_law", "reg18_twice", "rotated_page", "same_must_several_services",
    "scanned_page", "several_obligations", "statement_scores", "stem_bullet", "trailing_and", "two_columns",
    "warning_notice_29a", "warning_notice_in_prose",
}  # fmt: skip


def texts(report: Rendered) -> list[str]:
    """Letters and digits of each page; of a text report, of the whole without its footers."""
    if report.path.suffix == ".txt":
        footer = report.spec.data.get("footer")
        whole = report.path.read_text(encoding="utf-8")
        return [letters(re.sub(rf"\d+ {re.escape(footer)}", "", whole) if footer else whole)]
    pdf = pypdfium2.PdfDocument(report.path)
    try:
        return [letters(page.get_textpage().get_text_bounded()) for page in pdf]
    finally:
        pdf.close()


def stands(quote: str, pages: list[str]) -> bool:
    """The quote is on one page, or its beginning on one and its end on the next."""
    wanted = letters(quote)
    if any(wanted in page for page in pages):
        return True
    return any(
        wanted[:cut] in before and wanted[cut:] in after
        for before, after in pairwise(pages)
        for cut in range(4, len(wanted) - 3)
    )


@pytest.mark.parametrize(("which", "name"), ALL)
def test_every_quote_is_printed_on_its_page(which: str, name: str, rendered: dict[tuple[str, str], Rendered]) -> None:
    report = rendered[which, name]
    pages = texts(report)
    for finding in report.spec.truth.findings:
        first, last = report.pages.get(finding.id, (1, len(pages)))
        assert stands(finding.quote, pages[first - 1 : last]), f"{finding.level} is not there: {finding.quote}"


@pytest.mark.parametrize(("which", "name"), ALL)
def test_texts_stand_alone_and_services_are_printed(
    which: str, name: str, rendered: dict[tuple[str, str], Rendered]
) -> None:
    report = rendered[which, name]
    whole = "".join(texts(report))
    for finding in report.spec.truth.findings:
        if finding.level in {"must", "should"}:
            assert re.search(rf"\b{finding.level}", finding.text, re.IGNORECASE), finding.text
        if finding.service:
            assert letters(finding.service) in whole, finding.service


@pytest.mark.parametrize(("which", "name"), ALL)
def test_unread_pages_are_pictures_or_sideways(
    which: str, name: str, rendered: dict[tuple[str, str], Rendered]
) -> None:
    report = rendered[which, name]
    expected = sum(case in {"scanned_page", "rotated_page"} for case in report.spec.cases)
    assert len(report.unread_pages) == expected
    if "scanned_page" in report.spec.cases:
        # nothing but what the layout prints on every page
        assert min(len(text) for text in texts(report)) < 150


def test_there_are_enough_reports_items_and_eras() -> None:
    loaded = {key: load(HERE / key[0] / f"{key[1]}.yaml") for key in ALL}
    measured = [spec for (which, _), spec in loaded.items() if which != "example"]
    items = [f for spec in measured for f in spec.truth.findings if f.level in {"must", "should"}]
    assert len(measured) >= 46
    assert len(items) >= 200
    assert {spec.truth.era for spec in measured} == {
        "quality_report",
        "inspection_report",
        "inspection_report_2020",
        "single_assessment",
    }
    assert {f.level for spec in measured for f in spec.truth.findings} == {
        "must", "should", "breach", "requirement_notice", "warning_notice", "condition", "recommendation",
        "good_practice", "outstanding_practice",
    }  # fmt: skip


def test_every_awkward_case_is_in_a_report() -> None:
    cases = {case for path in specs("dev") for case in load(path).cases}
    assert cases >= AWKWARD


def test_items_run_over_page_ends_where_they_are_said_to(rendered: dict[tuple[str, str], Rendered]) -> None:
    for report in rendered.values():
        if "over_page" in report.spec.cases:
            over = [number for number, (first, last) in report.pages.items() if first != last]
            levels = {report.spec.truth.findings[number].level for number in over}
            assert levels & {"must", "should"}, report.spec.name


@pytest.mark.parametrize("which", ["blind", "held_back"])
def test_the_sets_to_measure_by_are_large_enough(which: str) -> None:
    truths = [load(path).truth for path in sorted((HERE / which).glob("*.yaml"))]
    found = Counter(finding.level for truth in truths for finding in truth.findings)
    assert len(truths) >= 10
    assert found["must"] + found["should"] >= 90
    assert sum(len(truth.ratings) for truth in truths) >= 150
    assert len({truth.era for truth in truths}) == 4
    assert all(found[level] >= 2 for level in LEVELS)


def test_each_set_has_layouts_of_its_own() -> None:
    sets = ("dev", "kept_aside", "blind", "held_back")
    layouts = [{load(path).layout for path in specs(which)} - {"none"} for which in sets]
    assert all(not one & other for one, other in combinations(layouts, 2))
    assert all(len(one) >= 4 for one in layouts)


def test_without_a_browser_its_reports_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.browser.installed", lambda: False)
    everything = set((HERE / "held_back").glob("*.yaml"))
    assert {path.stem for path in left_out("held_back")} == {"10-saf-web-2025", "11-core-web-2023"}
    assert set(specs("held_back")) == everything - set(left_out("held_back"))
    assert [path.stem for path in left_out("blind")] == ["09-saf-web-2025"]
    assert left_out("dev") == []


def test_rendering_gives_the_same_bytes_every_time(tmp_path: Path) -> None:
    spec = HERE / "dev" / "trust-2019-notice.yaml"
    assert render(spec, tmp_path / "a").read_bytes() == render(spec, tmp_path / "b").read_bytes()


def test_the_example_tells_the_story_of_the_screens() -> None:
    counts = {name: Counter(f.level for f in load(HERE / "example" / f"{name}.yaml").truth.findings) for name in FILES}
    assert counts["2021-11-trust"]["must"] == 21
    assert counts["2023-09-trust"]["must"] == 14
    assert counts["2026-03-trust"]["must"] == 23
    assert counts["2026-03-trust"]["warning_notice"] == 1
    assert sum(counts["2026-11-crisis"].values()) == 39


def test_the_report_for_a_newcomer_has_34_pages_of_which_two_are_unread(
    rendered: dict[tuple[str, str], Rendered],
) -> None:
    report = rendered["example", "2026-11-crisis"]
    assert len(texts(report)) == 34
    assert report.unread_pages == (26, 31)


def test_the_shipped_reports_are_those_of_the_specs(tmp_path: Path) -> None:
    for made in write(tmp_path):
        shipped = REPORTS / made.name
        assert shipped.read_bytes() == made.read_bytes(), "run: python -m corpus.example"
        assert shipped.stat().st_size <= LARGEST
        front = pypdfium2.PdfDocument(shipped)[0].get_textpage().get_text_bounded()
        assert "Example report: not a real inspection" in front


@pytest.mark.parametrize(
    "line",
    ["misspelt: 1", "ratings: [{scope: trust, name: A, now: G G G}]", "content: [{heading: Findings}]"],
)
def test_a_misspelt_report_is_refused(tmp_path: Path, line: str) -> None:
    whole = "layout: saf\nera: single_assessment\nprovider: {name: A}\ntitle: A\n"
    spec = tmp_path / "wrong.yaml"
    spec.write_text(whole + line + ("" if line.startswith("content") else "\ncontent: []"), encoding="utf-8")
    with pytest.raises((SpecError, ValueError)):
        load(spec)
