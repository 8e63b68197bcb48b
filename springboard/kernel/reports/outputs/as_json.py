"""The JSON of ``springboard read --json``: flat findings, dates in ISO form, absent is null."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from springboard.kernel.reports.model import Finding, Rating, Report, StatementScore


def to_json(report: Report, *, source: str | None = None) -> dict[str, Any]:
    """The report as JSON values. ``source`` is the name of the file it was read from."""
    return {
        "source": source,
        "provider": {"name": report.provider.name, "id": report.provider.id},
        "report": {
            "title": report.title,
            "published": _iso(report.published),
            "inspected_from": _iso(report.inspected_from),
            "inspected_to": _iso(report.inspected_to),
            "era": report.era,
            "published_printed": report.published_printed,
            "inspected_printed": report.inspected_printed,
        },
        "services": [{"name": s.name, "code": s.code} for s in report.services],
        "locations": [_flat(location) for location in report.locations],
        "ratings": [_rating(r) for r in report.ratings],
        "scores": [_score(s) for s in report.scores],
        "findings": [_finding(f) for f in report.findings],
        "pages": [_flat(page) for page in report.pages],
        "unread": [{"page": u.page, "why": u.why, "quote": u.quote} for u in report.unread],
        "notes": list(report.notes),
    }


def json_text(report: Report, *, source: str | None = None, indent: int | None = 2) -> str:
    """The same as text; ``indent=None`` gives one line."""
    return json.dumps(to_json(report, source=source), ensure_ascii=False, indent=indent)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _flat(value: Any) -> dict[str, Any]:
    values = dataclasses.asdict(value)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def _rating(rating: Rating) -> dict[str, Any]:
    return _flat(rating) | {"rated_on": _iso(rating.rated_on)}


def _score(score: StatementScore) -> dict[str, Any]:
    return _flat(score)


def _finding(finding: Finding) -> dict[str, Any]:
    return _flat(finding) | {
        "deadline": _iso(finding.deadline),
        "rects": [_flat(r) for r in finding.rects],
        "regulations": [_flat(r) for r in finding.regulations],
        "activities": list(finding.activities),
        "inferred": [_flat(i) for i in finding.inferred],
    }
