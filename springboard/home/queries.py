"""What home, my work and search read from the rooms below; each takes the scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from springboard.accounts.permissions import Permission
from springboard.inspections import queries as inspections
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries.loading import Loaded, load
from springboard.plan.queries.visible import visible_actions


@dataclass(frozen=True, slots=True)
class ReviewWaiting:
    """A report whose findings have been read and wait to be confirmed."""

    report_id: int
    title: str
    reference: str
    drafts: int
    pending: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything home and my work are made of."""

    loaded: Loaded
    reviews: tuple[ReviewWaiting, ...]
    unreadable: int
    notices: tuple[Finding, ...]
    reinspection_on: date | None


def today(scope: Scope) -> Today:
    """The plan as rows, reports that wait, enforcement in force and the day CQC comes back. Eight queries at most,
    however large the trust is."""
    reviewer = scope.may(Permission.REPORT_REVIEW)
    return Today(
        loaded=load(scope),
        reviews=_reviews(scope) if reviewer else (),
        unreadable=_unreadable(scope) if reviewer else 0,
        notices=() if scope.external else tuple(inspections.notices_in_force(scope)),
        reinspection_on=Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id),
    )


def _reviews(scope: Scope) -> tuple[ReviewWaiting, ...]:
    return tuple(
        ReviewWaiting(report.pk, report.title, report.reference, drafts, pending)
        for report, drafts, pending in inspections.waiting_for_review(scope)
    )


def _unreadable(scope: Scope) -> int:
    return sum(row.report.state == "unreadable" for row in inspections.reports(scope))


def open_actions(scope: Scope) -> int:
    """How many actions this person owns and has not said are done: the number beside My work. One query."""
    mine = visible_actions(scope).filter(owner_id=scope.user_id, claimed_on__isnull=True, withdrawn_on__isnull=True)
    return mine.count()
