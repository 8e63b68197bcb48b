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
    return columns_apart(_heads_first(lines))


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
