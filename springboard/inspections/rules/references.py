"""References: given once, in order, never again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from springboard.plan.choices import LETTERS


def report_reference(held: date, taken: Collection[str]) -> str:
    """``CQC-2026-11``; the second report of a month is ``CQC-2026-11b``, the 27th ``CQC-2026-11aa``."""
    base = f"CQC-{held:%Y-%m}"
    for count in range(len(taken) + 2):
        reference = base + (_letters(count) if count else "")
        if reference not in taken:
            return reference
    raise AssertionError("more references tried than are taken")


def _letters(count: int) -> str:
    """1 is "b" (the first report of a month has no letter), 25 "z", 26 "aa"."""
    out = ""
    while count >= 0:
        out = chr(ord("a") + count % 26) + out
        count = count // 26 - 1
    return out


def draft_reference(report_reference: str, level: str, number: int) -> str:
    """The reference a finding will have in the plan: ``CQC-2026-11/M4``."""
    return f"{report_reference}/{LETTERS[level]}{number}"
