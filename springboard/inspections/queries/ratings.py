"""Ratings and what stands behind them: inspections, the facts of the grid, open enforcement, and what is being done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from springboard.inspections.choices import RatingScope, RatingWord
from springboard.inspections.models import Inspection, Rating, Report
from springboard.inspections.queries.review import waiting_for_review
from springboard.inspections.rules.grid import RatingFact
from springboard.kernel.reports import model as read
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries.loading import action_rows, links, live_actions, load_findings
from springboard.plan.queries.statuses import standing
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board.rows import ActionRow, FindingRow

LIMITING = ("warning_notice", "condition", "requirement_notice", "breach")
_TO_DO = ("must", "should")
_IN_FORCE = ("warning_notice", "condition")


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection of the timeline."""

    id: int
    report_id: int
    reference: str
    title: str
    held_on: date
    published: date | None
    overall: str
    services: int
    musts: int
    notices: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding of the plan with the actions that answer it."""

    finding: FindingRow
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What the plan holds about one row of the grid: what limits its ratings, and the must-dos under it."""

    limiting: tuple[Answer, ...]
    others: tuple[Answer, ...]


def inspections(scope: Scope) -> list[InspectionRow]:
    """Every inspection in the grid, oldest first. Two queries."""
    found = list(
        Inspection.objects.filter(trust_id=scope.trust_id, in_grid=True)
        .select_related("report")
        .annotate(
            n_musts=Count(
                "report__drafts",
                filter=Q(report__drafts__level="must", report__drafts__finding__isnull=False),
                distinct=True,
            ),
            n_notices=Count(
                "report__drafts",
                filter=Q(report__drafts__level="warning_notice", report__drafts__finding__isnull=False),
                distinct=True,
            ),
        )
        .order_by("held_on", "pk")
    )
    rated = _rated([inspection.pk for inspection in found])
    return [_inspection(inspection, rated.get(inspection.pk, [])) for inspection in found]


def _rated(ids: list[int]) -> dict[int, list[Rating]]:
    rows: dict[int, list[Rating]] = {}
    for rating in Rating.objects.filter(inspection_id__in=ids).exclude(rating=RatingWord.NOT_RATED):
        rows.setdefault(rating.inspection_id, []).append(rating)
    return rows


def _inspection(inspection: Inspection, rated: list[Rating]) -> InspectionRow:
    covered = {service.get("code") for service in inspection.report.services} - {"", None}
    return InspectionRow(
        id=inspection.pk,
        report_id=inspection.report_id,
        reference=inspection.report.reference,
        title=inspection.report.title,
        held_on=inspection.held_on,
        published=inspection.published,
        overall=next(
            (one.rating for one in rated if one.scope == RatingScope.TRUST and one.key_question == "overall"), ""
        ),
        services=len(
            {one.core_service or one.name for one in rated if one.scope != RatingScope.TRUST and _new(one, covered)}
        ),
        musts=inspection.n_musts,  # type: ignore[attr-defined]
        notices=inspection.n_notices,  # type: ignore[attr-defined]
    )


def _new(rating: Rating, covered: set[str | None]) -> bool:
    """Whether the report inspected what it rates here, and does not only print an earlier rating again."""
    return not covered or not rating.core_service or rating.core_service in covered


def rating_facts(scope: Scope, *, until: date | None = None, until_id: int | None = None) -> list[RatingFact]:
    """Every rating in the grid, up to and with one inspection when asked. One query."""
    rows = Rating.objects.filter(inspection__trust_id=scope.trust_id, inspection__in_grid=True)
    if until is not None:
        rows = rows.filter(
            Q(inspection__held_on__lt=until) | Q(inspection__held_on=until, inspection_id__lte=until_id or 0)
        )
    return [_fact(rating) for rating in rows.select_related("inspection__report").order_by("pk")]


def _fact(rating: Rating) -> RatingFact:
    covered = {service.get("code") for service in rating.inspection.report.services} - {"", None}
    return RatingFact(
        inspection_id=rating.inspection_id,
        held_on=rating.rated_on or rating.inspection.held_on,
        scope=rating.scope,
        core_service=rating.core_service,
        name=rating.name,
        key_question=cast("read.KeyQuestion", rating.key_question),
        rating=cast("read.RatingWord", rating.rating),
        previous=cast("read.RatingWord | None", rating.previous or None),
        inspected=rating.by_hand or _new(rating, covered),
        by_hand=rating.by_hand,
        corrected=rating.corrected,
        why=rating.why,
    )


def notices_in_force(scope: Scope) -> list[Finding]:
    """Warning notices and conditions of CQC that stand, whoever of the trust asks: enforcement is never hidden from
    those who work there. An external viewer sees those they were given. One query."""
    mine = visible_findings(scope) if scope.external else Finding.objects.filter(trust_id=scope.trust_id)
    found = mine.filter(level__in=_IN_FORCE, merged_into__isnull=True, withdrawn_on__isnull=True)
    return list(found.order_by("deadline", "pk"))


def cell_facts(scope: Scope, core_service: str, key_question: str) -> CellFacts:
    """What the plan holds about one cell: breaches and enforcement of its service, and must-dos under its question.

    ``core_service=""`` is the whole trust. Five queries, which read nothing of other services.
    """
    here = Q(core_service=core_service) if core_service else Q(trust_wide=True)
    asked = Q(level__in=LIMITING) | Q(level__in=_TO_DO) & _under(key_question)
    rows = standing(visible_findings(scope)).annotate(questions=Cast("key_questions", TextField()))
    rows = rows.filter(here & asked).order_by()
    ids = list(rows.values_list("pk", flat=True))
    findings = {pk: row for pk, row in load_findings(scope, ids).items() if pk in set(ids)}  # without merged ones
    tied = links(scope, findings) if findings else []
    found = live_actions(scope).filter(pk__in={action_id for action_id, _ in tied})
    actions = {row.id: row for row in action_rows(scope, found)} if tied else {}
    answers = [_answer(row, tied, actions) for row in sorted(findings.values(), key=lambda row: row.order)]
    limiting = tuple(answer for answer in answers if answer.finding.level in LIMITING)
    return CellFacts(limiting, tuple(answer for answer in answers if answer.finding.level not in LIMITING))


def _under(key_question: str) -> Q:
    return Q() if key_question == "overall" else Q(questions__contains=f'"{key_question}"')


def _answer(finding: FindingRow, tied: Iterable[tuple[int, int]], actions: Mapping[int, ActionRow]) -> Answer:
    mine = {action_id for action_id, root in tied if root == finding.id}
    return Answer(finding, tuple(row for pk, row in actions.items() if pk in mine))


def newer_in_review(scope: Scope) -> tuple[Report, int, int] | None:
    """The newest report under review with (all, pending), for the banner above the grid. One query."""
    waiting = waiting_for_review(scope)
    return max(waiting, key=lambda row: (row[0].published or date.min, row[0].pk), default=None)


def reinspection_day(scope: Scope) -> date | None:
    """When the trust expects CQC back. One query."""
    return Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id)
