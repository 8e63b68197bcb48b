"""Is it better? Measures answer that from the floors above; until one is linked the honest answer is "no
measure"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from springboard.plan.choices import Delivery, Outcome


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """A worked-out outcome status and why, in one line."""

    state: Outcome
    why: str

    @property
    def name(self) -> str:
        return self.state.label


NO_MEASURE: Final = OutcomeSeen(Outcome.NO_MEASURE, "No measure is linked to this action.")


class Bucket(StrEnum):
    """Five disjoint heaps for the board, in this order of precedence."""

    WORSE = "worse"
    STUCK = "stuck"
    CLAIMED = "claimed"
    ASSURED = "assured"
    REST = "rest"


def bucket(delivery: Delivery, outcome: Outcome, *, stuck: bool) -> Bucket:
    """The one heap an action lies on: what got worse comes before what is stuck, before what is only
    claimed."""
    if outcome == Outcome.WORSE:
        return Bucket.WORSE
    if stuck and delivery not in {Delivery.CLAIMED, Delivery.ASSURED}:
        return Bucket.STUCK
    if delivery == Delivery.CLAIMED:
        return Bucket.CLAIMED
    return Bucket.ASSURED if delivery == Delivery.ASSURED else Bucket.REST
