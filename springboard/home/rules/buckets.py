"""Home's four heaps of actions. They are disjoint, so the sum can be printed and checked by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from springboard.plan.choices import Delivery, Outcome

Tally = tuple[Delivery, Outcome, bool, int]  # delivery, outcome, stuck, how many

ASSURED, CLAIMED, STUCK, WORSE, REST = "assured", "claimed", "stuck", "worse", "rest"


def bucket(state: Delivery, outcome: Outcome, *, stuck: bool) -> str:
    """The one heap an action lies in. The strongest reason to look wins: got worse, stuck, claimed, assured, rest."""
    if outcome == Outcome.WORSE:
        return WORSE
    if stuck:
        return STUCK
    if state == Delivery.CLAIMED:
        return CLAIMED
    return ASSURED if state == Delivery.ASSURED else REST


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


def heaps(counted: Iterable[Tally]) -> Buckets:
    """Sort every action into its heap; actions of one kind come counted together."""
    tally = {ASSURED: 0, CLAIMED: 0, STUCK: 0, WORSE: 0}
    rest: dict[Delivery, int] = {}
    for state, outcome, stuck, number in counted:
        where = bucket(state, outcome, stuck=stuck)
        if where == REST:
            rest[state] = rest.get(state, 0) + number
        else:
            tally[where] += number
    return Buckets(tally[ASSURED], tally[CLAIMED], tally[STUCK], tally[WORSE], rest)
