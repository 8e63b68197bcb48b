"""A rating grid that the file draws column by column, put in rows again by where its cells stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from springboard.kernel.reports.lines import Line
from springboard.kernel.reports.rating_words import WORD
from springboard.kernel.reports.sections import question_of

_EARLIER = re.compile(r"\b(?:previous(?:ly)?|was|were|formerly|before|last)(?: rat(?:ed|ing))?\s*:?$", re.IGNORECASE)
_TITLED = re.compile(r"^(?:\d[\d.]*\s+)?(?:our )?ratings?\b", re.IGNORECASE)
_WIDEST = 70  # characters: a longer line below the header is prose and ends the grid


@dataclass(frozen=True, slots=True)
class _Frame:
    """The header's cells, left to right, and the room below it."""

    heads: list[Line]
    top: float
    bottom: float

    def column(self, line: Line) -> int:
        """The column a line stands in: 0 for labels, 1 and up for the header's cells."""
        middle = (line.x0 + line.x1) / 2
        centres = [(h.x0 + h.x1) / 2 for h in self.heads]
        half = min(b - a for a, b in pairwise(centres)) / 2
        if middle < centres[0] - half:
            return 0
        return 1 + min(range(len(centres)), key=lambda i: abs(centres[i] - middle))


def row_major(lines: list[Line]) -> list[Line]:
    """The page's lines with grids drawn column by column turned into rows; other pages come back as they are."""
    for frame in _frames(lines):
        lines = _in_rows(lines, frame)
    return lines


def _in_rows(lines: list[Line], frame: _Frame) -> list[Line]:
    inside = [
        w for w in lines if frame.top < w.y0 < frame.bottom and len(w.text) <= _WIDEST and not _TITLED.match(w.text)
    ]
    now = _rated_now(inside, frame)
    if not _by_columns([frame.column(w) for w in now]):
        return lines
    bands = _bands(now, frame)
    ordered = sorted(inside, key=lambda w: (_band(w, bands), frame.column(w), w.y0))
    as_rows = [replace(w, cells=2) for w in [*frame.heads, *ordered]]
    taken = {id(w) for w in [*frame.heads, *inside]}
    first = next(i for i, w in enumerate(lines) if id(w) in taken)
    rest = [w for w in lines if id(w) not in taken]
    return [*rest[:first], *as_rows, *rest[first:]]


def _frames(lines: list[Line]) -> list[_Frame]:
    """Each grid of the page: it ends where prose begins or the next header stands."""
    heads = [w for w in lines if w.size and (question_of(w.text) or w.text.strip().lower() == "overall")]
    rows: list[list[Line]] = []
    for head in heads:
        row = sorted((w for w in heads if abs(w.y0 - head.y0) < 0.6 * head.size), key=lambda w: w.x0)
        if len({w.text for w in row}) >= 4 and not any(w is head for known in rows for w in known):
            rows.append(row)
    tops = [row[0].y0 for row in rows]
    out: list[_Frame] = []
    for row in rows:
        top = max(w.y1 for w in row) - 1
        below = [w.y0 for w in lines if w.y0 > top and len(w.text) > _WIDEST]
        below += [y for y in tops if y > top]
        out.append(_Frame(row, top, min(below, default=float("inf"))))
    return out


def _rated_now(inside: list[Line], frame: _Frame) -> list[Line]:
    """The cells that begin with a rating and are no rating of before, which stands below "Previously:"."""
    out: list[Line] = []
    last: dict[int, str] = {}
    for line in inside:
        column = frame.column(line)
        earlier = bool(_EARLIER.search(last.get(column, "")))
        if (WORD.match(line.text) or line.text.startswith("Requires")) and not earlier:
            out.append(line)
        last[column] = line.text
    return out


def _by_columns(columns: list[int]) -> bool:
    """Whether ratings follow one another mostly down a column instead of along a row."""
    steps = list(pairwise(columns))
    return len(steps) >= 4 and sum(a == b for a, b in steps) >= 0.4 * len(steps)


def _bands(now: list[Line], frame: _Frame) -> list[float]:
    """The middle of each row, by the ratings of the column that has most of them."""
    starts: dict[int, list[float]] = {}  # by column
    for line in now:
        if column := frame.column(line):
            starts.setdefault(column, []).append((line.y0 + line.y1) / 2)
    fullest = max(starts, key=lambda column: len(starts[column]))
    return sorted(starts[fullest])


def _band(line: Line, bands: list[float]) -> int:
    """The row whose rating is nearest; what hangs under a rating (a month, a second line) is nearer to its own."""
    middle = (line.y0 + line.y1) / 2
    return min(range(len(bands)), key=lambda i: abs(bands[i] + 0.3 * line.size - middle))
