"""A made report as plain values for programs that are handed JSON: headings cased and numbered, marks spelt out."""

from __future__ import annotations

from typing import Any

from corpus.variety.blocks import Block, Bullets, Columns, Contents, FillPage, Grid, Heading, NewPage, Notices, Pairs, Para, Unreadable
from corpus.variety.furniture import Furniture, list_marks, numbered
from corpus.variety.making import Made

Data = dict[str, Any]


class Plain:
    """Turns blocks into dictionaries with a ``kind``."""

    def __init__(self, made: Made) -> None:
        self.look, self.counter = made.look, [0, 0]
        self.fill = 0

    def all(self, blocks: tuple[Block, ...]) -> list[Data]:
        return [self.one(block) for block in blocks]

    def one(self, block: Block) -> Data:
        """One block."""
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": self.title(block), "over": block.over}
            case Para():
                return {"kind": "para", "text": block.text, "bold": block.bold}
            case Bullets():
                return {"kind": "bullets", "items": list(block.items), "marks": list_marks(block), "style": block.style}
            case Notices():
                return {"kind": "notices", "first": block.regulation_first, "rows": [self._row(row) for row in block.rows]}
            case Grid():
                return {"kind": "grid", "rows": [list(row) for row in block.rows], "wide": block.wide_first}
            case Pairs():
                return {"kind": "pairs", "pairs": [list(pair) for pair in block.pairs], "mode": block.mode}
            case Contents():
                return {"kind": "contents", "entries": list(block.entries)}
            case Columns():
                return {"kind": "columns", "blocks": self.all(block.blocks)}
            case Unreadable():
                return {"kind": block.kind, "blocks": self.all(block.blocks)}
            case FillPage():
                return {"kind": "fillpage", "lines": block.lines, "pool": list(block.pool)}
            case NewPage():
                return {"kind": "newpage"}

    def title(self, heading: Heading) -> str:
        form = self.look["headings"]
        if form == "numbered":
            return numbered(heading, self.counter)
        return heading.text.upper() if form == "caps" else heading.text

    @staticmethod
    def _row(row: Any) -> Data:
        return {
            "activities": list(row.activities),
            "regulation": row.regulation,
            "body": list(row.body),
            "bulleted": row.bulleted,
            "action": list(row.action),
        }


def data(made: Made) -> Data:
    """The whole report, its front page, and the header and footer of each page."""
    furniture = Furniture(made)
    front = made.front
    return {
        "look": made.look,
        "front": {"title": front.title, "kind": front.kind, "over": front.over, "lines": list(front.lines)},
        "blocks": Plain(made).all(made.blocks),
        "headers": [furniture.header(n) for n in range(1, 81)],
        "footers": [furniture.footer(n) or [""] for n in range(1, 81)],
    }
