"""The plan in a few figures, and one person's own part of it: for home and "my work"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery
from springboard.plan.queries.loading import action_rows, live_actions, load
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import ActionRow
from springboard.plan.rules.outcome import Bucket, bucket


@dataclass(frozen=True, slots=True)
class Summary:
    """``buckets`` are disjoint and sum to ``actions``; ``delivery`` too. ``waiting`` counts unanswered
    findings."""

    actions: int
    findings: int
    waiting: int
    buckets: Mapping[Bucket, int]
    delivery: Mapping[str, int]


def summary(scope: Scope) -> Summary:
    """The figures of the whole plan in the scope. Three queries."""
    loaded = load(scope)
    heaps = Counter(bucket(a.status.state, a.outcome.state, stuck=a.stuck) for a in loaded.actions)
    delivery = Counter(action.status.state.value for action in loaded.actions)
    standing = loaded.standing.values()
    return Summary(
        actions=len(loaded.actions),
        findings=len(standing),
        waiting=sum(finding.state == AnswerState.WAITING for finding in standing),
        buckets={heap: heaps[heap] for heap in Bucket},
        delivery={state: delivery[state] for state in Delivery.values},
    )


def my_actions(scope: Scope) -> list[ActionRow]:
    """Actions the person owns and has not finished, the most pressing first. One query."""
    mine = live_actions(scope).filter(owner_id=scope.user_id, claimed_on__isnull=True)
    return sorted(action_rows(scope, mine), key=_pressing)


def _pressing(action: ActionRow) -> tuple[int, date, int]:
    order = (Delivery.OVERDUE, Delivery.REOPENED, Delivery.AT_RISK)
    state = action.status.state
    return (order.index(state) if state in order else len(order), action.due or date.max, action.number)


def count_my_actions(scope: Scope) -> int:
    """How many of the person's actions are overdue, at risk or reopened: the figure beside "My work". One
    query."""
    asks = {Delivery.OVERDUE, Delivery.AT_RISK, Delivery.REOPENED}
    return sum(action.status.state in asks for action in my_actions(scope))
