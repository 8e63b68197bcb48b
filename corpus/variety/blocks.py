"""What a generated report is made of, before any program has laid it out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 (a chapter, new page) to 4 (the name of a service above its items)."""

    level: int
    text: str
    over: str | None = None


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """``style``: hang, lone (glyph on a line), column (all glyphs first), indent, numbered, lettered."""

    items: tuple[str, ...]
    style: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement or warning notice: left cell, right cell, and what is printed below the row."""

    activities: tuple[str, ...]
    regulation: str
    body: tuple[str, ...] = ()
    bulleted: bool = False
    action: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notices:
    rows: tuple[Row, ...]
    regulation_first: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells may hold several lines ("Good\\n↑\\nMar 2019"); the first row is its header."""

    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None
    wide_first: bool = True


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with ratings. ``mode``: row (on one line), column (all labels, then all ratings), stacked."""

    pairs: tuple[tuple[str, str], ...]
    mode: str


@dataclass(frozen=True, slots=True)
class Contents:
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page that is a picture (``scan``) or that stands on its side (``sideways``)."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FillPage:
    """Narrative until ``lines`` lines are left on the page, so that what follows runs over its end."""

    lines: int
    pool: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


Block = Heading | Para | Bullets | Notices | Grid | Pairs | Contents | Columns | Unreadable | FillPage | NewPage


@dataclass(frozen=True, slots=True)
class Front:
    title: str
    kind: str
    over: str | None
    lines: tuple[str, ...]


def printed(blocks: tuple[Block, ...]) -> list[str]:
    """Every text of these blocks that stands on a page, in order (for tests and for plain text)."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            out += [*([block.over] if block.over else []), block.text]
        elif isinstance(block, Para):
            out.append(block.text)
        elif isinstance(block, Bullets):
            out += block.items
        elif isinstance(block, Notices):
            out += [text for row in block.rows for text in (*row.activities, row.regulation, *row.body, *row.action)]
        elif isinstance(block, Grid):
            out += [cell for row in block.rows for cell in row if cell]
        elif isinstance(block, Pairs):
            out += [text for pair in block.pairs for text in pair]
        elif isinstance(block, Columns):
            out += printed(block.blocks)
    return out
