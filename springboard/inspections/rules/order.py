"""Where a reviewer goes next: through their own pages first, in the report's order, then to what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """One finding on the way through a report."""

    id: int
    page: int | None
    pending: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The pages a reviewer has; everything when nobody shared the report."""

    first: int = 1
    last: int = 10**9

    def holds(self, page: int | None) -> bool:
        return page is None or self.first <= page <= self.last


def next_pending(stops: Sequence[Stop], after: int | None, mine: Range) -> int | None:
    """The next finding to review after ``after``: further on in my pages, then from their start, then anybody's."""
    place = next((i for i, stop in enumerate(stops) if stop.id == after), -1)
    ahead = [*stops[place + 1 :], *stops[: max(place, 0)]]
    waiting = [stop for stop in ahead if stop.pending and stop.id != after]
    own = [stop for stop in waiting if mine.holds(stop.page)]
    return (own or waiting or [Stop(0, None, False)])[0].id or None


def neighbour(stops: Sequence[Stop], of: int, step: int) -> int | None:
    """The finding before (-1) or after (1) another in the report's order, whatever its state."""
    place = next((i for i, stop in enumerate(stops) if stop.id == of), None)
    if place is None or not 0 <= place + step < len(stops):
        return None
    return stops[place + step].id
