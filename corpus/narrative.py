"""Paragraphs between the findings: written sentences, put together the same way at every run."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import cast

import yaml

SENTENCES = Path(__file__).parent / "narrative.yaml"
ABOUT_KEY_QUESTIONS = ("safe", "effective", "caring", "responsive", "well_led", "more")


@cache
def bank() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", yaml.safe_load(SENTENCES.read_text(encoding="utf-8")))


def _order(seed: str, sentences: list[str]) -> list[str]:
    """The sentences shuffled by a hash of the seed: no random state, so the same file every time."""
    return sorted(sentences, key=lambda s: hashlib.sha256(f"{seed}/{s}".encode()).digest())


class Narrator:
    """Tells one report's story: a sentence comes back only when all of its kind have been used."""

    def __init__(self, report: str) -> None:
        self.pools = {kind: _order(report, sentences) for kind, sentences in bank().items()}
        everything = [s for kind in ABOUT_KEY_QUESTIONS for s in bank()[kind]]
        self.pools["any"] = _order(report, everything)
        self.told: list[str] = []
        self.paragraphs_told = 0

    def _next(self, kind: str) -> str:
        """The sentence of this kind told least often and longest ago; other kinds before a repetition."""
        own = [s for s in self.pools[kind] if s not in self.told]
        other = [s for s in self.pools["any"] if s not in self.told]
        if not own and not other:
            self.told.clear()
            own = self.pools[kind]
        sentence = (own or other)[0]
        self.told.append(sentence)
        return sentence

    def paragraphs(self, kind: str, count: int, *, decoys: bool = True) -> list[str]:
        """``count`` paragraphs of three to five sentences; every third holds a decoy ("must", "should")."""
        out = []
        for _ in range(count):
            sentences = [self._next(kind) for _ in range(3 + self.paragraphs_told % 3)]
            if decoys and self.paragraphs_told % 3 == 1:
                sentences.insert(1, self.pools["decoy"][self.paragraphs_told % len(self.pools["decoy"])])
            self.paragraphs_told += 1
            out.append(" ".join(sentences))
        return out
