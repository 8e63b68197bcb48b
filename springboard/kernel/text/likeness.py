"""How alike two sentences are, without a model: shared words, where rare words count for more.

Cosine of word counts weighted by inverse document frequency (Salton and Buckley 1988), over word stems made
by cutting English endings. "The trust must ensure that" stands in every finding, so it weighs next to
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from springboard.kernel.text.folding import fold

_WORD: Final = re.compile(r"[a-z0-9]+")
_ENDINGS: Final = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ies", "ed", "es", "ly", "s", "e")
_SMALL_WORDS: Final = """
    a all an and any are as at be been by for from had has have in into is it its must no not of on or should so that
    the their them there these they this those to trust ensure ensures was were when where which who will with within
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Alike:
    """``score`` runs from 0 (nothing shared) to 1 (the same words); ``shared`` are the heaviest words in
    common."""

    score: float
    shared: tuple[str, ...]


def stem(word: str) -> str:
    """The word without one common English ending, never shorter than four letters: supervised, supervision
    differ, review, reviewed and reviews do not."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def words(text: str) -> list[str]:
    """The words that carry meaning, folded, in order."""
    return [word for word in _WORD.findall(fold(text)) if word not in _SMALL and len(word) > 1]


class Likeness:
    """Compares one text with many; the many give the weights of the words."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._stems = {key: Counter(map(stem, words(text))) for key, text in texts.items()}
        self._in = Counter(word for stems in self._stems.values() for word in stems)

    def to(self, text: str) -> dict[int, Alike]:
        """How alike each text is to this one; those that share no word are left out."""
        spelt: dict[str, str] = {}
        for word in words(text):
            spelt.setdefault(stem(word), word)
        mine = Counter(map(stem, words(text)))
        found = {}
        for key, theirs in self._stems.items():
            shared = mine.keys() & theirs.keys()
            if shared:
                heaviest = sorted(shared, key=lambda word: (-self._weight(word), word))
                found[key] = Alike(self._cosine(mine, theirs, shared), tuple(spelt[word] for word in heaviest))
        return found

    def _weight(self, word: str) -> float:
        return 1 + log((1 + len(self._stems)) / (1 + self._in[word]))

    def _cosine(self, mine: Counter[str], theirs: Counter[str], shared: Iterable[str]) -> float:
        top = sum(mine[word] * theirs[word] * self._weight(word) ** 2 for word in sorted(shared))
        return min(1.0, top / (self._length(mine) * self._length(theirs)))

    def _length(self, stems: Counter[str]) -> float:
        return sqrt(sum((count * self._weight(word)) ** 2 for word, count in stems.items()))
