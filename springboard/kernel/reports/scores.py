"""Scores of the single assessment framework: a percentage for each key question, 1 to 4 for each statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from springboard.kernel.reports.lines import PageLines, split_bullet
from springboard.kernel.reports.model import KeyQuestion, StatementScore
from springboard.kernel.reports.rating_words import rows_of
from springboard.kernel.reports.sections import question_of
from springboard.kernel.vocabulary import statement_named
from springboard.kernel.vocabulary.questions import QualityStatement

_SCORED = re.compile(r"\bscored (?P<score>\d{1,3})\s*(?:%|\(?out of 100\)?|per ?cent)", re.IGNORECASE)
_SCORE = re.compile(r"^(?:Score\s*[:–-]?\s*)(?P<score>[1-4])\b|^(?P<alone>[1-4])(?:\s*[-–(/].{0,60})?$", re.IGNORECASE)
_NOT_LOOKED = re.compile(r"\b(?:did not look at|not assessed|did not assess|was not looked at|based on the previous rating)\b", re.IGNORECASE)
_REACH = 14  # rows between a statement's name and its score, where the commentary stands between them


@dataclass(slots=True)
class _Open:
    statement: QualityStatement
    page: int | None
    age: int = 0


def scores_in(pages: Iterable[PageLines], name: str) -> tuple[list[StatementScore], dict[KeyQuestion, int]]:
    """Statement scores, each statement once, and the percentage printed for each key question."""
    reader = _Scores(name)
    for page in pages:
        for row in rows_of(page.lines):
            reader.row(row.text.strip(), page.number)
    reader.close()
    return list(reader.found.values()), reader.percentages


class _Scores:
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: dict[int, StatementScore] = {}
        self.percentages: dict[KeyQuestion, int] = {}
        self.question: KeyQuestion | None = None
        self.open: _Open | None = None

    def row(self, text: str, page: int) -> None:
        """Takes one row of text."""
        text = split_bullet(text)[1] if not text[:1].isdigit() else text
        if len(text) < 60 and (question := question_of(text)):
            self.question = question
        if self.question and (scored := _SCORED.search(text)) and int(scored.group("score")) <= 100:
            self.percentages.setdefault(self.question, int(scored.group("score")))
        statement, rest = _statement_at(text)
        if statement:
            self.close()
            self.open = _Open(statement, page)
            text = rest
        if self.open and text:
            self._value(text)

    def _value(self, text: str) -> None:
        if self.open is None:
            return
        match = _SCORE.match(text)
        if match:
            self._file(int(match.group("score") or match.group("alone")), text)
        elif _NOT_LOOKED.search(text):
            self._file(None, text)
        else:
            self.open.age += 1
            if self.open.age > _REACH:
                self.open = None

    def _file(self, score: int | None, printed: str) -> None:
        if self.open:
            known = self.open.statement
            self.found.setdefault(
                known.id,
                StatementScore(
                    "service", self.name, known.key_question, known.name, known.id, score, printed[:200], self.open.page
                ),
            )
        self.open = None

    def close(self) -> None:
        """A statement whose score never came is no score."""
        self.open = None


def _statement_at(text: str) -> tuple[QualityStatement | None, str]:
    """The statement a row begins with, and what follows it on the row ("Learning culture  Score: 3")."""
    if len(text) > 130:
        return None, text
    whole = statement_named(text)
    if whole:
        return whole, ""
    match = re.match(r"^(?P<name>.{6,80}?)[\s:–-]+(?P<rest>(?:Score\s*[:–-]?\s*)?[1-4](?:\s*[-–(].*)?|Not assessed.*)$", text)
    statement = statement_named(match.group("name")) if match else None
    return (statement, match.group("rest")) if match and statement else (None, text)
