"""The plan in a few figures, counted by the database: what home shows without reading every row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Outcome, Response
from springboard.plan.models import Action, ActionFinding
from springboard.plan.panels import outcomes, outcomes_are_read
from springboard.plan.queries.loading import Loaded, action_rows, live_actions, load_actions, load_findings
from springboard.plan.queries.statuses import delivery_case, standing
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board import ActionRow, FindingRow

Tally = tuple[Delivery, Outcome, bool, int]  # delivery, outcome, stuck, how many
_DONE = (Delivery.CLAIMED.value, Delivery.ASSURED.value)


def findings_standing(scope: Scope) -> int:
    """How many findings speak for themselves. One query."""
    return standing(visible_findings(scope)).count()


def tally_actions(scope: Scope) -> list[Tally]:
    """How many live actions have which delivery status, outcome and marker "stuck"; each action once. One query, and
    those of the outcome readers, which have to be told the actions."""
    judged = _judged(scope).annotate(stuck=Q(stuck_since__isnull=False))
    if not outcomes_are_read():
        rows = judged.order_by().values_list("state", "stuck").annotate(number=Count("pk"))
        return [(Delivery(state), Outcome.NO_MEASURE, stuck, number) for state, stuck, number in rows]
    given = list(judged.order_by().values_list("pk", "state", "stuck"))
    seen = outcomes(scope, [pk for pk, _, _ in given])
    return [(Delivery(state), seen[pk].state, stuck, 1) for pk, state, stuck in given]


def claimed_longest(scope: Scope, most: int) -> list[ActionRow]:
    """The actions said to be done that have waited longest for somebody to look. One query."""
    return action_rows(
        scope, live_actions(scope).filter(claimed_on__isnull=False).order_by("claimed_on", "number")[:most]
    )


def late_for(scope: Scope, day: date, most: int) -> list[ActionRow]:
    """Open actions due after ``day`` or without a date, by number. One query."""
    late = live_actions(scope).filter(Q(due__gt=day) | Q(due__isnull=True), claimed_on__isnull=True)
    return action_rows(scope, late[:most])


def done_and_open(scope: Scope, levels: Iterable[str]) -> tuple[int, int]:
    """Of the actions that answer a finding of these levels: how many are said to be done, and how many are open. One
    query."""
    seen = standing(visible_findings(scope)).filter(level__in=list(levels)).values("pk")
    ties = ActionFinding.objects.filter(action_id=OuterRef("pk"))
    strong = ties.filter(Q(finding_id__in=seen) | Q(finding__merged_into_id__in=seen))
    found = (
        _judged(scope).filter(Exists(strong)).aggregate(all=Count("pk"), done=Count("pk", filter=Q(state__in=_DONE)))
    )
    return found["done"], found["all"] - found["done"]


def actions_of(scope: Scope) -> Loaded:
    """The live actions this person owns or sponsors, with the findings they answer. Four queries at most."""
    mine = live_actions(scope).filter(Q(owner_id=scope.user_id) | Q(sponsor_id=scope.user_id))
    return load_actions(scope, mine)


def open_challenges(scope: Scope, within: timedelta) -> list[FindingRow]:
    """Findings whose facts are challenged, that CQC has not answered and whose deadline comes ``within`` this time.
    Three queries, one when there are none."""
    today = timezone.localdate()
    challenged = standing(visible_findings(scope)).filter(
        response=Response.CHALLENGED, challenge_outcome="", challenge_deadline__range=(today, today + within)
    )
    return list(load_findings(scope, list(challenged.values_list("pk", flat=True))).values())


def _judged(scope: Scope) -> QuerySet[Action]:
    return live_actions(scope).annotate(state=delivery_case(timezone.localdate()))
