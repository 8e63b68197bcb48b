"""Every table handed out is handed out in one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from springboard.organisations.downloads import handed_out

ROOT = Path(__file__).resolve().parents[2] / "springboard"
# The file of a report as it was uploaded, and recovery codes, which the sign-in library hands out.
BY_THEMSELVES = {"organisations/downloads.py", "config/middleware.py"}


@pytest.mark.parametrize(
    ("stem", "name"),
    [("plan-2026-11-23", "plan-2026-11-23.csv"), ('a"; x=\r\n../b', "a-x-b.csv"), ("é", "springboard.csv")],
)
def test_a_file_is_a_download_with_a_safe_name(stem: str, name: str) -> None:
    answer = handed_out(b"x", stem, "csv")
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    with pytest.raises(KeyError):
        handed_out(b"x", stem, "exe")


def test_nothing_else_writes_the_header_of_a_download() -> None:
    writing = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if re.search(r"Content-Disposition", path.read_text("utf-8"))
    }
    assert writing <= BY_THEMSELVES
