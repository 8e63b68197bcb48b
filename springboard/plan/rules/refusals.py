"""How the plan says no: one sentence for the person, and nothing was changed."""

from __future__ import annotations

from dataclasses import dataclass

from springboard.accounts.rules import Refused

__all__ = ["ChangedMeanwhile", "Difference", "NotYours", "Refused"]


class NotYours(Refused):
    """The person may see the thing and may not change it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as the person wrote it and as somebody else saved it meanwhile, both in words for a page."""

    field: str
    label: str
    mine: str
    theirs: str


class ChangedMeanwhile(Refused):
    """Somebody saved the same thing first. Both versions are kept here so that the page can show them side
    by side."""

    def __init__(self, what: str, *, differences: tuple[Difference, ...] = (), version: int = 0) -> None:
        super().__init__(
            f"Somebody changed {what} while you were writing. Nothing was overwritten and your words are "
            "kept below: look at both and save again."
        )
        self.differences = differences
        self.version = version
