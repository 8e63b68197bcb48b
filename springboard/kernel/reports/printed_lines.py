"""Cuts a row of text that runs over several printed lines: PDFium gives no break before a small first glyph."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

Box = tuple[float, float, float, float]
Row = tuple[str, int, bool]


class Boxes(Protocol):
    """Where characters stand; a loaded text page does."""

    def box(self, index: int) -> Box | None:
        """The box of one character, as seen."""


def units(text: str, astral: bool) -> int:
    """How many UTF-16 units a text takes: PDFium counts in them."""
    return sum(2 if ord(c) > 0xFFFF else 1 for c in text) if astral else len(text)


def printed_lines(page: Boxes, raw: str, start: int, astral: bool) -> list[Row]:
    """The row, cut wherever the next character stands on another level. Text that runs up or down stays whole."""
    placed = _placed(page, raw, start, astral)
    if _slanted(raw, placed):
        return [(raw, start, astral)]
    cuts = [0]
    for (_, before), (at, box) in pairwise(placed):
        if abs(box[3] - before[3]) > 0.5 * max(_height(box), _height(before)):
            cuts.append(at)
    parts = zip(cuts, [*cuts[1:], len(raw)], strict=True)
    return [(raw[a:b], start + units(raw[:a], astral), astral) for a, b in parts]


def _placed(page: Boxes, raw: str, start: int, astral: bool) -> list[tuple[int, Box]]:
    """(position in the row, box) of every character that is drawn."""
    found: list[tuple[int, Box]] = []
    at = start
    for position, character in enumerate(raw):
        box = page.box(at) if not character.isspace() else None
        if box and _height(box) > 0:
            found.append((position, box))
        at += units(character, astral)
    return found


def _height(box: Box) -> float:
    return box[3] - box[1]


def _slanted(raw: str, placed: list[tuple[int, Box]]) -> bool:
    """Whether neighbouring letters of one word stand on different levels, mostly: the text is turned."""
    steps = [
        abs(b[1][3] - a[1][3]) > 0.2 * _height(a[1])
        for a, b in pairwise(placed)
        if b[0] == a[0] + 1 and raw[a[0]].isalpha() and raw[b[0]].isalpha()
    ]
    return bool(steps) and sum(steps) > 0.5 * len(steps)
