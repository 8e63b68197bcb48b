"""Reference data as frozen dataclasses: what a framework, a question, a clock or a service is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from springboard.kernel.reports.model import Era, KeyQuestion

Scoring = Literal["none", "1-4", "characteristics"]
SCORINGS: Final[tuple[Scoring, ...]] = get_args(Scoring)
Setting = Literal["ward", "community", "crisis", "mixed"]
SETTINGS: Final[tuple[Setting, ...]] = get_args(Setting)
Ages = Literal["children", "adults", "older", "all"]
AGES: Final[tuple[Ages, ...]] = get_args(Ages)
DayUnit = Literal["working_days", "calendar_days"]
DAY_UNITS: Final[tuple[DayUnit, ...]] = get_args(DayUnit)
Closeness = Literal["same", "part"]
CLOSENESS: Final[tuple[Closeness, ...]] = get_args(Closeness)
ERAS: Final[tuple[Era, ...]] = get_args(Era)


class FrameworkError(ValueError):
    """Reference data that cannot be used, or that does not exist: which file or name, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file's facts come from, its version, and what in it could not be verified."""

    file: str
    version: str
    source: str
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of CQC's framework. ``valid_to`` is included; ``valid_from`` is ``None`` when not in force
    yet.
    """

    id: str
    name: str
    valid_from: date | None
    valid_to: date | None
    scoring: Scoring
    questions_from: str | None
    rating_rules: str
    eras: tuple[Era, ...]
    verified: bool
    source: str
    note: str | None = None

    def holds(self, on: date) -> bool:
        """Whether this version was in force on that day."""
        if self.valid_from is None or on < self.valid_from:
            return False
        return self.valid_to is None or on <= self.valid_to


@dataclass(frozen=True, slots=True)
class Question:
    """A key line of enquiry or a quality statement; ``summary`` is in our own words, never CQC's."""

    framework: str
    code: str
    key_question: KeyQuestion
    title: str
    summary: str
    verified: bool
    id: int | None = None


@dataclass(frozen=True, slots=True)
class KeyQuestionInfo:
    """A key question: what it asks (``asks``), and as a person using the service would ask it (``plain``)."""

    code: KeyQuestion
    name: str
    short: str
    asks: str
    plain: str


@dataclass(frozen=True, slots=True)
class EvidenceCategory:
    """One of the six kinds of evidence of the single assessment framework."""

    id: int
    code: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a quality statement's score means."""

    score: int
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class ServiceInfo:
    """A service of the vocabulary with a short name for a grid and its place in CQC's order."""

    code: str
    name: str
    short: str
    core: bool
    setting: Setting
    ages: Ages
    order: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline of CQC's process: how many days of which kind, from when."""

    code: str
    name: str
    days: int
    unit: DayUnit
    counts_from: str
    verified: bool
    source: str
    note: str | None = None

    @property
    def length(self) -> str:
        """Its length in words: "10 working days", "28 days"."""
        return f"{self.days} {'working days' if self.unit == 'working_days' else 'days'}"


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Codes of one version beside codes of a later one; ``new`` are those of the later that nothing corresponds to."""

    one: str
    other: str
    pairs: tuple[tuple[str, str, Closeness], ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two questions of two frameworks about the same subject, or overlapping ("part"). Our own judgement."""

    one: Question
    other: Question
    how: Closeness
