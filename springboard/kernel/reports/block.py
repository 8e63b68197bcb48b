"""A block: lines that belong together, and what a single line says about where one begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from springboard.kernel.reports.group_names import names_group
from springboard.kernel.reports.lines import Joiner, Line, rects_of
from springboard.kernel.reports.model import Rect
from springboard.kernel.reports.wording import spaced_modal


@dataclass(slots=True)
class Block:
    """Lines that belong together; ``glyph`` is the bullet or number before them, "" for none."""

    lines: list[Line]
    glyph: str = ""
    first: str = ""  # the first line's text without its bullet
    kind: str | None = None  # the section a heading opens
    body_x: float = 0.0
    indent: float = 0.0
    column: bool = False  # the last of several glyphs drawn before all their texts
    _text: str | None = field(default=None, repr=False)

    @property
    def page(self) -> int | None:
        """The page it begins on."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """Its font size, 0 without geometry."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether it begins in bold."""
        return self.lines[0].bold

    @property
    def rects(self) -> tuple[Rect, ...]:
        """Where its lines stand."""
        return rects_of(self.lines)

    def text(self, joiner: Joiner) -> str:
        """Its words as running text, without the bullet."""
        if self._text is None:
            self._text = spaced_modal(joiner.join([self.first, *(line.text for line in self.lines[1:])]))
        return self._text


def begins_group(text: str) -> bool:
    """Whether a line after a whole sentence is, or begins with, the name of the service that follows."""
    if len(text) > 110 or text.endswith((".", ";", ",")):
        return False
    return names_group(text) or (" – " in text and names_group(text.partition(" – ")[0]))


def titled(line: Line, rest: str) -> bool:
    """Whether a numbered line in bold is a heading rather than an item: short, and no sentence."""
    return (
        line.bold and rest[:1].isupper() and len(rest) < 90 and not rest.endswith((".", ";", ",")) and bool(line.size)
    )


def styled_apart(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) > 0.08 * max(a.size, b.size) or a.bold != b.bold


def heading_like(line: Line) -> bool:
    return line.bold and not line.text.rstrip().endswith((".", ";", ","))
