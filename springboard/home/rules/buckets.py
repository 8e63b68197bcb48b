"""Home's four heaps of actions. They are disjoint, so the sum can be printed and checked by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from springboard.plan.choices import Delivery, Outcome
from springboard.plan.rules.board.rows import ActionRow

ASSURED, CLAIMED, STUCK, WORSE, REST = "assured", "claimed", "stuck", "worse", "rest"


def bucket(action: ActionRow) -> str:
    """The one heap an action lies in. The strongest reason to look wins: got worse, stuck, claimed, assured, rest."""
    if action.outcome.state == Outcome.WORSE:
        return WORSE
    if action.stuck:
        return STUCK
    if action.status.state == Delivery.CLAIMED:
        return CLAIMED
    return ASSURED if action.status.state == Delivery.ASSURED else REST


@dataclass(frozen=True, slots=True)
class Buckets:
    """How many actions lie in each heap; ``rest`` by delivery status. Everything sums to ``total``."""

    assured: int
    claimed: int
    stuck: int
    worse: int
    rest: dict[Delivery, int]

    @property
    def rest_total(self) -> int:
        return sum(self.rest.values())

    @property
    def total(self) -> int:
        return self.assured + self.claimed + self.stuck + self.worse + self.rest_total

    @property
    def sum_in_words(self) -> str:
        """``15 + 8 + 4 + 2 + 17 = 46``."""
        return f"{self.assured} + {self.claimed} + {self.stuck} + {self.worse} + {self.rest_total} = {self.total}"


def heaps(actions: Iterable[ActionRow]) -> Buckets:
    """Sort every action into its heap."""
    tally = {ASSURED: 0, CLAIMED: 0, STUCK: 0, WORSE: 0}
    rest: dict[Delivery, int] = {}
    for action in actions:
        where = bucket(action)
        if where == REST:
            rest[action.status.state] = rest.get(action.status.state, 0) + 1
        else:
            tally[where] += 1
    return Buckets(tally[ASSURED], tally[CLAIMED], tally[STUCK], tally[WORSE], rest)
