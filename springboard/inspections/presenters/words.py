"""Words that several pages of this room share."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from springboard.frameworks import services
from springboard.inspections.choices import ProviderCheck, ReportState
from springboard.inspections.rules import same_provider
from springboard.nhsuk.filters import long_date
from springboard.plan.rules.titles import without_citation

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
_NOTICE_SHOWN: Final = 170
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
    """What a report is called: the services it inspected, by their short names; "Whole trust" when its title is only
    the trust's own name; else its title. Before it is read, the file's name."""
    order = {service.code: service.order for service in services()}
    covered = sorted(report.services, key=lambda service: order.get(service.get("code", ""), 999))
    names = list(dict.fromkeys(_named(service) for service in covered))
    if names:
        return _together(names)
    if report.read_at and same_provider(report.title, "", [report.provider_name], "") != ProviderCheck.DIFFERS:
        return "Whole trust"
    return str(report.title or report.original_name)


def called_with_month(report: Any) -> str:
    """ "Acute wards and intensive care, crisis and places of safety and 1 more · assessed January 2026"."""
    return " · ".join(part for part in (called(report), when(report)) if part)


def when(report: Any) -> str:
    """ "assessed January 2026" (since 2023), "inspected September 2021", or when it was published."""
    day = report.inspected_to or report.inspected_from
    if day:
        return f"{'assessed' if report.era in {'single_assessment', 'api'} else 'inspected'} {month(day)}"
    return f"published {month(report.published)}" if report.published else ""


def _named(service: dict[str, str]) -> str:
    short = short_service(service.get("code", ""), printed=service.get("name", ""))
    return "" if short == "No service said" else short


def _together(names: list[str]) -> str:
    first, *rest = [name for name in names if name] or ["Whole trust"]
    low = [f"{name[:1].lower()}{name[1:]}" for name in rest]
    if len(low) < 2:
        return " and ".join([first, *low])
    return f"{first}, {low[0]} and {len(low) - 1} more"


def progress_text(report: Any) -> str:
    """How far the reading is, in words."""
    if report.state == ReportState.WAITING:
        return (
            "Waiting for its turn"
            if report.attempt == 0
            else "Reading stopped in the middle: it starts again by itself"
        )
    if report.pages_total:
        return f"{100 * report.pages_done // report.pages_total}% read"
    return "Opening the file"


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def month(day: date | None) -> str:
    return f"{day:%B %Y}" if day else ""


def span(first: date | None, last: date | None) -> str:
    """When the inspection was: one day, or from and to."""
    if first and last and first != last:
        return f"{long_date(first)} to {long_date(last)}"
    return long_date(first or last)


def titled(text: str) -> str:
    """What a finding says as its title: without the citation at its end, at most two lines; the whole of it is a click
    away."""
    text = without_citation(text)
    return text if len(text) <= _NOTICE_SHOWN else f"{text[:_NOTICE_SHOWN].rsplit(' ', 1)[0]}…"
