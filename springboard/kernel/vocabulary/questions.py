"""Key questions, rating words and quality statements, from however a report prints them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from springboard.kernel.vocabulary.loading import load, plain

KeyQuestion = Literal["safe", "effective", "caring", "responsive", "well_led", "overall"]
RatingWord = Literal["outstanding", "good", "requires_improvement", "inadequate", "not_rated"]


@dataclass(frozen=True, slots=True)
class QualityStatement:
    """A quality statement of the single assessment framework, numbered as in CQC's API."""

    id: int
    key_question: KeyQuestion
    name: str
    variants: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def quality_statements() -> tuple[QualityStatement, ...]:
    """The 34 quality statements, in CQC's order."""
    rows = load("key_questions")["quality_statements"]
    return tuple(QualityStatement(r["id"], r["key_question"], r["name"], tuple(r.get("variants", ()))) for r in rows)


@lru_cache(maxsize=1)
def _statements() -> dict[str, QualityStatement]:
    return {plain(n): s for s in quality_statements() for n in (s.name, *s.variants)}


def statement_named(text: str) -> QualityStatement | None:
    """The quality statement with this title, or ``None``."""
    return _statements().get(plain(text))


@lru_cache(maxsize=1)
def _questions() -> dict[str, KeyQuestion]:
    names: dict[str, KeyQuestion] = {"overall": "overall"}
    for row in load("key_questions")["key_questions"]:
        code = cast("KeyQuestion", row["code"])
        for word in row["words"]:
            names[plain(word)] = code
            for form in ("are services {}", "is the service {}", "is this service {}", "is it {}"):
                names[form.format(plain(word))] = code
    return names


@lru_cache(maxsize=1024)
def key_question_named(text: str) -> KeyQuestion | None:
    """The key question a label names: "Safe", "Are services safe?", "Is the service well-led?", "Overall"."""
    return _questions().get(plain(text))


@lru_cache(maxsize=1)
def _ratings() -> dict[str, RatingWord]:
    data = load("key_questions")
    names = {plain(r["name"]): cast("RatingWord", r["code"]) for r in data["ratings"]}
    names.update({plain(word): "not_rated" for word in data["not_rated_words"]})
    return names | {name.replace(" ", ""): code for name, code in names.items()}


@lru_cache(maxsize=1024)
def rating_named(text: str) -> RatingWord | None:
    """The rating a label prints, whatever its case, spaces and trailing dashes; ``None`` for no rating."""
    return _ratings().get(plain(text))
