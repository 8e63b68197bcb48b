"""What a reader should find in one example report: written by hand in the report's own YAML file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

KEY_QUESTIONS = ("safe", "effective", "caring", "responsive", "well_led", "overall")
LEVELS = (
    "must",
    "should",
    "breach",
    "requirement_notice",
    "warning_notice",
    "condition",
    "recommendation",
    "good_practice",
    "outstanding_practice",
)
RATINGS = {
    "O": "outstanding",
    "G": "good",
    "RI": "requires_improvement",
    "I": "inadequate",
    "NR": "not_rated",
}
_REGULATION = re.compile(r"^(?:(2014|2010|2009):)?(\d+A?)((?:\([0-9a-zA-Z]+\))*)(~?)(?:!(.+))?$")


@dataclass(frozen=True, slots=True)
class TrueRegulation:
    """A regulation as (instrument, number); ``inferred`` when the report names only its subject."""

    instrument: str
    number: str
    paragraphs: str | None = None
    inferred: bool = False
    printed_title: str | None = None

    @classmethod
    def parse(cls, written: str) -> TrueRegulation:
        """``12(2)(a)`` of 2014, ``2009:18(1)``, ``17~`` (subject only), ``10!Safe care`` (other title printed)."""
        match = _REGULATION.match(written.strip())
        if match is None:
            raise ValueError(f"Not a regulation: {written!r}. Write 12(2)(a), 2009:18 or 17~.")
        instrument, number, paragraphs, inferred, title = match.groups()
        return cls(instrument or "2014", number, paragraphs or None, bool(inferred), title)


@dataclass(frozen=True, slots=True)
class TrueFinding:
    """One thing the report finds. ``optional``: found or not, neither counts (truth itself is arguable).

    ``split_ok``: the sentence names several regulations; one finding each is as right as one for all.
    """

    id: int
    level: str
    text: str
    quote: str
    service: str | None = None
    trust_wide: bool = False
    key_question: str | None = None
    regulations: tuple[TrueRegulation, ...] = ()
    activities: tuple[str, ...] = ()
    deadline: date | None = None
    optional: bool = False
    split_ok: bool = False


@dataclass(frozen=True, slots=True)
class TrueRating:
    scope: str
    name: str
    key_question: str
    rating: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class TrueScore:
    statement: str
    key_question: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything a reader should get out of one report, or the refusal it should meet with."""

    provider: str
    provider_id: str | None
    title: str
    era: str
    published: date | None
    inspected_from: date | None
    inspected_to: date | None
    ratings: tuple[TrueRating, ...] = ()
    scores: tuple[TrueScore, ...] = ()
    findings: tuple[TrueFinding, ...] = ()
    unread_blocks: tuple[int, ...] = ()
    refused: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


def rating_row(written: str) -> tuple[str | None, ...]:
    """``"RI G G - G RI"`` as six ratings, safe to well-led and overall; ``-`` is not printed at all."""
    words = written.split()
    if len(words) != len(KEY_QUESTIONS):
        raise ValueError(f"A ratings row has six marks (S E C R W overall), not {len(words)}: {written!r}")
    return tuple(None if word == "-" else RATINGS[word] for word in words)
