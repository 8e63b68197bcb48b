"""Paragraphs between the findings: written sentences, put together the same way at every run."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import cast

import yaml

SENTENCES = Path(__file__).parent / "narrative.yaml"


@cache
def bank() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", yaml.safe_load(SENTENCES.read_text(encoding="utf-8")))


def _order(seed: str, sentences: list[str]) -> list[str]:
    """The sentences shuffled by a hash of the seed: no random state, so the same file every time."""
    return sorted(sentences, key=lambda s: hashlib.sha256(f"{seed}/{s}".encode()).digest())


def paragraphs(seed: str, kq: str, count: int, mood: str = "mixed") -> list[str]:
    """``count`` paragraphs of three to five sentences about a key question (or ``any``): its own sentences first."""
    pools = bank()
    names = [name for name in pools if name != "decoy"]
    first = [kq] if kq in names else []
    pool = [s for name in first for s in _order(seed, pools[name])]
    pool += _order(seed, [s for name in names if name not in first for s in pools[name]])
    decoys = _order(seed, pools["decoy"])
    out: list[str] = []
    taken = 0
    for number in range(count):
        size = 3 + len(pool[taken % len(pool)]) % 3
        sentences = [pool[(taken + step) % len(pool)] for step in range(size)]
        taken += size
        if mood == "mixed" and number % 3 == 1:
            sentences.insert(1, decoys[number % len(decoys)])
        out.append(" ".join(sentences))
    return out
