"""A made report as plain values for programs that are handed JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus.variety.blocks import Block, Bullets, Columns, Grid, Heading, Notices, Unreadable
from corpus.variety.furniture import Furniture, list_marks, titled
from corpus.variety.making import Made

Data = dict[str, Any]


class Plain:
    """Turns blocks into dictionaries with a ``kind``."""

    def __init__(self, made: Made) -> None:
        self.look, self.counter = made.look, [0, 0]

    def all(self, blocks: tuple[Block, ...]) -> list[Data]:
        return [self.one(block) for block in blocks]

    def one(self, block: Block) -> Data:
        """One block, with its kind."""
        kind = block.kind if isinstance(block, Unreadable) else type(block).__name__.lower()
        return {"kind": kind, **self._content(block)}

    def _content(self, block: Block) -> Data:
        match block:
            case Heading():
                text = titled(self.look, block, self.counter)
                return {"level": block.level, "text": text, "over": block.over}
            case Bullets():
                return {"items": block.items, "marks": list_marks(block), "style": block.style}
            case Notices():
                return {"first": block.regulation_first, "rows": [asdict(row) for row in block.rows]}
            case Grid():
                return {"rows": block.rows, "wide": block.wide_first}
            case Columns() | Unreadable():
                return {"blocks": self.all(block.blocks)}
        return asdict(block)


def data(made: Made) -> Data:
    """The whole report, its front page, and the header and footer of each page."""
    furniture = Furniture(made)
    return {
        "look": made.look,
        "front": asdict(made.front),
        "blocks": Plain(made).all(made.blocks),
        "headers": [furniture.header(n) for n in range(1, 81)],
        "footers": [furniture.footer(n) or [""] for n in range(1, 81)],
    }
