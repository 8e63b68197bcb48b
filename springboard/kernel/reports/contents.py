"""Finds the list of contents: its entries are spelled like headings and must not open anything."""

from __future__ import annotations

import re
from itertools import groupby

from springboard.kernel.reports.block import Block

_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$|^[.\s]{6,}$|…\s*\d{0,3}$")
_NUMBERED = re.compile(r"^(?=.{4,120}$)[A-Z].*\D\s\d{1,3}$|^\d{1,3}$")
_FEW = 3  # entries that make a list


def contents_of(blocks: list[Block]) -> set[int]:
    """The positions of all blocks of lists of contents: by dotted leaders, or under "Contents" on the same page."""
    found: set[int] = set()
    by_page = groupby(enumerate(blocks), key=lambda pair: pair[1].page)
    for _, group in by_page:
        found.update(_on_page(list(group)))
    return found


def _on_page(placed: list[tuple[int, Block]]) -> range:
    leaders = [i for i, b in placed if any(_is_leader(line.text) for line in b.lines)]
    heading = next((i for i, b in placed if b.kind == "contents"), None)
    if heading is not None and placed[0][1].page is not None:
        leaders += [i for i, b in placed if i > heading and any(_NUMBERED.match(line.text) for line in b.lines)]
    if len(leaders) < _FEW and not (leaders and _many(placed)):
        return range(0)
    return range(min(leaders) if heading is None else min(heading, *leaders), max(leaders) + 1)


def _is_leader(text: str) -> bool:
    dotted = "..." in text or ". ." in text or "…" in text  # a quick look before the slow one
    return dotted and bool(_LEADER.search(text))


def _many(placed: list[tuple[int, Block]]) -> bool:
    """Entries run together into one block: its lines are counted instead."""
    return sum(_is_leader(line.text) for _, b in placed for line in b.lines) >= _FEW
