"""Where a report lists what must be done: once, or again in each of its parts."""

from __future__ import annotations

import re

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.headings import is_definition
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.list_words import OWN_MODAL, PREVIOUS

_PROVIDER_MODAL = re.compile(
    r"^(?:The|This) (?:trust|provider|service|hospital|location|registered \w+) (?:must|should)(?! have\b)"
)


def asks_provider(text: str) -> bool:
    """Whether a short paragraph asks something of the provider: "The trust should consider …"."""
    return len(text) < 300 and bool(_PROVIDER_MODAL.match(text)) and not PREVIOUS.search(text)


def obliges(block: Block, joiner: Joiner) -> bool:
    """Whether an unbulleted block is an item: "The provider must …", in a block of its own."""
    text = block.text(joiner)
    return block.kind is None and bool(OWN_MODAL.match(text)) and text.endswith((".", ")", ";"))


def items_at(block: Block, below: Block, joiner: Joiner) -> bool:
    """Whether two neighbours are items of a list by their words and looks alone: "The trust must …", both bulleted."""
    if not (block.first.startswith(("The ", "This ")) and bool(block.glyph) and bool(below.glyph)):
        return False
    return all(asks_provider(b.text(joiner)) for b in (block, below))


def is_listed(block: Block, joiner: Joiner) -> bool:
    """Whether a block is an item by its looks: a bullet before it, or a small letter at its beginning."""
    return bool(block.glyph) or block.text(joiner)[:1].islower()


def places_of_lists(blocks: list[Block], entries: set[int], joiner: Joiner) -> int:
    """In how many parts of the report, with its narrative between them, what must be done is listed."""
    places, told = 0, True
    for index, block in enumerate(blocks):
        if index in entries:
            continue
        last = block.lines[-1].text
        stem = not block.glyph and last.endswith(":") and "must" in last.lower() and len(block.lines) < 3
        if block.kind in {"must", "areas"} or (stem and not PREVIOUS.search(block.text(joiner))):
            places, told = places + told, False
        elif not block.glyph and sum(len(line.text) for line in block.lines) > 150:
            text = block.text(joiner)
            told = told or not (text[:1].islower() or OWN_MODAL.match(text) or is_definition(text))
    return places
