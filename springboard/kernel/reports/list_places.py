"""Where a report lists what must be done: once, or again in each of its parts."""

from __future__ import annotations

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.headings import is_definition
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.list_words import OWN_MODAL, PREVIOUS


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
