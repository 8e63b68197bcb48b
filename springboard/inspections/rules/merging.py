"""Which finding of the plan may speak for one under review: only those the plan will accept are offered."""

from __future__ import annotations

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.choices import PRACTICE, Level
from springboard.plan.rules import Refused
from springboard.plan.rules.answering import check_merge
from springboard.plan.rules.permissions import ANSWER, Place, may


def why_not_merge(
    scope: Scope, *, keep_level: str, keep_reference: str, keep_place: Place, level: str, reference: str, place: Place
) -> str:
    """Why the plan would refuse to let ``keep`` speak for the finding under review; ``""`` when it would not."""
    if not all(may(scope, Permission.FINDING_RESPOND, where) for where in (keep_place, place)):
        return ANSWER
    try:
        check_merge(keep_level=keep_level, other_level=level, keep_reference=keep_reference, other_reference=reference)
    except Refused:
        return _stronger(keep_level, keep_reference, level)
    return ""


def _stronger(keep_level: str, keep_reference: str, level: str) -> str:
    if (keep_level in PRACTICE) != (level in PRACTICE):
        return "Good practice and something to put right cannot be one finding."
    this, other = (str(Level(one).label).lower() for one in (level, keep_level))
    return (
        f"This one is stronger (“{this}”, the other “{other}”) and has to stay in sight. Put it into the plan; then "
        f"{keep_reference} can be merged into it there."
    )
