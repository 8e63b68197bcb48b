"""How much of one report we are willing to read before refusing it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one report. The longest CQC reports have some 500 pages and 20 MB."""

    bytes: int = 60_000_000
    pages: int = 1_000
    characters: int = 20_000_000
    characters_per_page: int = 200_000
    page_side: float = 14_400.0  # points: the largest page the PDF format allows
    json_depth: int = 60
    seconds: float = 120.0
    memory: int = 1_500_000_000
    images: int = 600


DEFAULT_LIMITS = Limits()
