"""Rows of the plan's table as the template prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from springboard.nhsuk.filters import away, long_date, short_date
from springboard.plan.choices import Response
from springboard.plan.presenters.words import (
    Link,
    action_href,
    counted,
    due_words,
    finding_href,
    levels_counted,
    regulations_in_words,
    shortened,
    title,
    where_short,
)
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import ActionRow, Block, FindingRow, Group


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A finding with no answer. ``href`` is empty when somebody else has to answer it."""

    level: str
    reference: str
    title: str
    href: str
    where: str
    facts: str
    due: str
    due_away: str
    note: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action's row. ``edge`` is the level of the finding it stands under."""

    edge: str
    reference: str
    title: str
    href: str
    owner: str
    sponsor: str
    due: str
    due_sub: str
    status: str
    status_why: str
    stuck: str
    agreed: bool
    outcome: str
    outcome_why: str


@dataclass(frozen=True, slots=True)
class FindingHead:
    """The row of a finding above its actions. ``facts`` is the grey text at its right."""

    level: str
    reference: str
    title: str
    href: str
    deadline: str
    deadline_away: str
    facts: str
    also: tuple[Link, ...]
    decision: str
    elsewhere: str
    continued: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """A finding and its actions."""

    finding: FindingHead | None
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A band of the table with its own counts."""

    name: str
    tail: str
    blocks: tuple[BlockView, ...]


def waiting_row(row: FindingRow, may_answer: Callable[[FindingRow], bool]) -> WaitingRow:
    """A finding that waits, with the day it has to be answered or put right by."""
    challenged = row.response == Response.CHALLENGED and not row.challenge_outcome
    due = row.challenge_deadline if challenged else row.deadline
    note = "We challenge the facts" if challenged else f"Raised {short_date(row.raised_on)}"
    day, left = due_words(due)
    return WaitingRow(
        level=row.level,
        reference=row.reference,
        title=title(row.text),
        href=finding_href(row.reference),
        where=where_short(row),
        facts=regulations_in_words(row.regulations),
        due=day,
        due_away=left,
        note=f"{note}: send it by then" if challenged else note,
        may_answer=may_answer(row),
    )


def action_view(row: ActionRow, edge: str = "") -> ActionView:
    """An action's row with both answers."""
    day = short_date(row.due)
    claimed = f"said done {short_date(row.claimed_on)}" if row.claimed_on else ""
    return ActionView(
        edge=edge,
        reference=row.reference,
        title=shortened(row.what),
        href=action_href(row.reference),
        owner=row.owner or "No owner yet",
        sponsor=row.sponsor,
        due=day or "No date yet",
        due_sub=claimed or away(row.due),
        status=row.status.state.value,
        status_why=row.status.why,
        stuck=shortened(row.stuck_why, 90) if row.stuck else "",
        agreed=row.agreed_on is not None,
        outcome=row.outcome.state.value,
        outcome_why=row.outcome.why,
    )


def finding_head(row: FindingRow, shown: int, *, continued: bool = False) -> FindingHead:
    """A finding's row above ``shown`` actions; ``continued`` when others stand on the page before."""
    day, left = due_words(row.deadline)
    return FindingHead(
        level=row.level,
        reference=row.reference,
        title=title(row.text),
        href=finding_href(row.reference),
        deadline=day,
        deadline_away=left,
        facts=regulations_in_words(row.regulations) or "No regulation",
        also=tuple(Link(source.reference, finding_href(source.reference)) for source in row.merged),
        decision=_decision(row),
        elsewhere=_elsewhere(row, shown),
        continued=continued,
    )


def _decision(row: FindingRow) -> str:
    if not row.decision or row.state != AnswerState.DECISION:
        return ""
    return f"Decided {long_date(row.decided_on)} by {row.decided_by}: {shortened(row.decision)}"


def _elsewhere(row: FindingRow, shown: int) -> str:
    """An action stands in the table once; under its other findings a line says so."""
    return "" if shown or not row.live_actions else f"Answered by {counted(row.live_actions, 'action')} shown elsewhere"


def group_view(group: Group) -> GroupView:
    """A band with its name, its counts and its blocks."""
    name = f"{group.name} (continued)" if group.continued else group.name
    return GroupView(name, _tail(group), tuple(_block(block) for block in group.blocks))


def _block(block: Block) -> BlockView:
    edge = block.finding.level if block.finding else ""
    head = finding_head(block.finding, len(block.actions), continued=block.continued) if block.finding else None
    return BlockView(head, tuple(action_view(action, edge) for action in block.actions))


def _tail(group: Group) -> str:
    """The whole group's own counts, also when it goes on over a page."""
    tally = group.tally
    counts = (
        (tally.actions, counted(tally.actions, "action")),
        (tally.assured, f"{tally.assured:,} assured"),
        (tally.decided, f"{tally.decided:,} decided"),
    )
    return " · ".join([levels_counted(tally.levels), *(text for number, text in counts if number)]).removeprefix(" · ")
