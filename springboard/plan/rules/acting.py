"""What an action must have before it is agreed, and what makes no sense."""

from __future__ import annotations

from datetime import date

from springboard.plan.choices import Effort, Priority
from springboard.plan.rules.refusals import Refused

_IMPACT = "what changes for the person using the service"


def missing_for_agreement(*, impact: str, owner_id: int | None, due: date | None) -> list[str]:
    """What an action still lacks before it can be agreed, in words; empty when nothing."""
    lacks = [(not impact.strip(), _IMPACT), (owner_id is None, "an owner"), (due is None, "a due date")]
    return [name for lacking, name in lacks if lacking]


def check_agreeable(*, impact: str, owner_id: int | None, due: date | None) -> None:
    """Refuses, in words, an action that does not say what changes for people, or who does it by when."""
    missing = missing_for_agreement(impact=impact, owner_id=owner_id, due=due)
    if missing:
        fields = {_IMPACT: "impact", "an owner": "owner", "a due date": "due"}
        raise Refused(f"An agreed action needs {_join(missing)}. Add that first.", field=fields[missing[0]])


def check_dates(*, starts_on: date | None, due: date | None) -> None:
    """Refuses a due date before the start."""
    if starts_on and due and due < starts_on:
        raise Refused("The action would be due before it starts. Change one of the two dates.", field="due")


def check_scale(*, priority: str, effort: str) -> None:
    """Refuses a priority or effort that is not in its list; empty is fine."""
    if priority and priority not in Priority.values:
        raise Refused("Choose high, medium or low priority, or leave it open.", field="priority")
    if effort and effort not in Effort.values:
        raise Refused("Choose small, medium or large effort, or leave it open.", field="effort")


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
