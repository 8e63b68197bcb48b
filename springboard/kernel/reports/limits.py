"""How much of one report we are willing to read, and to hand on, before refusing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeVar

from springboard.kernel.reports.errors import TooLargeError
from springboard.kernel.reports.model import Report, Unread

T = TypeVar("T")
_CHECK: Final = "Check that it is a single CQC report, and split it if it is several; the longest have a few hundred."


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one report. The longest CQC reports have some 500 pages, 20 MB and 300 findings.

    Findings, ratings and scores over their ceiling refuse the whole report: half of them in a plan would look like
    all of them. Of what could not be read, and of notes, the first are kept and the others counted.
    """

    bytes: int = 60_000_000
    pages: int = 1_000
    characters: int = 20_000_000
    characters_per_page: int = 200_000
    page_side: float = 14_400.0  # points: the largest page the PDF format allows
    json_depth: int = 60
    seconds: float = 120.0
    memory: int = 1_500_000_000
    images: int = 600
    findings: int = 2_000
    ratings: int = 5_000
    scores: int = 5_000
    unread: int = 200
    notes: int = 200


DEFAULT_LIMITS = Limits()


class Bounded(list[T]):
    """A list that refuses the report as soon as it holds more than ``most``: the rest is not even looked at."""

    def __init__(self, most: int, what: str) -> None:
        super().__init__()
        self.most, self.what = most, what

    def append(self, item: T) -> None:
        """Adds one; raises TooLargeError when the list is full."""
        check_count(len(self) + 1, self.most, self.what)
        super().append(item)


def check_count(count: int, most: int, what: str) -> None:
    """Raises TooLargeError when there are more than ``most`` of something ("findings") in a report."""
    if count > most:
        raise TooLargeError(f"This file holds more than {most:,} {what}, far more than a CQC report can.", _CHECK)


def kept_within(report: Report, limits: Limits) -> Report:
    """The report, when it holds no more than it may; of the unread and the notes the first, and how many more."""
    check_count(len(report.findings), limits.findings, "findings")
    check_count(len(report.ratings), limits.ratings, "ratings")
    check_count(len(report.scores), limits.scores, "scores")
    return replace(report, unread=_first_unread(report.unread, limits.unread), notes=_first(report.notes, limits.notes))


def _first_unread(unread: tuple[Unread, ...], most: int) -> tuple[Unread, ...]:
    if len(unread) <= most:
        return unread
    more = len(unread) - most
    return (*unread[:most], Unread(None, f"{more:,} more places of this report could not be read: read it yourselves"))


def _first(notes: tuple[str, ...], most: int) -> tuple[str, ...]:
    return notes if len(notes) <= most else (*notes[:most], f"and {len(notes) - most:,} more notes like these")
