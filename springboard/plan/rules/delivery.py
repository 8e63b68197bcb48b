"""Is it done? Worked out from dates and facts, never typed; each answer carries one line of why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from springboard.plan.choices import Delivery

# "at risk": due within 14 days and no update for 14, or blocked (the product's words and states).
DUE_WITHIN: Final = 14
QUIET_FOR: Final = 14


@dataclass(frozen=True, slots=True)
class Facts:
    """What a delivery status rests on. ``assured_on`` and ``reopened_on`` come from independent checks."""

    added_on: date
    agreed: bool = False
    starts_on: date | None = None
    due: date | None = None
    last_update_on: date | None = None
    stuck_since: date | None = None
    claimed_on: date | None = None
    assured_on: date | None = None
    reopened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """A worked-out delivery status and why, in one line."""

    state: Delivery
    why: str

    @property
    def name(self) -> str:
        return self.state.label


def delivery(facts: Facts, today: date) -> Status:  # noqa: PLR0911 - one line a status, in order
    """The one delivery status these facts give. The order is the rule: a check outranks a claim, a claim
    outranks the calendar, and a late action is overdue before it is at risk."""
    if _reopened(facts):
        return Status(Delivery.REOPENED, f"A check failed or was missed on {day(facts.reopened_on, today)}.")
    if _assured(facts):
        return Status(Delivery.ASSURED, f"Checked on {day(facts.assured_on, today)}.")
    if facts.claimed_on:
        said = day(facts.claimed_on, today)
        return Status(Delivery.CLAIMED, f"Owner said done on {said}. Nobody independent has looked yet.")
    if facts.due and facts.due < today:
        return Status(Delivery.OVERDUE, _late(facts, today))
    if _at_risk(facts, today):
        return Status(Delivery.AT_RISK, _risk(facts, today))
    if _started(facts, today):
        return Status(Delivery.ON_TRACK, _going(facts, today))
    return Status(Delivery.NOT_STARTED, _waiting(facts, today))


def _reopened(facts: Facts) -> bool:
    """A claim made after the reopening counts as a new claim; on the same day the cautious answer holds."""
    since = facts.reopened_on
    return since is not None and all(since >= other for other in (facts.claimed_on, facts.assured_on) if other)


def _assured(facts: Facts) -> bool:
    return facts.assured_on is not None and (facts.claimed_on is None or facts.assured_on >= facts.claimed_on)


def _at_risk(facts: Facts, today: date) -> bool:
    if facts.stuck_since:
        return True
    soon = facts.due is not None and (facts.due - today).days <= DUE_WITHIN
    return soon and (today - _last_word(facts)).days >= QUIET_FOR


def _last_word(facts: Facts) -> date:
    """The last day somebody said something: an action nobody has started yet is not quiet before it
    starts."""
    return max(d for d in (facts.last_update_on, facts.added_on, facts.starts_on) if d)


def _started(facts: Facts, today: date) -> bool:
    return facts.last_update_on is not None or (facts.starts_on is not None and facts.starts_on <= today)


def _late(facts: Facts, today: date) -> str:
    late = days((today - facts.due).days) if facts.due else ""
    return f"Was due {day(facts.due, today)}, {late} late.{_stuck(facts, today)}"


def _risk(facts: Facts, today: date) -> str:
    due = _due(facts, today)
    return f"{_sentence(due)}{_stuck(facts, today)}" if facts.stuck_since else f"{due}; {_heard(facts, today)}."


def _going(facts: Facts, today: date) -> str:
    return f"{_due(facts, today)}; {_heard(facts, today)}."


def _waiting(facts: Facts, today: date) -> str:
    if not facts.agreed:
        return "Not agreed yet."
    if facts.starts_on:
        return f"Starts {day(facts.starts_on, today)}."
    return f"{_due(facts, today)}; no update yet."


def _due(facts: Facts, today: date) -> str:
    if facts.due is None:
        return "No due date yet"
    left = (facts.due - today).days
    return "Due today" if left == 0 else f"Due in {days(left)}"


def _heard(facts: Facts, today: date) -> str:
    if facts.last_update_on is None:
        return "no update yet"
    ago = (today - facts.last_update_on).days
    return "last update today" if ago <= 0 else f"last update {days(ago)} ago"


def _stuck(facts: Facts, today: date) -> str:
    return f" Stuck since {day(facts.stuck_since, today)}." if facts.stuck_since else ""


def _sentence(words: str) -> str:
    return f"{words}."


def days(count: int) -> str:
    """``1 day``, ``20 days``."""
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def day(when: date | None, today: date) -> str:
    """``31 October``, with the year when it is not this one."""
    if when is None:
        return ""
    return f"{when.day} {when:%B}" if when.year == today.year else f"{when.day} {when:%B %Y}"
