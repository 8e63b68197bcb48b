"""The order of findings as one value that a database can sort by, whatever its collation."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from springboard.plan.choices import RANK

_FIGURES: Final = re.compile(r"(\d+)")
_LATEST: Final = 0xFFFFFFFF


def natural(reference: str) -> tuple[Any, ...]:
    """A key that sorts M2 before M12."""
    parts = _FIGURES.split(reference)
    return tuple((1, int(part)) if part.isdigit() else (0, part) for part in parts)


def finding_order(level: str, raised_on: date | None, reference: str) -> tuple[Any, ...]:
    """Strongest level first, then the newest source, then as its references count."""
    return (RANK[level], -raised_on.toordinal() if raised_on else 0, natural(reference))


def order_key(level: str, raised_on: date, reference: str) -> str:
    """``finding_order`` as text: figures and the letters a to f only, which every collation sorts alike. Two findings
    of one trust never have the same, because their references differ; the first two characters are the level's
    (``level_key``)."""
    newest_first = _LATEST - raised_on.toordinal()
    return f"{level_key(level)}{newest_first:08x}{_counting(reference)}"


def level_key(level: str) -> str:
    """The beginning that the keys of every finding of this level share."""
    return f"{RANK[level]:02x}"


def _counting(reference: str) -> str:
    """Words as they are spelt, numbers by their length and then their figures. A reference that writes a number with
    a nought before it (M07) stands right behind the one that does not (M7)."""
    parts = _FIGURES.split(reference)
    numbers = (str(int(part)) for part in parts[1::2])
    pairs = "".join(
        f"{_hex(word)}00{len(number):02x}{_hex(number)}" for word, number in zip(parts, numbers, strict=False)
    )
    nought = any(part.startswith("0") and len(part) > 1 for part in parts[1::2])
    return f"{pairs}{_hex(parts[-1])}0000{f'01{_hex(reference)}' if nought else '00'}"


def _hex(text: str) -> str:
    return text.encode().hex()
