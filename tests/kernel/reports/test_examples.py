"""The example trust's own reports come out whole: what a newcomer sees first."""

from __future__ import annotations

from collections import Counter

import pytest

from springboard.home.example.welcome import report_files
from springboard.kernel.reports import read_report

SHOWN = {
    "northmoor-2021-11.pdf": {"must": 21, "should": 8},
    "northmoor-2023-09.pdf": {"must": 14, "should": 6},
    "northmoor-2026-03.pdf": {"must": 23, "should": 5, "breach": 5, "warning_notice": 1},
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_must_and_should_is_found_and_nothing_is_left_unread(name: str) -> None:
    report = read_report(next(path for path in report_files() if path.name == name))
    found = Counter(finding.level for finding in report.findings)
    assert {level: found[level] for level in SHOWN[name]} == SHOWN[name]
    assert report.unread == ()


def test_a_cell_says_its_rating_and_below_it_the_one_before() -> None:
    """A grid whose cells hold "Inadequate / Was requires improvement" and "Good / No change"."""
    report = read_report(next(path for path in report_files() if path.name == "northmoor-2026-03.pdf"))
    acute = {r.key_question: (r.rating, r.previous) for r in report.ratings if r.name.startswith("Acute")}
    assert acute == {
        "safe": ("inadequate", "requires_improvement"),
        "effective": ("requires_improvement", "requires_improvement"),
        "caring": ("good", "good"),
        "responsive": ("requires_improvement", "good"),
        "well_led": ("inadequate", "requires_improvement"),
        "overall": ("inadequate", "requires_improvement"),
    }
    assert len(report.ratings) == 24
