"""A report survives being stored; outputs have the promised names and no live formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from springboard.kernel.reports import Report
from springboard.kernel.reports.model import Finding, Inference, Rating, Rect, Regulation, StatementScore, Unread
from springboard.kernel.reports.outputs import csv_text, print_report, to_json, write_workbook
from springboard.kernel.reports.serial import report_from_dict, report_to_dict
from tests.kernel.reports.examples import TRUST, read_pdf, read_text
from tests.kernel.reports.pdf_maker import MadePage


def full() -> Report:
    """A report with something in every field."""
    base = read_pdf(
        MadePage()
        .text(40, 80, "Action the trust MUST take to improve", 14, bold=True)
        .text(40, 110, "• The trust must mend doors. (Regulation 15)")
    )
    nasty = Finding(
        "warning_notice",
        '=HYPERLINK("http://x")',
        "+1",
        2,
        (Rect(2, 1.5, 2, 3, 4),),
        "@ward",
        False,
        "-hall",
        "safe",
        (Regulation("2009", "18", "(1)", "Notification of other incidents", None, True, "why"),),
        ("Personal care",),
        date(2017, 9, 30),
        "30 September 2017",
        "Enforcement",
        (Inference("service", "because"),),
    )
    score = StatementScore("service", "x", "safe", "Learning culture", 1, 3, "Score: 3", 2)
    rating = Rating(
        "service", "Forensic wards", "safe", "good", "inadequate", "up_two", date(2017, 3, 1), 3, 71, "Good", False
    )
    return replace(
        base,
        findings=(*base.findings, nasty),
        scores=(score,),
        ratings=(*base.ratings, rating),
        unread=(Unread(1, "why", "=quote"),),
        notes=("a note",),
    )


def test_storing_loses_nothing() -> None:
    report = full()
    assert report_from_dict(json.loads(json.dumps(report_to_dict(report)))) == report


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"era": "stone age"},
        {"findings": 3},
        {"extra": 1},
        {"published": "soon"},
        {"provider": None},
        {"findings": [{"level": "must"}]},
    ],
)
def test_a_stored_report_of_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        report_from_dict({**report_to_dict(full()), **change})


def test_json_has_the_promised_names() -> None:
    answer = json.loads(json.dumps(to_json(full(), source="a.pdf")))
    assert {"provider", "report", "ratings", "findings", "unread"} <= answer.keys()
    assert {"name", "id"} == answer["provider"].keys()
    assert {"title", "published", "inspected_from", "inspected_to", "era"} <= answer["report"].keys()
    assert answer["report"]["published"] == "2017-10-03"
    assert {"scope", "name", "key_question", "rating", "previous"} <= answer["ratings"][0].keys()
    assert {"level", "text", "quote", "page", "service", "key_question", "regulations", "deadline"} <= answer[
        "findings"
    ][0].keys()
    assert {"instrument", "number", "paragraphs", "title", "inferred"} <= answer["findings"][0]["regulations"][0].keys()
    assert {"page", "why"} <= answer["unread"][0].keys()
    assert answer["findings"][-1]["deadline"] == "2017-09-30"
    assert answer["provider"]["id"] is None


def test_csv_is_safe_and_complete() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text([("a.pdf", full())]))))
    assert [r["level"] for r in rows] == ["Must", "Warning notice"]
    assert rows[1]["text"].startswith("'=")
    assert rows[1]["quote"] == "'+1"
    assert rows[1]["service"].startswith("'@")
    assert rows[1]["deadline"] == "2017-09-30"


def test_the_workbook_is_safe_and_usable(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook([("a.pdf", full()), ("b.pdf", full())], path)
    book = load_workbook(path)
    assert book.sheetnames == ["Action plan", "Ratings", "Not read", "About"]
    plan = book["Action plan"]
    heads = [c.value for c in plan[1]]
    assert {"What was found", "Action", "Owner", "Due", "Impact on people who use services"} <= set(heads)
    assert plan.max_row == 5
    assert len({plan.cell(row, 1).value for row in range(2, 6)}) == 4
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [c.coordinate for c in cells if c.data_type == "f"]
    assert not [c.value for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@"))]


def test_control_characters_do_not_break_the_workbook(tmp_path: Path) -> None:
    report = replace(full(), title="A\x00B\x0b\ufffe")
    write_workbook([("a.pdf", report)], tmp_path / "plan.xlsx")
    assert load_workbook(tmp_path / "plan.xlsx")["About"].max_row > 5


def test_the_table_says_what_was_found_and_what_was_not_read() -> None:
    console = Console(file=io.StringIO(), width=120, record=True)
    print_report(full(), console, source="[a].pdf")
    shown = console.export_text()
    assert TRUST in shown
    assert "The trust must mend doors" in shown
    assert "Not read page 1: why" in shown
    assert "[a].pdf" in shown


def test_the_table_of_an_empty_report() -> None:
    console = Console(file=io.StringIO(), width=80, record=True)
    print_report(read_text(""), console, source="x")
    assert "No findings" in console.export_text()
