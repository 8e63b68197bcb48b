"""Codes of the model in words for people."""

from __future__ import annotations

from springboard.kernel.reports.model import Finding, Regulation, Report

LEVEL_WORDS = {
    "must": "Must",
    "should": "Should",
    "breach": "Breach",
    "requirement_notice": "Requirement notice",
    "warning_notice": "Warning notice",
    "condition": "Condition",
    "recommendation": "Recommendation",
    "good_practice": "Good practice",
    "outstanding_practice": "Outstanding practice",
}
RATING_WORDS = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
    "not_rated": "Not rated",
}
QUESTION_WORDS = {
    "safe": "Safe",
    "effective": "Effective",
    "caring": "Caring",
    "responsive": "Responsive",
    "well_led": "Well-led",
    "overall": "Overall",
}
ERA_WORDS = {
    "quality_report": "Quality Report (2014 to 2017)",
    "inspection_report": "Inspection report (2018 to 2020)",
    "inspection_report_2020": "Inspection report (2020 to 2023)",
    "single_assessment": "Single assessment framework (2023 onward)",
    "api": "Answer of CQC's API",
}


def regulation_words(regulation: Regulation) -> str:
    """ "Regulation 12(2)(a), Safe care and treatment (2014)"; what was worked out ends in "inferred"."""
    title = f", {regulation.title}" if regulation.title else ""
    mark = ", inferred" if regulation.inferred else ""
    return f"Regulation {regulation.number}{regulation.paragraphs or ''}{title} ({regulation.instrument}{mark})"


def place_words(finding: Finding) -> str:
    """The service, the location, "Trust-wide", or nothing."""
    parts = [finding.service, finding.location]
    if finding.trust_wide:
        parts.insert(0, "Trust-wide")
    return ", ".join(p for p in parts if p)


def heading_words(report: Report) -> str:
    """Title and provider in one line."""
    parts = dict.fromkeys(p for p in (report.title, report.provider.name) if p)
    return " – ".join(parts) or "Untitled report"
