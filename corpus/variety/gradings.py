"""Ratings as reports draw them: labels with words, grids with arrows and months, ratings before in words."""

from __future__ import annotations

import random
from dataclasses import dataclass

from corpus.truth import KEY_QUESTIONS, TrueRating
from corpus.variety.blocks import Grid, Heading, Pairs, Para
from corpus.variety.looks import Look

WORDS = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
    "not_rated": "Not rated",
}
LADDER = ("inadequate", "requires_improvement", "good", "outstanding")
NAMES = ("Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Line:
    """The ratings of one trust or service: key question → (now, before)."""

    scope: str
    name: str
    now: tuple[str, ...]
    before: tuple[str | None, ...]
    month: str


def drawn(rng: random.Random, look: Look, scope: str, name: str, year: int) -> Line:
    """Random ratings; with gaps where this look has them. ``before`` is what arrows or words will say."""
    now = [
        rng.choice(("requires_improvement", "good", "good", "requires_improvement", "outstanding", "inadequate"))
        for _ in NAMES
    ]
    if look["gaps"] != "none" and scope == "service" and rng.random() < 0.6:
        now[rng.randrange(5)] = "not_rated"
    before: list[str | None] = []
    for rating in now:
        step = rng.choice((0, 0, 1, -1, 2, -2))
        at = LADDER.index(rating) + step if rating != "not_rated" else -1
        before.append(LADDER[at] if 0 <= at < 4 else None)
    return Line(scope, name, tuple(now), tuple(before), f"{rng.choice(MONTHS)} {year}")


def arrow(now: str, before: str | None) -> str:
    """The symbol for the change, as in CQC's key to its tables."""
    if before is None:
        return ""
    step = LADDER.index(now) - LADDER.index(before)
    return {0: "→←", 1: "↑", 2: "↑↑", 3: "↑↑", -1: "↓"}.get(step, "↓↓")


def word(look: Look, rating: str) -> str:
    """The rating as printed; a gap as this look words it."""
    if rating == "not_rated" and look["gaps"] == "insufficient":
        return "Insufficient evidence to rate"
    return WORDS[rating]


def truth(line: Line, *, with_before: bool) -> list[TrueRating]:
    """The six ratings of a line; the previous ones where they are printed."""
    return [
        TrueRating(line.scope, line.name, question, now, before if with_before else None)
        for question, now, before in zip(KEY_QUESTIONS, line.now, line.before, strict=True)
    ]


def grid(look: Look, lines: list[Line], caption: str) -> list[Heading | Para | Grid | Pairs]:
    """The lines as a table, or a small table for each service."""
    if look["grid"] == "per_service":
        return [part for line in lines for part in _alone(look, line)]
    named = lines[0].scope == "service"
    header = (*(("",) if named else ()), *NAMES)
    rows = [(*((line.name,) if named else ()), *_cells(look, line)) for line in lines]
    return [Para(caption, bold=True), Grid((header, *rows), None, named)]


def _alone(look: Look, line: Line) -> list[Heading | Para | Grid | Pairs]:
    pairs = tuple((name, word(look, now)) for name, now in zip(NAMES, line.now, strict=True))
    return [Heading(3, f"Ratings for {line.name}"), Pairs((pairs[5], *pairs[:5]), "row")]


def _cells(look: Look, line: Line) -> list[str]:
    return [_cell(look, line, now, before) for now, before in zip(line.now, line.before, strict=True)]


def _cell(look: Look, line: Line, now: str, before: str | None) -> str:
    parts = [word(look, now)]
    if look["grid"] in {"arrows", "arrows_months"} and now != "not_rated":
        parts.append(arrow(now, before))
    if look["grid"] == "arrows_months":
        parts.append(line.month)
    if look["grid"] == "previous_words" and before:
        parts.append(f"Previously: {WORDS[before]}")
    return "\n".join(part for part in parts if part)


def prints_before(look: Look) -> bool:
    return look["grid"] in {"arrows", "arrows_months", "previous_words"}


def front(look: Look, line: Line, what: str, questions: str) -> Pairs:
    """Overall and five key questions as on a front page."""
    labels = [f"Overall rating for this {what}", *(questions.format(name=name.lower()) for name in NAMES[:5])]
    marks = [line.now[5], *line.now[:5]]
    style = look["front_ratings"]
    words = [word(look, m) + _after(style, m) for m in marks]
    return Pairs(tuple(zip(labels, words, strict=True)), style if style in {"column", "stacked"} else "row")


def _after(style: str, mark: str) -> str:
    if style == "dashes":
        return " –––" if mark != "outstanding" else " ✩"
    return " ★" if style == "stars" and mark == "outstanding" else " ●" if style == "stars" else ""
