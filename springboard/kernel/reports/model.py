"""What the reader finds in a CQC report, as frozen dataclasses.

Everything that came from the page keeps its page and its exact words; everything that was worked out is marked
inferred, with why. Absent is ``None`` or an empty tuple, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Era = Literal[
    "quality_report",  # 2014-17 "Quality Report" template
    "inspection_report",  # 2018-20 "Inspection report" with its Evidence appendix
    "inspection_report_2020",  # 2020-23 reports and web summaries
    "single_assessment",  # single assessment framework, 2023 onward
    "api",  # an answer of CQC's API (location or provider JSON)
]
Scope = Literal["trust", "service", "location"]
KeyQuestion = Literal["safe", "effective", "caring", "responsive", "well_led", "overall"]
RatingWord = Literal["outstanding", "good", "requires_improvement", "inadequate", "not_rated"]
Level = Literal[
    "must",
    "should",
    "breach",
    "requirement_notice",
    "warning_notice",
    "condition",
    "recommendation",
    "good_practice",
    "outstanding_practice",
]
Instrument = Literal["2014", "2010", "2009"]
Change = Literal["up", "up_two", "same", "down", "down_two"]

LEVELS: tuple[Level, ...] = get_args(Level)
KEY_QUESTIONS: tuple[KeyQuestion, ...] = ("safe", "effective", "caring", "responsive", "well_led")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a page, in PDF points (1/72 inch) from the page's top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation as (instrument, number); the number alone means nothing.

    ``paragraphs`` is as printed, without spaces, e.g. ``"(1)(2)(a)"``. ``title`` is the instrument's own title of
    that number; ``printed_title`` is kept when the report printed another one, and never corrected in silence.
    ``inferred`` is true when the instrument or the number was worked out (``why`` says how).
    """

    instrument: Instrument
    number: str
    paragraphs: str | None = None
    title: str | None = None
    printed_title: str | None = None
    inferred: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Inference:
    """Something worked out and not printed: which field, and why we think so, in plain words."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the report found.

    ``text`` is a sentence that stands alone (stem and bullet joined); ``quote`` the report's exact words with only
    line breaks and soft hyphens undone; ``page`` counts from 1 (``None`` for sources without pages); ``service`` is
    the name as printed, or ``None`` when trust-wide or not said (then ``trust_wide`` tells which).
    """

    level: Level
    text: str
    quote: str
    page: int | None = None
    rects: tuple[Rect, ...] = ()
    service: str | None = None
    trust_wide: bool = False
    location: str | None = None
    key_question: KeyQuestion | None = None
    regulations: tuple[Regulation, ...] = ()
    activities: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_printed: str | None = None
    section: str | None = None
    inferred: tuple[Inference, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: what (scope and name) × key question, with the one before where the report prints it."""

    scope: Scope
    name: str
    key_question: KeyQuestion
    rating: RatingWord
    previous: RatingWord | None = None
    change: Change | None = None
    rated_on: date | None = None
    page: int | None = None
    percentage: int | None = None
    printed: str | None = None
    current: bool = True  # False for a rating the source itself lists as history


@dataclass(frozen=True, slots=True)
class StatementScore:
    """The score of one quality statement (1-4) of the single assessment framework; ``None`` when not assessed."""

    scope: Scope
    name: str
    key_question: KeyQuestion
    statement: str
    statement_id: int | None
    score: int | None
    printed: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    name: str | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    name: str | None
    id: str | None = None
    service: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A core service as printed, with the vocabulary's code where the name was recognised."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What one page held. ``holds`` are short names: ``front``, ``contents``, ``ratings``, ``must``, ``should``,
    ``requirement_notices``, ``enforcement``, ``good_practice``, ``narrative``, ``blank``, ``no_text``."""

    number: int
    width: float
    height: float
    holds: tuple[str, ...] = ()
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that looked like an action section or a rating and could not be used, in plain words."""

    page: int | None
    why: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A CQC report, read whole."""

    provider: Provider
    title: str | None
    era: Era
    published: date | None = None
    inspected_from: date | None = None
    inspected_to: date | None = None
    inspected_printed: str | None = None
    published_printed: str | None = None
    services: tuple[Service, ...] = ()
    locations: tuple[Location, ...] = ()
    ratings: tuple[Rating, ...] = ()
    scores: tuple[StatementScore, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: tuple[Page, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def enforcement(self) -> tuple[Finding, ...]:
        """Warning notices and conditions: never hidden among the must-dos."""
        return tuple(f for f in self.findings if f.level in {"warning_notice", "condition"})
