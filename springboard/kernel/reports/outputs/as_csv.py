"""Findings as CSV, one row each; several reports share one header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from springboard.kernel.reports.model import Report
from springboard.kernel.reports.outputs.words import (
    LEVEL_WORDS,
    QUESTION_WORDS,
    heading_words,
    place_words,
    regulation_words,
)
from springboard.kernel.tables import safe_text

COLUMNS = (
    "source",
    "report",
    "published",
    "number",
    "level",
    "text",
    "service",
    "key question",
    "regulations",
    "deadline",
    "page",
    "quote",
    "inferred",
)


def csv_text(reports: Iterable[tuple[str, Report]]) -> str:
    """The findings of ``(source, report)`` pairs as CSV text with a header row. Cells are safe in spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for source, report in reports:
        writer.writerows(_rows(source, report))
    return out.getvalue()


def _rows(source: str, report: Report) -> Iterable[list[str]]:
    published = report.published.isoformat() if report.published else ""
    for number, finding in enumerate(report.findings, 1):
        yield [
            safe_text(source),
            safe_text(heading_words(report)),
            published,
            str(number),
            LEVEL_WORDS[finding.level],
            safe_text(finding.text),
            safe_text(place_words(finding)),
            QUESTION_WORDS.get(finding.key_question or "", ""),
            safe_text("; ".join(regulation_words(r) for r in finding.regulations)),
            finding.deadline.isoformat() if finding.deadline else "",
            str(finding.page or ""),
            safe_text(finding.quote),
            safe_text("; ".join(f"{i.field.replace('_', ' ')}: {i.why}" for i in finding.inferred)),
        ]
