"""Bullets and numbers that stand apart from their words, put back before them."""

from __future__ import annotations

import itertools
import re

from springboard.kernel.reports.lines import GLYPHS, Line, split_bullet

NUMBER = re.compile(r"\(?\d{1,3}[.)]?|[MS]\d{1,3}")
TRAILING = re.compile(rf"(?<=[.:;,)])\s+(?P<glyph>[{GLYPHS}\ue000-\uf8ffo])$")
LONE = re.compile(rf"^(?:[{GLYPHS}\ue000-\uf8ff]|[-–—*+~>])$")


def glyphs_moved_on(lines: list[Line]) -> list[Line]:
    """A bullet that ends a line belongs to the next one: some files have no line break before it."""
    for line, below in itertools.pairwise(lines):
        apart = len(line.text) > 3 and line.text[-2].isspace()
        if apart and (match := TRAILING.search(line.text)) and not split_bullet(below.text)[0]:
            line.text = line.text[: match.start()].rstrip()
            below.text = f"{match.group('glyph')} {below.text}"
    return lines


def glyphs_placed(lines: list[Line]) -> list[Line]:
    """Bullets drawn in a column of their own are put back before the text that stands on their line."""
    lone = [line for line in lines if line.size and LONE.match(line.text.strip())] + _numbers_in_column(lines)
    if not lone:
        return lines
    used: set[int] = set()
    for glyph in lone:
        beside = [w for w in lines if _beside(glyph, w) and id(w) not in used]
        if beside:
            nearest = min(beside, key=lambda w: w.x0)
            mark = glyph.text.strip()
            nearest.text = f"{mark if LONE.match(mark) else mark.rstrip('.)') + '.'} {nearest.text}"
            nearest.x0 = min(nearest.x0, glyph.x0)
            used.update((id(glyph), id(nearest)))
    gone = {id(glyph) for glyph in lone} & used
    return [line for line in lines if id(line) not in gone]


def _is_number_cell(line: Line) -> bool:
    """A number in a column of its own, as in a table of actions."""
    return bool(NUMBER.fullmatch(line.text.strip()))


def _numbers_in_column(lines: list[Line]) -> list[Line]:
    """Numbers that stand under one another, or in cells of their own: an item begins beside each."""
    numbers = [line for line in lines if line.size and _is_number_cell(line)]
    return [
        n
        for n in numbers
        if n.cells > 1 or sum(abs(n.x0 - other.x0) < 4 and n.page == other.page for other in numbers) > 1
    ]


def _beside(glyph: Line, line: Line) -> bool:
    middle = (glyph.y0 + glyph.y1) / 2
    return (
        line is not glyph
        and line.page == glyph.page
        and line.y0 - 1 <= middle <= line.y1 + 1
        and glyph.x1 - 2 <= line.x0 <= glyph.x1 + 60
        and not LONE.match(line.text.strip())
    )
