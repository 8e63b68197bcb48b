"""Scores of the single assessment framework: a percentage for each key question, 1 to 4 for each statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from springboard.kernel.reports.lines import PageLines, split_bullet
from springboard.kernel.reports.model import KeyQuestion, StatementScore
from springboard.kernel.reports.rating_words import Row, rows_of
from springboard.kernel.reports.sections import question_of
from springboard.kernel.vocabulary import quality_statements, statement_named
from springboard.kernel.vocabulary.loading import plain
from springboard.kernel.vocabulary.questions import QualityStatement

_SCORED = re.compile(r"\bscored (?P<score>\d{1,3})\s*(?:%|\(?out of 100\)?|per ?cent)", re.IGNORECASE)
_SCORE = re.compile(
    r"^(?:we\s+)?(?:scor(?:e|ed|es|ing)|rated)\b[^.\d%]{0,60}?(?P<score>[1-4])\b(?!\s*\d|\.\d|%|\s*[-–]\s*4\b)"
    r"|^\(?(?P<alone>[1-4])\)?(?:\s*(?:[-–(/]|out of|evidence).{0,60})?$",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"^[\W_]*(?:scor\w*[\W_]*(?:(?:of|as|is|was)[\W_]*)?)?[1-4](?=\W*(?:$|/|out of|of 4|[-–]|evidence|\)))|"
    r"^[\W_]*(?:not (?:assessed|scored|looked at)|n/a)",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"^(?:scor\w*\W*)?(?P<score>[1-4])\b[\W_]+(?P<name>[A-Z].{5,80})$", re.IGNORECASE)
_DOTS = re.compile(r"^[\s(]*(?P<full>[●⬤■★]{1,4})\s*(?P<empty>[○☆□◯]{0,3})[\s)]*$")
_IN_WORDS: tuple[tuple[str, int], ...] = (
    ("significant shortfalls", 1),
    ("some shortfalls", 2),
    ("good standard", 3),
    ("exceptional standard", 4),
)
_NOT_LOOKED = re.compile(
    r"\b(?:did not look at|not assessed|did not assess|not scored|^n/a$|^[–-]$|"
    r"was not looked at|based on the previous rating)\b",
    re.IGNORECASE,
)
_WORTH_A_LOOK = re.compile(
    r"\b[Ss]cored?\b(?: (?:as|of|this|the)\b[^.]{0,30})?\W{0,3}\d|out of 100|[●⬤■★][○☆□◯●⬤■★]|[Qq]uality [Ss]tatement"
)
_REACH = 40  # rows between a statement's name and its score, where the commentary stands between them


@dataclass(slots=True)
class _Open:
    statement: QualityStatement
    page: int | None
    printed: str
    age: int = 0


def scores_in(pages: Iterable[PageLines], name: str) -> tuple[list[StatementScore], dict[KeyQuestion, int]]:
    """Statement scores, each statement once, and the percentage printed for each key question."""
    reader = _Scores(name)
    pages = list(pages)
    texts = [text for page in pages if "core" in (text := page.flat) or "uality" in text or "●" in text]
    if not any(_WORTH_A_LOOK.search(text) for text in texts):
        return [], {}
    found = [(page.number, row) for page in pages for row in _ordered(_beside(rows_of(page.lines)))]
    for number, row in found:
        reader.row(row, number)
    reader.close()
    return list(reader.found.values()), reader.percentages


def _beside(rows: list[Row]) -> list[Row]:
    """Scores drawn in a column of their own, each put back beside the statement at its height."""
    lone = [r for r in rows if len(r.cells) == 1 and r.cells[0].size and _SCORE.match(r.cells[0].text)]
    names = [r for r in rows if r.cells[0].size and statement_named(split_bullet(r.cells[0].text)[1])]
    moved: set[int] = set()
    for row in lone:
        cell = row.cells[0]
        level = [
            n
            for n in names
            if abs(n.cells[0].y0 - cell.y0) < 0.8 * cell.size and n.cells[-1].x1 < cell.x0 and len(n.cells) < 3
        ]
        if len(level) == 1:
            level[0].cells.append(cell)
            moved.add(id(row))
    return [r for r in rows if id(r) not in moved]


def _ordered(rows: list[Row]) -> list[list[str]]:
    """Rows as texts; cards side by side are dealt into pairs, and scores above their names go below them."""
    texts: list[list[str]] = []
    index = 0
    while index < len(rows):
        cells = [c.text.strip() for c in rows[index].cells]
        below = [c.text.strip() for c in rows[index + 1].cells] if index + 1 < len(rows) else []
        cards = len(cells) > 1 and len(cells) == len(below) and all(_statement_at(split_bullet(c)[1])[0] for c in cells)
        if cards and all(_SCORE.match(c) or _NOT_LOOKED.search(c) for c in below):
            texts.extend([a, b] for a, b in zip(cells, below, strict=True))
            index += 2
        else:
            texts.append(cells)
            index += 1
    return _names_first(_columns_zipped(texts))


def _columns_zipped(texts: list[list[str]]) -> list[list[str]]:
    """Names one after the other and then their scores: zipped when there are as many, else the scores are dropped."""
    kinds = [_kind(cells) for cells in texts]
    out: list[list[str]] = []
    index = 0
    while index < len(texts):
        names = _run(kinds, index, "name")
        scores = _run(kinds, index + names, "score") if names > 1 else 0
        if names > 1 and scores:
            pairs = zip(texts[index : index + names], texts[index + names : index + names + scores], strict=False)
            out.extend([*name, *score] for name, score in pairs if names == scores)
            index += names + scores
        else:
            out.append(texts[index])
            index += 1
    return out


def _run(kinds: list[str], start: int, kind: str) -> int:
    end = start
    while end < len(kinds) and kinds[end] == kind:
        end += 1
    return end - start


def _kind(cells: list[str]) -> str:
    if len(cells) == 1 and _SCORE.match(cells[0]):
        return "score"
    return "name" if len(cells) == 1 and statement_named(split_bullet(cells[0])[1]) else ""


def _names_first(texts: list[list[str]]) -> list[list[str]]:
    marks = []
    for index, cells in enumerate(texts):
        if kind := _kind(cells):
            marks.append((index, kind))
    if len(marks) < 4 or [k for _, k in marks] != ["score", "name"] * (len(marks) // 2):
        return texts
    out = list(texts)
    for (score, _), (name, _) in zip(marks[::2], marks[1::2], strict=True):
        out[score], out[name] = texts[name], texts[score]
    return out


class _Scores:
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: dict[int, StatementScore] = {}
        self.percentages: dict[KeyQuestion, int] = {}
        self.question: KeyQuestion | None = None
        self.open: _Open | None = None
        self.prefix = ""
        self.pending: list[str] | None = None

    def row(self, cells: list[str], page: int) -> None:
        """Takes one row of the page, cell by cell: a name and its score may share it, and a name may wrap."""
        text = " ".join(cells)
        if "....." in text or ". . . ." in text:
            return  # an entry of the list of contents
        if len(text) < 60 and (question := question_of(text)):
            self.question = question
        if self.question and (scored := _SCORED.search(text)) and int(scored.group("score")) <= 100:
            self.percentages.setdefault(self.question, int(scored.group("score")))
        first = split_bullet(cells[0])[1] if not cells[0][:1].isdigit() else cells[0]
        statement, rest = _statement_at(f"{self.prefix} {first}".strip())
        if statement is None and self.prefix:
            statement, rest = _statement_at(first)
        if statement:
            held, pending, self.prefix, self.pending = self.prefix, self.pending, "", None
            self.open = _Open(statement, page, _as_printed(statement, f"{held} {first}", first))
            for value in [rest, *cells[1:], *(pending or [])]:
                self._value(value)
            return
        self._hold(first, cells[1:])
        for value in [first, *cells[1:]]:
            self._value(value)

    def _hold(self, first: str, others: list[str]) -> None:
        """Keeps the beginning of a statement's name that goes on in the next row, and any score beside it."""
        start = plain(f"{self.prefix} {first}") if len(first) < 60 else ""
        if len(start) > 5 and any(name.startswith(start + " ") for name in _plain_names()):
            self.pending = [*(self.pending or []), *others]
            self.prefix = f"{self.prefix} {first}".strip()
        else:
            self.prefix, self.pending = "", None

    def _value(self, text: str) -> None:
        if self.open is None or not text:
            return
        match = _SCORE.match(text)
        dots = _DOTS.match(text)
        if match and match.group("alone") and self.open.age > 6:
            return  # a bare digit this far below a name belongs to something else
        if dots and len(dots.group("full")) + len(dots.group("empty")) == 4:
            self._file(len(dots.group("full")), text)
        elif match:
            self._file(int(match.group("score") or match.group("alone")), text)
        elif said := next(
            (n for words, n in _IN_WORDS if re.search(rf"\bevidence (?:shows|showed)[^.]{{0,30}}{words}", text)), None
        ):
            self._file(said, text)
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
                    "service",
                    self.name,
                    known.key_question,
                    self.open.printed,
                    known.id,
                    score,
                    printed[:200],
                    self.open.page,
                ),
            )
        self.open = None

    def close(self) -> None:
        """A statement whose score never came is no score."""
        self.open = None


