"""Tables with a row for each key question: rating now and before, a score, or a column for each service."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from springboard.kernel.reports.lines import Line
from springboard.kernel.reports.model import KeyQuestion, RatingWord
from springboard.kernel.reports.rating_words import Row, label_of, rating_only
from springboard.kernel.vocabulary import service_named

WHOLE = "whole"  # the column that sums up the others
_BEFORE = re.compile(r"\b(?:previous|last|before|prior|earlier|former|then|was)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:rating|current|this|now|new|latest|present)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")
_SCORE = re.compile(r"^(\d{1,3})\s*%?$")


@dataclass(slots=True)
class QuestionRow:
    """One key question: its rating words and where each stands, and a percentage if there is one."""

    question: KeyQuestion
    words: list[tuple[RatingWord, float, str]]
    percentage: int | None = None


@dataclass(slots=True)
class QuestionTable:
    """Rows of key questions with at least two ratings each, and the heading of each column of ratings."""

    rows: list[QuestionRow]
    heads: list[str] = field(default_factory=list)
    used: int = 0

    def roles(self) -> list[str] | None:
        """What each column holds: ``now``, ``before`` or a service's name; ``None`` when it cannot be told."""
        services = [h if service_named(h) and len(h) > 8 else "" for h in self.heads]
        wholes = [_whole(h) for h in self.heads]
        if any(services) and all(s or w for s, w in zip(services, wholes, strict=True)):
            return [s or w for s, w in zip(services, wholes, strict=True)]
        years = [int(m.group(1)) if (m := _YEAR.search(h)) else 0 for h in self.heads]
        roles = ["before" if _BEFORE.search(h) else "now" if _NOW.search(h) else "" for h in self.heads]
        if sorted(roles) == ["before", "now"]:
            return roles
        if len(years) == 2 and all(years) and years[0] != years[1]:
            return ["before" if y == min(years) else "now" for y in years]
        return (
            ["before" if r == "before" else "now" for r in roles]
            if roles.count("before") == 1 and len(roles) == 2
            else None
        )


def _whole(head: str) -> str:
    """The heading of the column for the whole trust or location; "" for any other."""
    return (
        WHOLE
        if re.fullmatch(r"(?:overall|whole|total)(?: (?:trust|location|hospital|provider))?", head.lower())
        else ""
    )


def question_table(rows: list[Row], index: int) -> QuestionTable | None:
    """The table whose first row of a key question stands at ``index``; ``None`` when none does."""
    found: list[QuestionRow] = []
    at = index
    while at < len(rows) and at - index < 24:
        row = _question_row(rows[at])
        if row:
            found.append(row)
        elif len(rows[at].text) > 40 or not found:
            break
        at += 1
    count = len(found[0].words) if found else 0
    if len(found) < 3 or count < 2 or any(len(r.words) != count for r in found):
        return None
    table = QuestionTable(found, used=at - index)
    table.heads = _heads(rows, index, found[0])
    return table


def _question_row(row: Row) -> QuestionRow | None:
    if len(row.cells) < 3:
        return None
    label = label_of(row.cells[0].text)
    if label is None:
        return None
    words = [(w, _middle(c), c.text) for c in row.cells[1:] if (w := rating_only(c.text))]
    scores = [int(m.group(1)) for c in row.cells[1:] if (m := _SCORE.match(c.text.strip()))]
    return (
        QuestionRow(label.question, words, scores[0] if scores and scores[0] <= 100 else None)
        if len(words) > 1
        else None
    )


def _middle(cell: Line) -> float:
    return (cell.x0 + cell.x1) / 2


def _heads(rows: list[Row], index: int, first: QuestionRow) -> list[str]:
    """The texts above each column, nearest by their middle; a heading may take several lines."""
    heads = [""] * len(first.words)
    above = [c for row in rows[max(0, index - 8) : index] for c in row.cells]
    reach = max((b[1] - a[1] for a, b in zip(first.words, first.words[1:], strict=False)), default=100.0) * 0.62
    top = min(c.y0 for c in rows[index].cells)
    for cell in above:
        nearest = min(range(len(heads)), key=lambda i: abs(first.words[i][1] - _middle(cell)))
        near = abs(first.words[nearest][1] - _middle(cell)) < reach and len(cell.text) < 60
        if near and top - cell.y0 < 90 and cell.x1 - cell.x0 < 2.2 * reach:
            heads[nearest] = f"{heads[nearest]} {cell.text}".strip()
    return heads
