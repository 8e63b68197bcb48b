"""Which findings still wait for an answer, what a response may be, and who outranks whom when two are
merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from springboard.kernel.ratings.working_days import DayError, add_working_days
from springboard.plan.choices import ENFORCEMENT, PRACTICE, RANK, ChallengeOutcome, Level, Response
from springboard.plan.rules.refusals import Refused

# CQC's factual accuracy check: 10 working days from the date of the e-mail with the draft report.
CHALLENGE_DAYS: Final = 10
_MAY_BE_NOTED: Final = PRACTICE | {Level.RECOMMENDATION.value}


class AnswerState(StrEnum):
    """Where a finding stands with its answer. Each finding is in exactly one."""

    WAITING = "waiting"
    ACTIONS = "actions"
    DECISION = "decision"
    NOTHING_ASKED = "nothing_asked"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Final = {
    AnswerState.WAITING: "Not answered yet",
    AnswerState.ACTIONS: "Answered by actions",
    AnswerState.DECISION: "Answered by a decision",
    AnswerState.NOTHING_ASKED: "Needs no answer",
    AnswerState.MERGED: "Merged into another",
    AnswerState.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts an answer state rests on. ``live_actions`` counts actions that are not withdrawn, of this
    finding and of those merged into it."""

    level: str
    response: str = Response.ACCEPTED
    challenge_outcome: str = ""
    decided: bool = False
    live_actions: int = 0
    merged: bool = False
    withdrawn: bool = False


def answer_state(standing: Standing) -> AnswerState:
    """The one state. An accepted or challenged finding waits until it has an action or a recorded decision;
    accepting alone is no answer."""
    if standing.withdrawn:
        return AnswerState.WITHDRAWN
    if standing.merged:
        return AnswerState.MERGED
    if standing.live_actions:
        return AnswerState.ACTIONS
    if standing.decided:
        return AnswerState.DECISION
    return AnswerState.NOTHING_ASKED if _asks_nothing(standing) else AnswerState.WAITING


def _asks_nothing(standing: Standing) -> bool:
    taken_out = standing.challenge_outcome == ChallengeOutcome.REMOVED
    return standing.level in PRACTICE or standing.response == Response.NOTED or taken_out


def may_be_noted(level: str) -> bool:
    """Good practice and recommendations may just be noted; what must or should be put right may not."""
    return level in _MAY_BE_NOTED


def check_noted(level: str) -> None:
    """Refuses to note what has to be put right: that needs an action or a decision with its reason."""
    if not may_be_noted(level):
        name = Level(level).label.lower()
        raise Refused(
            f"A finding of this level ({name}) cannot only be noted. Add an action, or record a decision and why.",
            field="response",
        )


def challenge_deadline(sent_on: date) -> date:
    """The last day to challenge the facts of a draft: 10 English working days after the date of CQC's
    e-mail."""
    try:
        return add_working_days(sent_on, CHALLENGE_DAYS)
    except DayError as error:
        raise Refused("Look at the date of the e-mail again: it is too far away.", field="sent_on") from error


def check_merge(*, keep_level: str, other_level: str, keep_reference: str, other_reference: str) -> None:
    """Refuses to hide enforcement, or anything stronger, behind something weaker."""
    if RANK[other_level] < RANK[keep_level]:
        stays = "so it has to stay in sight" if other_level in ENFORCEMENT else "so it is the one to keep"
        raise Refused(
            f"{other_reference} is a {Level(other_level).label.lower()} and {keep_reference} a "
            f"{Level(keep_level).label.lower()}, {stays}. Merge {keep_reference} into {other_reference} instead."
        )
    if (keep_level in PRACTICE) != (other_level in PRACTICE):
        raise Refused("Good practice and something to put right cannot be one finding.")
