"""What waits for a person, most pressing first: one list for home, my work and the count in the navigation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, Protocol, TypeVar

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Response
from springboard.plan.rules.board.rows import FindingRow

# A challenge is named on home when this few days are left.
CHALLENGE_SOON = timedelta(days=14)
URGENT = (Delivery.OVERDUE, Delivery.REOPENED, Delivery.AT_RISK)


class Mine(Protocol):
    """What of an action says what it wants of somebody: a whole row has it, and so have its bare facts."""

    @property
    def number(self) -> int: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def sponsor_id(self) -> int | None: ...
    @property
    def state(self) -> str: ...
    @property
    def stuck(self) -> bool: ...
    @property
    def due(self) -> Any: ...


_A = TypeVar("_A", bound=Mine)


@dataclass(frozen=True, slots=True)
class MyActions(Generic[_A]):
    """The actions a person owns, and those they sponsor that cannot go on without them."""

    urgent: tuple[_A, ...]
    going: tuple[_A, ...]
    claimed: tuple[_A, ...]
    sponsored: tuple[_A, ...]


def my_actions(scope: Scope, actions: Iterable[_A]) -> MyActions[_A]:
    """Sort a person's actions: late or at risk first by date, then what is going, then what they said is done."""
    rows = sorted(actions, key=lambda action: (action.due is None, action.due, action.number))
    mine = [action for action in rows if action.owner_id == scope.user_id]
    done = (Delivery.CLAIMED, Delivery.ASSURED)
    return MyActions(
        urgent=tuple(a for a in mine if a.state in URGENT),
        going=tuple(a for a in mine if a.state not in (*URGENT, *done)),
        claimed=tuple(a for a in mine if a.state in done),
        sponsored=tuple(
            a for a in rows if a.sponsor_id == scope.user_id and a.owner_id != scope.user_id and _needs_sponsor(a)
        ),
    )


def _needs_sponsor(action: Mine) -> bool:
    return action.stuck or action.state in (Delivery.OVERDUE, Delivery.REOPENED)


def _may_answer(scope: Scope, finding: FindingRow) -> bool:
    """A ward's finding asks who may answer for the ward; one about a service, who may answer for the service."""
    if finding.unit_id is not None:
        return scope.may_on(Permission.FINDING_RESPOND, finding.unit_id)
    return scope.may_on_service(Permission.FINDING_RESPOND, finding.core_service)


def challenges_open(scope: Scope, findings: Iterable[FindingRow], today: date) -> list[FindingRow]:
    """Factual-accuracy challenges this person may act on, whose deadline has not passed and which CQC has not
    answered."""
    found = [
        finding
        for finding in findings
        if finding.response == Response.CHALLENGED
        and _may_answer(scope, finding)
        and not finding.challenge_outcome
        and finding.challenge_deadline
        and today <= finding.challenge_deadline <= today + CHALLENGE_SOON
    ]
    return sorted(found, key=lambda finding: (finding.challenge_deadline or date.max, finding.reference))
