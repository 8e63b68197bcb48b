"""Puts the lines of a page in the order a person reads them, where the file's own order is not that."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from itertools import pairwise

from springboard.kernel.reports.lines import Line


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The page's lines with its headings first, its footers last, and interleaved columns one after the other.

    The file's own order is trusted otherwise: report generators write a cell, then the next cell.
    """
    return columns_apart(_heads_first(_fallen_into_place(lines)))


def _fallen_into_place(lines: list[Line]) -> list[Line]:
    """Boxes that the file draws after the text around them, put back where they stand.

    A line out of place stands higher than a line drawn before it although both take the same room across the page;
    columns and the cells of a row never do.
    """
    lines = _feet_last(lines)
    if not any(a.size and b.y0 < a.y0 - a.size and _above_earlier(lines, i) for i, (a, b) in _steps(lines)):
        return lines
    out: list[Line] = []
    at = 0  # a line stands after the one drawn before it, unless the page says otherwise
    lowest = 0.0  # of the lines before that place: a line below it needs no comparing
    for line in lines:
        follows = line.y0 >= lowest or (at and _above(out[at - 1], line))
        before = None if follows else next((i for i in range(at) if _above(line, out[i])), None)
        passed = max((i + 1 for i in range(at, len(out)) if _above(out[i], line)), default=at)
        moved = before is not None or passed != at
        at = passed if before is None else before
        lowest = max((w.y0 for w in out[:at]), default=0.0) if moved else lowest
        out.insert(at, line)
        lowest = max(lowest, line.y0)
        at += 1
    return out


def _feet_last(lines: list[Line]) -> list[Line]:
    """A footer drawn before everything else stands last."""
    if len(lines) < 12:
        return lines
    bottom = max(w.y1 for w in lines)
    floor = bottom - 45 if bottom > 600 else max(w.y1 for w in lines[6:]) - 1
    feet = [w for w in lines[:6] if w.y0 >= floor]
    return [w for w in lines[:6] if w.y0 < floor] + lines[6:] + feet if feet else lines


def _steps(lines: list[Line]) -> Iterable[tuple[int, tuple[Line, Line]]]:
    return enumerate(pairwise(lines), 1)


def _above_earlier(lines: list[Line], index: int) -> bool:
    return any(_above(lines[index], other) for other in lines[:index])


def _turned(line: Line) -> bool:
    return line.y1 - line.y0 > 1.8 * max(line.size, 4.0)


def _above(line: Line, other: Line) -> bool:
    """Whether a line stands above another in the same column; turned text stands in none."""
    if other.y0 <= line.y0 + 2.4 or other.y0 <= line.y0 + 0.6 * line.size:  # asked for every pair of lines: first
        return False
    left, right = line.x0, line.x1
    other_left, other_right = other.x0, other.x1
    width = min(right - left, other_right - other_left)
    across = (right if right < other_right else other_right) - (left if left > other_left else other_left)
    return across > 0.3 * width and not _turned(line) and not _turned(other)


def _heads_first(lines: list[Line]) -> list[Line]:
    """Some generators draw a page's title last: headings at the top of the page come first, by height.

    Peels single rows off the top quarter. A row out of the file's order is only moved when it looks like a
    heading (another size, or set apart), so that a second column is never torn.
    """
    if len(lines) < 2 or not any(line.y1 for line in lines):
        return lines
    order = {id(line): index for index, line in enumerate(lines)}
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    limit = 0.25 * max(*(line.y1 for line in lines), 800.0)
    by_height = sorted(lines, key=lambda w: (w.y0, w.x0))
    peeled: list[Line] = []
    for line, below in itertools.pairwise(by_height):
        apart = below.y0 - line.y1 > 0.6 * line.size or abs(line.size - usual) > 0.12 * usual
        same_row = below.y0 < line.y0 + 0.5 * line.size
        in_order = order[id(line)] == len(peeled)
        if line.y0 > limit or same_row or not (in_order or apart):
            break
        peeled.append(line)
    taken = {id(line) for line in peeled}
    return peeled + [line for line in lines if id(line) not in taken]


def columns_apart(lines: list[Line]) -> list[Line]:
    """Undoes interleaving: a run of rows cut at the same gap is read left side first, then right side."""
    if not any(line.cells > 1 for line in lines):
        return lines
    out: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run, line):
            out.extend(_unrun(run))
            run = []
        if line.cells == 2 or run:
            run.append(line)
        else:
            out.append(line)
    out.extend(_unrun(run))
    return out


def _continues(run: list[Line], line: Line) -> bool:
    last = run[-1]
    if line.cells > 2 or abs(line.size - last.size) > 1.2:
        return False
    if abs(line.y0 - last.y0) < 2:
        return True
    pitch = line.y0 - last.y0
    if not 0 < pitch < 1.75 * max(last.size, 6):
        return False
    gutter = _gutter(run)
    return line.cells == 2 or gutter is None or line.x0 >= gutter - 2 or line.x1 <= gutter + 2


def _gutter(run: Iterable[Line]) -> float | None:
    rights = [w.x0 for w in run if w.cells == 2]
    return max(rights) if rights else None


def _unrun(run: list[Line]) -> list[Line]:
    """Left cells, then right cells, when at least two rows were cut in two at about the same place."""
    rights = [b.x0 for a, b in itertools.pairwise(run) if a.cells == b.cells == 2 and abs(a.y0 - b.y0) < 2]
    if len(rights) < 2 or max(rights) - min(rights) > 3:
        return run
    edge = min(rights) - 2
    left, right = [w for w in run if w.x0 < edge], [w for w in run if w.x0 >= edge]
    words = [len(w.text) for w in run]
    if sum(words) / len(words) < 14:  # short labels and values: a table of rows, to be read across
        return run
    rows = [(a, b) for a, b in pairwise(run) if a.cells == b.cells == 2 and abs(a.y0 - b.y0) < 2]
    begin = sum(not a.text[:1].islower() and not b.text[:1].islower() for a, b in rows)
    return run if begin >= 0.7 * len(rows) and len(rows) * 2 == len(run) else left + right
