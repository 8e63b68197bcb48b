"""Not samples but all of them: every combination of ratings under every small set of thresholds, on and off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from springboard.kernel.ratings import SCALE, Band, Counts, decide, rank
from tests.kernel.ratings.rulesets import setting

CHOICES = (None, 1, 2, 3)  # None: switched off


def bands() -> Iterator[Band]:
    for values in product(CHOICES, repeat=4):
        parts = [setting(code, value or 1, on=value is not None) for code, value in zip("oria", values, strict=True)]
        yield Band(1, None, *parts)


def counts(total: int) -> Iterator[tuple[int, ...]]:
    for bad, low, good in product(range(total + 1), repeat=3):
        if bad + low + good <= total:
            yield (bad, low, good, total - bad - low - good)


@pytest.mark.parametrize("total", [1, 2, 5, 8])
def test_no_improvement_ever_lowers_the_result(total: int) -> None:
    checked = 0
    for band in bands():
        results = {here: rank(decide(Counts(*here), band)) for here in counts(total)}
        for here, result in results.items():
            for place in range(len(SCALE) - 1):
                if here[place]:
                    better = list(here)
                    better[place] -= 1
                    better[place + 1] += 1
                    assert results[tuple(better)] >= result, (band, here)
                    checked += 1
    assert checked >= 256 * 3


def test_a_threshold_that_is_off_limits_nothing() -> None:
    off = [setting(code, 1, on=False) for code in "oria"]
    assert decide(Counts(inadequate=2, requires_improvement=2, good=1), Band(1, None, *off)) == "good"
    assert decide(Counts(good=1, outstanding=4), Band(1, None, *off)) == "good"
    assert decide(Counts(inadequate=3), Band(1, None, *off)) == "inadequate"


def test_an_inadequate_counts_towards_what_limits_to_requires_improvement() -> None:
    """Else raising it to Requires improvement would lower the result from Good."""
    parts = [setting("o", 2), setting("r", 2), setting("i", 2), setting("a", 1, on=False)]
    assert decide(Counts(inadequate=1, requires_improvement=1, good=3), Band(1, None, *parts)) == "requires_improvement"
