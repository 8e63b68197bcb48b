"""Is it better? Measures answer that from the floors above; until one is linked the honest answer is "no
measure"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from springboard.plan.choices import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """A worked-out outcome status and why, in one line."""

    state: Outcome
    why: str

    @property
    def name(self) -> str:
        return self.state.label


NO_MEASURE: Final = OutcomeSeen(Outcome.NO_MEASURE, "No measure is linked to this action.")
