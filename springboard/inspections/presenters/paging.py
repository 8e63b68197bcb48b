"""A long list in parts, each on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Pages:
    """Which rows are shown (``first`` up to but not ``last``), and the way to the others; empty words when all are."""

    first: int
    last: int
    showing: str = ""
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None


def pages_of(total: int, part: int, address: str, size: int = MOST_SHOWN) -> Pages:
    """The rows of one part (counted from 1) of ``total``; a part that is not there is the nearest one."""
    parts = max(1, -(-total // size))
    part = min(max(part, 1), parts)
    first, last = (part - 1) * size, min(part * size, total)
    if parts == 1:
        return Pages(first, last)
    return Pages(
        first,
        last,
        f"{first + 1:,} to {last:,} of {total:,}",
        (f"{address}?page={part - 1}#findings", "") if part > 1 else None,
        (f"{address}?page={part + 1}#findings", "") if part < parts else None,
    )
