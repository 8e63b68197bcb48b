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
from functools import lru_cache
from math import log, sqrt
from typing import Final

from springboard.kernel.text.folding import fold

LONGEST_STEM: Final = 64  # a longer word is one only in name; it is compared by its beginning
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


def stems(text: str) -> Counter[str]:
    """How often each word stem stands in the text: all that likeness looks at."""
    return Counter(stem(word)[:LONGEST_STEM] for word in words(text))


@lru_cache(maxsize=16)
def _looked_at(text: str) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """A text's stems and how each is spelt first: made once for all it is compared with."""
    spelt: dict[str, str] = {}
    for word in words(text):
        spelt.setdefault(stem(word)[:LONGEST_STEM], word)
    return stems(text), spelt


@dataclass(frozen=True, slots=True)
class Weights:
    """What each word weighs among ``texts`` texts, of which ``found_in`` have it: at least 1 (it stands in every one),
    more the rarer it is. A word that is not in ``found_in`` stands in none; one that stands in ``common_from`` or more
    weighs 1, where counting stops there."""

    texts: int
    found_in: Mapping[str, int]
    common_from: int | None = None

    def of(self, word: str) -> float:
        found = self.found_in.get(word, 0)
        if self.common_from is not None and found >= self.common_from:
            return 1.0
        return 1 + log((1 + self.texts) / (1 + found))

    def length(self, counted: Mapping[str, int]) -> float:
        """The length of a text as a vector of weighted words."""
        return sqrt(sum((count * self.of(word)) ** 2 for word, count in counted.items()))

    def alike(self, text: str, theirs: Mapping[str, int]) -> Alike | None:
        """How alike a text, given by the number of its stems, is to ``text``; ``None`` when they share no word."""
        mine, spelt = _looked_at(text)
        shared = mine.keys() & theirs.keys()
        if not shared:
            return None
        heaviest = sorted(shared, key=lambda word: (-self.of(word), word))
        return Alike(self._cosine(mine, theirs, shared), tuple(spelt[word] for word in heaviest))

    def _cosine(self, mine: Mapping[str, int], theirs: Mapping[str, int], shared: Iterable[str]) -> float:
        top = sum(mine[word] * theirs[word] * self.of(word) ** 2 for word in sorted(shared))
        return min(1.0, top / (self.length(mine) * self.length(theirs)))


class Likeness:
    """Compares one text with many; the many give the weights of the words."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._stems = {key: stems(text) for key, text in texts.items()}
        self._weights = Weights(len(texts), Counter(word for found in self._stems.values() for word in found))

    def to(self, text: str) -> dict[int, Alike]:
        """How alike each text is to this one; those that share no word are left out."""
        compared = ((key, self._weights.alike(text, theirs)) for key, theirs in self._stems.items())
        return {key: alike for key, alike in compared if alike is not None}
