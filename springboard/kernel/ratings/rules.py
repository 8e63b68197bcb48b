"""A set of rating rules as data: thresholds, limiters, score bands, each value with its source.

Nothing here knows a number of CQC's: the numbers come from the YAML in ``frameworks`` (or from a trust's own
changes to it), and every one says where it was read and whether that could be verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Final, Literal, get_args

from springboard.kernel.ratings.scale import SCALE, RuleError
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion, RatingWord

FactKind = Literal[
    "requirement_notice",
    "breach",
    "warning_notice",
    "condition",
    "no_registered_manager",
    "condition_not_met",
    "notifications_not_sent",
    "information_return_missing",
]
FACT_KINDS: Final[tuple[FactKind, ...]] = get_args(FactKind)
TrustOverallWay = Literal["aggregated", "well_led_only"]
TRUST_OVERALL_WAYS: Final[tuple[TrustOverallWay, ...]] = get_args(TrustOverallWay)
Rounding = Literal["half_up", "down", "up"]
ROUNDINGS: Final[tuple[Rounding, ...]] = get_args(Rounding)


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a rule. ``on=False`` leaves it out of every result; ``why_on`` says why an unverified one
    is on.
    """

    code: str
    value: int | str
    verified: bool
    source: str
    on: bool = True
    why_on: str | None = None

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise RuleError(f"The rule '{self.code}' has no source. Say where its value was read.")

    @property
    def count(self) -> int:
        """The value as a whole number. Refuses a word."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise RuleError(f"The rule '{self.code}' needs a whole number, not '{self.value}'.")
        return self.value

    @property
    def word(self) -> str:
        """The value as a word. Refuses a number."""
        if not isinstance(self.value, str):
            raise RuleError(f"The rule '{self.code}' needs a word, not {self.value}.")
        return self.value


@dataclass(frozen=True, slots=True)
class Band:
    """The thresholds that hold for this many underlying ratings; ``largest`` is ``None`` for "or more"."""

    smallest: int
    largest: int | None
    outstanding: Setting
    requires_improvement: Setting
    inadequate: Setting
    any_inadequate: Setting

    def __post_init__(self) -> None:
        if self.smallest < 1 or (self.largest is not None and self.largest < self.smallest):
            raise RuleError(f"A band of {self.smallest} to {self.largest} ratings makes no sense.")
        for setting in self.thresholds:
            if not 1 <= setting.count <= 99:
                raise RuleError(f"The rule '{setting.code}' must be between 1 and 99, not {setting.value}.")

    @property
    def thresholds(self) -> tuple[Setting, ...]:
        """The four settings, in the order they are written."""
        return (self.outstanding, self.requires_improvement, self.inadequate, self.any_inadequate)

    @property
    def span(self) -> str:
        """How many ratings, in words for a sentence: "1 to 3", "9 or more"."""
        return f"{self.smallest} or more" if self.largest is None else f"{self.smallest} to {self.largest}"


@dataclass(frozen=True, slots=True)
class Limiter:
    """A fact that holds a rating down. ``key_question`` narrows it to one; ``normally`` marks CQC's own
    "normally".
    """

    fact: FactKind
    level: Literal["key_question", "overall"]
    limit: Setting
    says: str
    normally: bool = True
    key_question: KeyQuestion | None = None

    def __post_init__(self) -> None:
        if self.fact not in FACT_KINDS:
            raise RuleError(f"'{self.fact}' is not a fact that limits a rating: {', '.join(FACT_KINDS)}.")
        if self.limit.word not in SCALE:
            raise RuleError(f"The rule '{self.limit.code}' must limit to one of: {', '.join(SCALE)}.")
        if self.level not in {"key_question", "overall"}:
            raise RuleError(f"The rule '{self.limit.code}' must act on key_question or overall.")

    @property
    def cap(self) -> RatingWord:
        """The best rating this limiter leaves possible."""
        return next(word for word in SCALE if word == self.limit.word)


@dataclass(frozen=True, slots=True)
class TrustOverallPeriod:
    """How a trust's own rating comes about between two dates (both included; ``None`` is open)."""

    way: Setting
    starts: date | None = None
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.way.word not in TRUST_OVERALL_WAYS:
            raise RuleError(f"'{self.way.value}' must be one of: {', '.join(TRUST_OVERALL_WAYS)}.")

    def holds(self, on: date) -> bool:
        """Whether the date lies in this period."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class StatementLimiter:
    """Single assessment framework: a key question in band ``within`` with a low statement is limited."""

    within: RatingWord
    scores: tuple[int, ...]
    limit: Setting

    def __post_init__(self) -> None:
        if self.within not in SCALE or self.limit.word not in SCALE:
            raise RuleError(f"The rule '{self.limit.code}' must name ratings of the scale.")

    @property
    def cap(self) -> RatingWord:
        """The best rating this limiter leaves possible."""
        return next(word for word in SCALE if word == self.limit.word)


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """Statement scores to a key question's rating: lowest whole percentage of each band, and how to round."""

    maximum: int
    good_from: Setting
    requires_improvement_from: Setting
    outstanding_from: Setting
    rounding: Setting
    limiters: tuple[StatementLimiter, ...] = ()

    def __post_init__(self) -> None:
        floors = [s.count for s in self.floors]
        if not 0 < floors[0] < floors[1] < floors[2] <= 100:
            raise RuleError(f"Score bands must rise from 1 to 100; these are {floors}.")
        if self.rounding.word not in ROUNDINGS:
            raise RuleError(f"'{self.rounding.value}' must be one of: {', '.join(ROUNDINGS)}.")
        if self.maximum < 2:
            raise RuleError("The highest score of a statement must be 2 or more.")

    @property
    def floors(self) -> tuple[Setting, ...]:
        """Lowest percentage of Requires improvement, Good, Outstanding."""
        return (self.requires_improvement_from, self.good_from, self.outstanding_from)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of one sector and time. Refuses bands with gaps or overlaps, and two settings of one code."""

    code: str
    name: str
    version: str
    source: str
    bands: tuple[Band, ...]
    limiters: tuple[Limiter, ...] = ()
    trust_overall: tuple[TrustOverallPeriod, ...] = ()
    trust_assessed_alone: tuple[KeyQuestion, ...] = ()
    scores: ScoreRules | None = None
    unverified: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_bands(self.bands)
        codes = [setting.code for setting in settings_of(self)]
        if twice := sorted({c for c in codes if codes.count(c) > 1}):
            raise RuleError(f"These rules have the same code twice: {', '.join(twice)}.")
        if unknown := set(self.trust_assessed_alone) - set(KEY_QUESTIONS):
            raise RuleError(f"Not a key question: {', '.join(sorted(unknown))}.")

    def band_for(self, count: int) -> Band:
        """The thresholds for this many underlying ratings. Refuses none."""
        for band in self.bands:
            if band.smallest <= count and (band.largest is None or count <= band.largest):
                return band
        raise RuleError(f"There is no rule for {count} ratings.")


def settings_of(part: object) -> Iterator[Setting]:
    """Every setting inside a rule set or a part of one, in the order the rules are written."""
    if isinstance(part, Setting):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from settings_of(item)
    elif is_dataclass(part):
        for f in fields(part):
            yield from settings_of(getattr(part, f.name))


def _check_bands(bands: tuple[Band, ...]) -> None:
    expected = 1
    for band in bands:
        if band.smallest != expected:
            raise RuleError(f"Bands must follow on: one should start at {expected}, not {band.smallest}.")
        expected = (band.largest or 0) + 1
    if not bands or bands[-1].largest is not None:
        raise RuleError("The last band must be open ('or more').")
    if any(band.largest is None for band in bands[:-1]):
        raise RuleError("Only the last band may be open ('or more').")
