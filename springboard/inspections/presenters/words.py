"""Words that several pages of this room share."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from springboard.frameworks import services

ACTION_SECTIONS: Final = frozenset({"must", "should", "requirement_notices", "enforcement"})
HOLDS: Final = {
    "front": "the front page",
    "contents": "the contents",
    "ratings": "ratings",
    "must": "what the trust must do",
    "should": "what the trust should do",
    "requirement_notices": "requirement notices",
    "enforcement": "enforcement",
    "good_practice": "good practice",
    "narrative": "text",
    "blank": "nothing",
    "no_text": "a picture without text",
}
ERAS: Final = {
    "quality_report": "Quality Report, 2014 to 2017",
    "inspection_report": "Inspection report, 2018 to 2020",
    "inspection_report_2020": "Inspection report, 2020 to 2023",
    "single_assessment": "Single assessment framework, from 2023",
    "api": "An answer of CQC’s API",
}
INFERRED: Final = {
    "key_question": "Key question",
    "key_questions": "Key question",
    "service": "Service",
    "core_service": "Service",
    "regulations": "Regulation",
    "regulation": "Regulation",
    "level": "Level",
    "text": "What was found",
    "deadline": "To be put right by",
    "location": "Where",
    "trust_wide": "Service",
}
FORM_FIELD: Final = {
    "key_question": "key_questions",
    "core_service": "service",
    "trust_wide": "service",
    "regulation": "regulations",
    "location": "unit",
}


def short_service(code: str, trust_wide: bool = False, printed: str = "") -> str:
    """A service's short name, as in the grid."""
    if trust_wide:
        return "Whole trust"
    known = next((service.short for service in services() if service.code == code), "")
    return known or printed or "No service said"


def called(report: Any) -> str:
    """What a report is called where there is little room: its one service by the short name, else its title."""
    codes = {service.get("code") for service in report.services} - {"", None}
    short = short_service(codes.pop()) if len(codes) == 1 and len(report.services) == 1 else ""
    return short if short not in {"", "No service said"} else report.title or report.original_name


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def long_date(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def month(day: date | None) -> str:
    return f"{day:%B %Y}" if day else ""


def span(first: date | None, last: date | None) -> str:
    """When the inspection was: one day, or from and to."""
    if first and last and first != last:
        return f"{long_date(first)} to {long_date(last)}"
    return long_date(first or last)
