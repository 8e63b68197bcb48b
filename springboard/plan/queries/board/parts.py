"""The filters of the plan as conditions of the database: each is the twin of one in ``rules.board.filters``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Outcome
from springboard.plan.models import Action, ActionFinding, Finding
from springboard.plan.panels import outcomes, outcomes_are_read
from springboard.plan.queries.loading import live_actions
from springboard.plan.queries.statuses import delivery_case, standing
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING, Asker, Filters


def is_true(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


# -- findings ----------------------------------------------------------------------------------------------------------
def roots(scope: Scope) -> QuerySet[Finding]:
    """The findings that speak for themselves."""
    return standing(visible_findings(scope)).order_by().annotate(questions=Cast("key_questions", TextField()))


def finding_fits(scope: Scope, filters: Filters) -> Q:
    """``finding_matches``: what can be asked of a finding itself. For the rows of ``roots``."""
    fits = Q(level=filters.level) if filters.level else Q()
    return fits & in_place(filters) & says(scope, filters.text)


def in_place(filters: Any) -> Q:
    """In this service and about this key question, as the plan's filters or the register's ask."""
    found = Q(core_service="" if filters.service == ACROSS else filters.service) if filters.service else Q()
    return found & about(filters.key_question) if filters.key_question else found


def about(question: str) -> Q:
    """About this key question, or about none."""
    return Q(questions="[]") if question == NO_FINDING else Q(questions__contains=f'"{question}"')


def says(scope: Scope, text: str) -> Q:
    """Every word stands in the finding or in one that is merged into it."""
    every = Q()
    for word in fold(text).split():
        every &= _holds(scope, word)
    return every


def _holds(scope: Scope, word: str) -> Q:
    merged = visible_findings(scope).filter(merged_into_id=OuterRef("pk"), search_text__contains=word)
    return Q(search_text__contains=word) | Q(Exists(merged))


# -- actions -----------------------------------------------------------------------------------------------------------
def actions_asked(scope: Scope, filters: Filters, asker: Asker) -> QuerySet[Action]:
    """Live actions that answer to owner, service, key question and words, with the facts that the other filters and
    the counts go by."""
    rows = live_actions(scope).order_by()
    if filters.owner:
        rows = rows.filter(owner_id=int(filters.owner))
    if filters.service:
        rows = rows.filter(_tied(roots(scope).filter(in_place(Filters(service=filters.service)))))
    if filters.key_question:
        rows = rows.filter(_tied(roots(scope).filter(about(filters.key_question))))
    for word in fold(filters.text).split():
        rows = rows.filter(Q(search_text__contains=word) | _tied(roots(scope).filter(_holds(scope, word))))
    return _judged(rows, asker)


def _tied(findings: QuerySet[Finding]) -> Q:
    """Actions that answer one of these findings, or one merged into it."""
    ids = findings.values("pk")
    ties = ActionFinding.objects.filter(Q(finding_id__in=ids) | Q(finding__merged_into_id__in=ids))
    return Q(pk__in=ties.order_by().values("action_id"))


def _judged(rows: QuerySet[Action], asker: Asker) -> QuerySet[Action]:
    rows = rows.annotate(state=delivery_case(timezone.localdate()))
    return rows.annotate(
        stuck=is_true(Q(stuck_since__isnull=False)),
        not_agreed=is_true(Q(agreed_on__isnull=True)),
        mine=is_true(
            Q(owner_id=asker.user_id, owner_id__isnull=False) | Q(sponsor_id=asker.user_id, sponsor_id__isnull=False)
        ),
        late=is_true(_late_for(asker.reinspection_on)),
    )


def _late_for(day: date | None) -> Q:
    """``late_for``: still open, and due after the day or without a date."""
    if day is None:
        return Q(pk__isnull=True)
    done = (Delivery.CLAIMED.value, Delivery.ASSURED.value)
    return ~Q(state__in=done) & (Q(due__isnull=True) | Q(due__gt=day))


def with_outcome(scope: Scope, rows: QuerySet[Action], outcome: str) -> QuerySet[Action]:
    """The actions of this outcome. While no room reads outcomes every action has none; otherwise the readers, who
    know them, are asked about these actions."""
    if not outcome:
        return rows
    if not outcomes_are_read():
        return rows if outcome == Outcome.NO_MEASURE else rows.none()
    return rows.filter(pk__in=_of_outcome(scope, list(rows.values_list("pk", flat=True)), outcome))


def _of_outcome(scope: Scope, ids: Sequence[int], outcome: str) -> list[int]:
    return [pk for pk, seen in outcomes(scope, ids).items() if seen.state == outcome]
