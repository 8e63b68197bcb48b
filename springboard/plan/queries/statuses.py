"""The worked-out states as SQL, for counts that must not load the plan. Each is the twin of a pure rule and is held
equal to it by a test that tries both on the same facts."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from springboard.plan.choices import PRACTICE, ChallengeOutcome, Delivery, Response
from springboard.plan.models import ActionFinding, Finding
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.delivery import DUE_WITHIN, QUIET_FOR


def delivery_case(today: date) -> Case:
    """``rules.delivery`` over an action's columns. Checks bring assured and reopened with the room that makes them."""
    quiet = today - timedelta(days=QUIET_FOR)
    silent = Q(added_on__lte=quiet) & _none_or_before("last_update_on", quiet) & _none_or_before("starts_on", quiet)
    soon = Q(due__lte=today + timedelta(days=DUE_WITHIN))
    states = (
        (Q(claimed_on__isnull=False), Delivery.CLAIMED),
        (Q(due__lt=today), Delivery.OVERDUE),
        (Q(stuck_since__isnull=False) | soon & silent, Delivery.AT_RISK),
        (Q(last_update_on__isnull=False) | Q(starts_on__lte=today), Delivery.ON_TRACK),
    )
    whens = (When(condition, then=Value(state.value)) for condition, state in states)
    return Case(*whens, default=Value(Delivery.NOT_STARTED.value), output_field=CharField())


def _none_or_before(field: str, day: date) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": day})


def standing(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those that speak for themselves: neither merged nor withdrawn."""
    return findings.filter(merged_into__isnull=True, withdrawn_on__isnull=True)


def answered() -> Q:
    """Those that a live action of the trust answers, their own or that of one merged into them."""
    live = ActionFinding.objects.filter(action__withdrawn_on__isnull=True)
    own = live.filter(finding_id=OuterRef("pk"))
    merged = live.filter(finding__merged_into_id=OuterRef("pk"))
    return Q(Exists(own)) | Q(Exists(merged))


def answer_case() -> Case:
    """``rules.answer_state`` over a finding's columns, line by line in the same order."""
    return _answer_case((answered(), AnswerState.ACTIONS))


def otherwise_case() -> Case:
    """The same while no live action answers it, for whoever knows the actions already."""
    return _answer_case()


def _answer_case(*by_actions: tuple[Q, AnswerState]) -> Case:
    asks_nothing = Q(level__in=PRACTICE) | Q(response=Response.NOTED) | Q(challenge_outcome=ChallengeOutcome.REMOVED)
    states = (
        (Q(withdrawn_on__isnull=False), AnswerState.WITHDRAWN),
        (Q(merged_into__isnull=False), AnswerState.MERGED),
        *by_actions,
        (~Q(decision_text=""), AnswerState.DECISION),
        (asks_nothing, AnswerState.NOTHING_ASKED),
    )
    whens = (When(condition, then=Value(state.value)) for condition, state in states)
    return Case(*whens, default=Value(AnswerState.WAITING.value), output_field=CharField())


def unanswered(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those that wait for an answer, as ``rules.answer_state`` says: no live action (not of a merged one either), no
    decision, and something to answer."""
    asks = standing(findings).filter(decision_text="").exclude(level__in=PRACTICE)
    asks = asks.exclude(response=Response.NOTED).exclude(challenge_outcome=ChallengeOutcome.REMOVED)
    return asks.filter(~answered())
