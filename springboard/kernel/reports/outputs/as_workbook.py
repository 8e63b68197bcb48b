"""An action-plan workbook: findings with empty columns to plan in, ratings, what was not read, and about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from springboard.kernel.reports.model import Report
from springboard.kernel.reports.outputs.words import (
    ERA_WORDS,
    LEVEL_WORDS,
    QUESTION_WORDS,
    RATING_WORDS,
    heading_words,
    place_words,
    regulation_words,
)
from springboard.kernel.tables import safe_text

_PLAN: tuple[tuple[str, int], ...] = (
    ("Reference", 11),
    ("Report", 24),
    ("Level", 16),
    ("What was found", 64),
    ("Service or ward", 30),
    ("Key question", 13),
    ("Regulations", 36),
    ("Deadline set by CQC", 14),
    ("Page", 7),
    ("Action", 48),
    ("Impact on people who use services", 36),
    ("Owner", 18),
    ("Executive sponsor", 18),
    ("Due", 12),
    ("Status", 14),
    ("Evidence", 30),
    ("Report's own words", 64),
)
_STATUSES = ("Not started", "On track", "At risk", "Overdue", "Claimed done", "Assured")


def write_workbook(reports: Sequence[tuple[str, Report]], target: Path | BinaryIO) -> None:
    """Writes the workbook of ``(source, report)`` pairs. No cell is a formula, whatever the report says."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = "Action plan"
    _plan(sheet, reports)
    _ratings(book.create_sheet("Ratings"), reports)
    _unread(book.create_sheet("Not read"), reports)
    _about(book.create_sheet("About"), reports)
    book.save(target)


def _plan(sheet: Worksheet, reports: Sequence[tuple[str, Report]]) -> None:
    _head(sheet, _PLAN)
    for index, (_, report) in enumerate(reports, 1):
        for number, finding in enumerate(report.findings, 1):
            level = finding.level[0].upper() if finding.level in {"must", "should"} else "F"
            reference = f"{index}-{level}{number}" if len(reports) > 1 else f"{level}{number}"
            _add(
                sheet,
                [
                    reference,
                    heading_words(report),
                    LEVEL_WORDS[finding.level],
                    finding.text,
                    place_words(finding),
                    QUESTION_WORDS.get(finding.key_question or ""),
                    "; ".join(regulation_words(r) for r in finding.regulations),
                    finding.deadline,
                    finding.page,
                    None,
                    None,
                    None,
                    None,
                    None,
                    "Not started",
                    None,
                    finding.quote,
                ],
            )
    status = DataValidation(type="list", formula1='"' + ",".join(_STATUSES) + '"', allow_blank=True)
    sheet.add_data_validation(status)
    status.add(f"O2:O{max(sheet.max_row, 2)}")
    for column in ("H", "N"):
        for row in range(2, sheet.max_row + 1):
            sheet[f"{column}{row}"].number_format = "dd mmm yyyy"


def _ratings(sheet: Worksheet, reports: Sequence[tuple[str, Report]]) -> None:
    _head(
        sheet,
        (
            ("Report", 30),
            ("Of", 11),
            ("Name", 50),
            ("Key question", 13),
            ("Rating", 22),
            ("Before", 22),
            ("Rated on", 13),
            ("Score (%)", 10),
            ("Current", 9),
            ("Page", 7),
        ),
    )
    for _, report in reports:
        for rating in report.ratings:
            _add(
                sheet,
                [
                    heading_words(report),
                    rating.scope.capitalize(),
                    rating.name,
                    QUESTION_WORDS[rating.key_question],
                    RATING_WORDS[rating.rating],
                    RATING_WORDS.get(rating.previous or ""),
                    rating.rated_on,
                    rating.percentage,
                    "Yes" if rating.current else "No",
                    rating.page,
                ],
            )
        for score in report.scores:
            words = f"{score.score} of 4" if score.score else "Not scored"
            _add(
                sheet,
                [
                    heading_words(report),
                    "Statement",
                    f"{score.name}: {score.statement}",
                    QUESTION_WORDS[score.key_question],
                    words,
                    None,
                    None,
                    None,
                    None,
                    score.page,
                ],
            )


def _unread(sheet: Worksheet, reports: Sequence[tuple[str, Report]]) -> None:
    _head(sheet, (("Report", 30), ("Page", 7), ("Why it could not be used", 70), ("Report's own words", 80)))
    for _, report in reports:
        for item in report.unread:
            _add(sheet, [heading_words(report), item.page, item.why, item.quote])


def _about(sheet: Worksheet, reports: Sequence[tuple[str, Report]]) -> None:
    _head(sheet, (("What", 26), ("Value", 90)))
    for source, report in reports:
        days = [d.strftime("%d %B %Y") if d else "not printed" for d in (report.inspected_from, report.inspected_to)]
        published = report.published.strftime("%d %B %Y") if report.published else "not printed"
        rows = (
            ("File", source),
            ("Title", report.title),
            ("Provider", report.provider.name),
            ("Provider's identifier", report.provider.id),
            ("Template", ERA_WORDS[report.era]),
            ("Inspected", " to ".join(dict.fromkeys(days))),
            ("Published", published),
            ("Findings", str(len(report.findings))),
            ("Not read", str(len(report.unread))),
            *(("Note", n) for n in report.notes),
        )
        for row in rows:
            _add(sheet, list(row))
    _add(
        sheet,
        [
            "How it was made",
            (
                "Read from the report by Springboard. Check each finding against the page "
                "it came from; "
                "what is marked inferred was worked out and not printed."
            ),
        ],
    )


def _head(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    sheet.append([name for name, _ in columns])
    for index, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        cell = sheet.cell(1, index)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="005EB8")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0


def _add(sheet: Worksheet, values: list[Any]) -> None:
    """One row; text is made safe and never typed as a formula."""
    row = sheet.max_row + 1
    for index, value in enumerate(values, 1):
        cell = sheet.cell(row, index)
        if isinstance(value, str):
            cell.value = safe_text(value)
            cell.data_type = "s"
        elif value is not None:
            cell.value = value
        cell.alignment = Alignment(vertical="top", wrap_text=True)
