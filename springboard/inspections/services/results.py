"""What the reader found, as rows: the one place that translates the reader's dataclasses into our tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from springboard.inspections.choices import RatingWord
from springboard.inspections.models import (
    DraftFinding,
    Inspection,
    Rating,
    Report,
    ReportPage,
    StatementScore,
    UnreadBlock,
)
from springboard.inspections.rules.placing import ENFORCEMENT, Breach, questions_of_notice, service_of_notice
from springboard.kernel.reports import model as read
from springboard.kernel.vocabulary import service_named


def pages_of(report: Report, pages: Iterable[read.Page], images: dict[int, str]) -> list[ReportPage]:
    return [
        ReportPage(
            report=report,
            number=page.number,
            width=page.width or 595.0,
            height=page.height or 842.0,
            holds=list(page.holds),
            image=images.get(page.number, ""),
        )
        for page in pages
    ]


def unread_of(report: Report, blocks: Iterable[read.Unread]) -> list[UnreadBlock]:
    return [UnreadBlock(report=report, page=block.page, why=block.why, quote=block.quote or "") for block in blocks]


def drafts_of(report: Report, findings: Iterable[read.Finding]) -> list[DraftFinding]:
    """One draft per finding in the report's order, numbered within its level: M1, M2, S1…"""
    numbers: Counter[str] = Counter()
    drafts = []
    for place, finding in enumerate(findings, start=1):
        numbers[finding.level] += 1
        drafts.append(_draft(report, finding, place, numbers[finding.level]))
    _place_notices(report, drafts)
    return drafts


def _place_notices(report: Report, drafts: list[DraftFinding]) -> None:
    """Give a notice without a service (and without a key question) the one its report leads to, marked as worked out:
    else it would stand in no row of the grid."""
    breaches = [
        Breach(one.core_service, question, _cited(one))
        for one in drafts
        if one.level == "breach"
        for question in one.key_questions
    ]
    for draft in drafts:
        if draft.level in ENFORCEMENT and not draft.trust_wide:
            _place(draft, report.services, breaches)


def _place(draft: DraftFinding, services: list[dict[str, str]], breaches: list[Breach]) -> None:
    if not draft.core_service and not draft.service_printed:
        found = service_of_notice(f"{draft.quote}\n{draft.text}\n{draft.section}", services)
        if found:
            draft.core_service = found[0]
            _mark(draft, "core_service", found[1])
    if not draft.key_questions:
        questions, why = questions_of_notice(draft.core_service, _cited(draft), breaches)
        if questions:
            draft.key_questions = list(questions)
            _mark(draft, "key_questions", why)


def _mark(draft: DraftFinding, field: str, why: str) -> None:
    draft.inferred = [*draft.inferred, {"field": field, "why": why}]
    draft.as_read = {**draft.as_read, field: getattr(draft, field)}


def _cited(draft: DraftFinding) -> frozenset[tuple[str, str]]:
    return frozenset((str(row["instrument"]), str(row["number"])) for row in draft.regulations)


def _draft(report: Report, finding: read.Finding, place: int, number: int) -> DraftFinding:
    code = "" if finding.trust_wide else code_of(finding.service, report.services)
    facts: dict[str, Any] = {
        "level": finding.level,
        "text": finding.text.strip() or finding.quote.strip() or "(no words)",
        "core_service": code,
        "trust_wide": finding.trust_wide,
        "key_questions": [finding.key_question] if finding.key_question in read.KEY_QUESTIONS else [],
        "regulations": [_regulation(regulation) for regulation in finding.regulations],
        "deadline": finding.deadline,
    }
    return DraftFinding(
        report=report,
        order=place,
        number=number,
        quote=finding.quote,
        page=finding.page,
        rects=[[r.page, r.x0, r.y0, r.x1, r.y1] for r in finding.rects],
        section=(finding.section or "")[:200],
        service_printed=(finding.service or "")[:200],
        activities=list(finding.activities),
        deadline_printed=(finding.deadline_printed or "")[:200],
        inferred=[{"field": one.field, "why": one.why} for one in finding.inferred],
        as_read={**facts, "deadline": finding.deadline.isoformat() if finding.deadline else None},
        **facts,
    )


def _regulation(regulation: read.Regulation) -> dict[str, Any]:
    return {
        "instrument": regulation.instrument,
        "number": regulation.number,
        "paragraphs": regulation.paragraphs,
        "title": regulation.title,
        "printed_title": regulation.printed_title,
        "inferred": regulation.inferred,
        "why": regulation.why,
    }


def code_of(printed: str | None, services: list[dict[str, str]]) -> str:
    """The code of a service as printed: as the report's own list has it, else by the vocabulary; ``""`` unknown."""
    if not printed:
        return ""
    for service in services:
        if service["name"] == printed and service.get("code"):
            return service["code"]
    known = service_named(printed)
    return known.code if known else ""


def ratings_of(inspection: Inspection, report: Report, ratings: Iterable[read.Rating]) -> list[Rating]:
    """One row per (scope, service or name, key question). When a report prints one twice the first *rated* one
    counts: summaries come before the chapters, and a "not rated" never hides a rating."""
    rows: dict[tuple[str, str, str, str], Rating] = {}
    for rating in ratings:
        row = _rating(inspection, report, rating)
        key = (row.scope, row.core_service, row.name if not row.core_service else "", row.key_question)
        if key not in rows or rows[key].rating == RatingWord.NOT_RATED != row.rating:
            rows[key] = row
    return list(rows.values())


def _rating(inspection: Inspection, report: Report, rating: read.Rating) -> Rating:
    code = code_of(rating.name, report.services) if rating.scope == "service" else ""
    return Rating(
        inspection=inspection,
        scope=rating.scope,
        core_service=code,
        name=rating.name[:200],
        key_question=rating.key_question,
        rating=rating.rating,
        previous=rating.previous or "",
        change=rating.change or "",
        rated_on=rating.rated_on,
        page=rating.page,
        percentage=rating.percentage,
    )


def scores_of(inspection: Inspection, report: Report, scores: Iterable[read.StatementScore]) -> list[StatementScore]:
    return [
        StatementScore(
            inspection=inspection,
            scope=score.scope,
            core_service=code_of(score.name, report.services) if score.scope == "service" else "",
            name=score.name[:200],
            key_question=score.key_question,
            statement=score.statement[:200],
            statement_id=score.statement_id,
            score=score.score,
            printed=(score.printed or "")[:200],
            page=score.page,
        )
        for score in scores
    ]
