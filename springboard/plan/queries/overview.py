"""The plan in a few figures, counted from the facts kept of it: what home shows without reading every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from heapq import nsmallest
from operator import attrgetter

from django.db.models import Q
from django.utils import timezone

from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Outcome, Response
from springboard.plan.panels import outcomes, outcomes_are_read
from springboard.plan.queries.loading import Loaded, action_rows, live_actions, load_actions, load_findings
from springboard.plan.queries.statuses import standing
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board import ActionRow, FindingRow
from springboard.plan.rules.board.facts import DUE_LATE, STUCK, Board
from springboard.plan.rules.board.filters import DONE

Tally = tuple[Delivery, Outcome, bool, int]  # delivery, outcome, stuck, how many


def tally_actions(scope: Scope, board: Board) -> list[Tally]:
    """How many live actions have which delivery status, outcome and marker "stuck"; each action once. No query, but
    those of the outcome readers, which have to be told the actions."""
    rows = board.facts.actions
    if not outcomes_are_read():
        heaps = board.keep("tally", lambda: Counter((row.state, row.marks & STUCK) for row in rows.values()))
        return [(Delivery(state), Outcome.NO_MEASURE, bool(stuck), n) for (state, stuck), n in heaps.items()]
    seen = outcomes(scope, list(rows))
    return [(Delivery(row.state), seen[pk].state, bool(row.marks & STUCK), 1) for pk, row in rows.items()]


def claimed_longest(scope: Scope, most: int) -> list[ActionRow]:
    """The actions said to be done that have waited longest for somebody to look. One query."""
    return action_rows(
        scope, live_actions(scope).filter(claimed_on__isnull=False).order_by("claimed_on", "number")[:most]
    )


def late_for(scope: Scope, board: Board, most: int) -> list[ActionRow]:
    """Actions still open that are due after the day CQC comes back or without a date, by number. One query."""
    late = (row for row in board.facts.actions.values() if row.marks & DUE_LATE and row.state not in DONE)
    ids = board.keep(("late", most), lambda: [row.id for row in nsmallest(most, late, key=attrgetter("number"))])
    return action_rows(scope, live_actions(scope).filter(pk__in=ids)) if ids else []


def done_and_open(board: Board, levels: Iterable[str]) -> tuple[int, int]:
    """Of the actions that answer a finding of these levels: how many are done, as far as the re-inspection goes, and
    how many are open. No query."""
    wanted = frozenset(levels)
    return board.keep(("done", wanted), lambda: _done_and_open(board, wanted))


def _done_and_open(board: Board, levels: frozenset[str]) -> tuple[int, int]:
    strong = {row.id for row in board.standing.values() if row.level in levels}
    states = [row.state for row in board.facts.actions.values() if not strong.isdisjoint(board.roots[row.id])]
    done = sum(state in DONE for state in states)
    return done, len(states) - done


def actions_whole(scope: Scope, board: Board, ids: Collection[int]) -> dict[int, ActionRow]:
    """These actions that the person sees, tied to what they answer. One query, none for nothing."""
    rows = action_rows(scope, live_actions(scope).filter(pk__in=ids)) if ids else []
    roots = {row.id: board.roots.get(row.id, ()) for row in rows}
    levels = {pk: board.level(pk) for pk, tied in roots.items() if tied}
    return {row.id: replace(row, finding_ids=roots[row.id], level=levels.get(row.id, "")) for row in rows}


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