def _names() -> list[str]:
    return [n for s in quality_statements() for n in (s.name, *s.variants)]


def _statement_at(text: str) -> tuple[QualityStatement | None, str]:
    """The statement a row begins with, and what follows it on the row ("Learning culture  Score: 3")."""
    if len(text) > 130:
        return None, text
    whole = statement_named(text)
    if whole:
        return whole, ""
    before = _BEFORE_NAME.match(text)
    if before and (named := statement_named(before.group("name"))):
        return named, before.group("score")
    start = plain(text) if not text[:1].islower() else ""
    known = next((n for n in _plain_names() if start.startswith(n + " ")), None)
    if known is None:
        return None, text
    rest = _after_words(text, len(known.split()))
    return (
        (statement_named(known), rest.strip(" :–-(|")) if _AFTER_NAME.match(rest) or _DOTS.match(rest) else (None, text)
    )


def _as_printed(statement: QualityStatement, *texts: str) -> str:
    """The statement's name in the report's own words, where they are all there is."""
    return next((t.strip() for t in texts if statement_named(t.strip(" :")) == statement), statement.name)


def _after_words(text: str, count: int) -> str:
    for seen, match in enumerate(re.finditer(r"[A-Za-z0-9’']+", text), 1):
        if seen == count:
            return text[match.end() :]
    return ""


@lru_cache(maxsize=1)
def _plain_names() -> tuple[str, ...]:
    """All names of statements as they are compared, longest first."""
    return tuple(sorted({plain(n) for n in _names()}, key=len, reverse=True))
