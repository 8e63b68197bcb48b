"""A report as plain text, the way text services and copied web pages give it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from corpus.variety.blocks import (
    Block,
    Bullets,
    Columns,
    Contents,
    FillPage,
    Grid,
    Heading,
    Notices,
    Pairs,
    Para,
)
from corpus.variety.furniture import Furniture, list_marks, titled
from corpus.variety.making import Made


def laid_out(made: Made) -> bytes:
    """The report as UTF-8 text; wrapped or not, with or without footers, by its look."""
    front = made.front
    parts = ["\n".join([*([front.over] if front.over else []), front.title, front.kind, *front.lines])]
    counter = [0, 0]
    parts += [part for block in made.blocks for part in _block(made, block, counter)]
    width = {"9": 0, "10": 100, "11": 82, "12.5": 0}[made.look["size"]]
    lines: list[str] = []
    for part in parts:
        for line in part.split("\n"):
            lines += textwrap.wrap(line, width) if width and line else [line]
        lines.append("")
    return "\n".join(_paged(made, lines)).encode()


def _paged(made: Made, lines: list[str]) -> Iterator[str]:
    furniture = Furniture(made)
    for number, line in enumerate(lines, 1):
        yield line
        if number % 46 == 0:
            yield from furniture.footer(number // 46)


def _block(made: Made, block: Block, counter: list[int]) -> Iterator[str]:
    match block:
        case Heading():
            yield titled(made.look, block, counter)
        case Notices():
            yield from _notices(made, block)
        case Columns():
            for inner in block.blocks:
                yield from _block(made, inner, counter)
        case _:
            yield from _simple(block)


def _simple(block: Block) -> Iterator[str]:
    match block:
        case Para():
            yield block.text
        case Bullets():
            yield _bullets(block)
        case Grid():
            yield from ("\n".join(cell.replace("\n", " ") for cell in row if cell) for row in block.rows)
        case Pairs():
            yield from _pairs(block)
        case FillPage():
            yield from block.pool[:2]
        case Contents():
            lines = (f"{entry} {'.' * 20} {n // 3 + 3}" for n, entry in enumerate(block.entries))
            yield "\n".join(["Contents", *lines])


def _bullets(block: Bullets) -> str:
    marks = list_marks(block)
    if block.style == "lone":
        return "\n".join(f"{mark}\n{item}" for mark, item in zip(marks, block.items, strict=True))
    if block.style == "column":
        return "\n".join([*marks, *block.items])
    if block.style == "indent":
        return "\n".join(block.items)
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True))


def _notices(made: Made, block: Notices) -> Iterator[str]:
    for row in block.rows:
        glyph = f"{made.look['glyph']} " if row.bulleted else ""
        left = "Regulated activity\n" + "\n".join(row.activities)
        right = "Regulation\n" + "\n".join([row.regulation, *(f"{glyph}{words}" for words in row.body)])
        yield from ((right, left) if block.regulation_first else (left, right))
        if row.action:
            yield "\n".join(row.action)


def _pairs(block: Pairs) -> Iterator[str]:
    if block.mode == "column":
        yield "\n".join([*(label for label, _ in block.pairs), *(value for _, value in block.pairs)])
    elif block.mode == "stacked":
        yield "\n".join(f"{label}\n{value}" for label, value in block.pairs)
    else:
        yield "\n".join(f"{label} {value}" for label, value in block.pairs)
