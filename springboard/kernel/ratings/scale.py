"""CQC's four-point scale, its order, and the words a page prints for ratings and key questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion, RatingWord

SCALE: Final[tuple[RatingWord, ...]] = ("inadequate", "requires_improvement", "good", "outstanding")

RATING_NAMES: Final[dict[RatingWord, str]] = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
    "not_rated": "Not rated",
}

QUESTION_NAMES: Final[dict[KeyQuestion, str]] = {
    "safe": "Safe",
    "effective": "Effective",
    "caring": "Caring",
    "responsive": "Responsive",
    "well_led": "Well-led",
    "overall": "Overall",
}

_RANK: Final[dict[RatingWord, int]] = {word: place for place, word in enumerate(SCALE)}
_SMALL: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MOST_NAMES: Final = 5


class RuleError(ValueError):
    """A rating, a fact or a rule that cannot be used; the message says what is wrong and what is allowed."""


def is_rated(rating: RatingWord) -> bool:
    """Whether the rating has a place on the scale. Refuses a word that is no rating at all."""
    if rating not in RATING_NAMES:
        raise RuleError(f"'{rating}' is not a rating. Ratings are: {', '.join(RATING_NAMES)}.")
    return rating != "not_rated"


def rank(rating: RatingWord) -> int:
    """Place on the scale, 0 (Inadequate) to 3 (Outstanding). Refuses ``not_rated``, which has no place."""
    if not is_rated(rating):
        raise RuleError("'Not rated' has no place on the scale and cannot be compared.")
    return _RANK[rating]


def lower_of(one: RatingWord, other: RatingWord) -> RatingWord:
    """The lower of two ratings. Refuses ``not_rated``."""
    return min(one, other, key=rank)


def next_up(rating: RatingWord) -> RatingWord | None:
    """The rating one place higher, or ``None`` above Outstanding. Refuses ``not_rated``."""
    place = rank(rating) + 1
    return SCALE[place] if place < len(SCALE) else None


def number(count: int) -> str:
    """A count in words up to twelve, in figures above it, as the NHS service manual's tone asks."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def join(names: Sequence[str], word: str = "and") -> str:
    """Names as a phrase: "Safe", "Safe and Well-led", "Safe, Caring and Well-led"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def listable(names: Sequence[str]) -> bool:
    """Whether these names read well in a sentence: all present and no more than five."""
    return bool(names) and all(names) and len(names) <= _MOST_NAMES


def sentence(text: str) -> str:
    """A clause as a sentence: first letter large, one full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def in_order(questions: Iterable[KeyQuestion]) -> tuple[KeyQuestion, ...]:
    """Key questions in CQC's order, each once. Refuses a code that is no key question."""
    wanted = set(questions)
    if unknown := wanted - set(QUESTION_NAMES):
        raise RuleError(f"Not a key question: {', '.join(sorted(unknown))}.")
    return tuple(q for q in (*KEY_QUESTIONS, "overall") if q in wanted)
