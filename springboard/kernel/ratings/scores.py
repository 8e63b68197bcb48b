"""Single assessment framework: quality-statement scores (1 to 4) to a key question's rating.

The percentage is the sum of the scores over the highest possible sum. The bands come from a secondary source
and the limiters could not be verified at all; the rule set says so value by value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

from springboard.kernel.ratings.aggregate import cap
from springboard.kernel.ratings.book import in_use, score_rules
from springboard.kernel.ratings.outcome import NextStep, Outcome, Reason
from springboard.kernel.ratings.rules import RuleSet, ScoreRules, StatementLimiter
from springboard.kernel.ratings.scale import (
    RATING_NAMES,
    SCALE,
    RuleError,
    join,
    listable,
    next_up,
    number,
    sentence,
)
from springboard.kernel.reports.model import RatingWord

Scores = Mapping[str, int | None] | Iterable[int | None]
_NONE: Final = Reason("no quality statement of this key question has been scored")


def saf_key_question(scores: Scores, rules: RuleSet) -> Outcome:
    """A key question's rating from its statements' scores, with the percentage, why, and the points to the
    next band.

    ``scores`` are 1 to the rules' maximum, by statement name or alone; ``None`` is a statement not assessed
    and does not count. Refuses any other score, and rules without score bands.
    """
    if rules.scores is None:
        raise RuleError(f"The rules '{rules.code}' have no score bands.")
    named = _named(scores, rules.scores)
    if not named:
        return Outcome("not_rated", (_NONE,))
    total, most = sum(score for _, score in named), rules.scores.maximum * len(named)
    share = percentage(total, most, rules.scores)
    banded = band_of(share, rules.scores)
    low = _limiters(banded, named, rules.scores)
    rating = banded
    for limiter in low:
        rating = cap(rating, limiter.cap)
    because = (_band_reason(total, most, share, banded), *(_low_reason(one, named) for one in low))
    step = None if low else _next_step(total, most, banded, rules.scores)
    return Outcome(rating, because, step, in_use(score_rules(rules.scores)), percentage=share)


def percentage(total: int, most: int, scores: ScoreRules) -> int:
    """``total`` out of ``most`` as a whole percentage, rounded as the rules say, in exact arithmetic."""
    if not 0 <= total <= most or most < 1:
        raise RuleError(f"{total} out of {most} is not a score.")
    exact = Fraction(100 * total, most)
    how = scores.rounding.word
    if how == "down":
        return floor(exact)
    return ceil(exact) if how == "up" else floor(exact + Fraction(1, 2))


def band_of(share: int, scores: ScoreRules) -> RatingWord:
    """The rating whose band holds this percentage."""
    return SCALE[sum(share >= one.count for one in scores.floors)]


def _named(scores: Scores, rules: ScoreRules) -> list[tuple[str, int]]:
    items = list(scores.items()) if isinstance(scores, Mapping) else [("", score) for score in scores]
    for name, score in items:
        if score is not None and (isinstance(score, bool) or score not in range(1, rules.maximum + 1)):
            raise RuleError(f"{name or 'A statement'} is scored {score}; scores are 1 to {rules.maximum}.")
    return [(name, score) for name, score in items if score is not None]


def _limiters(banded: RatingWord, named: list[tuple[str, int]], rules: ScoreRules) -> list[StatementLimiter]:
    return [
        limiter
        for limiter in rules.limiters
        if limiter.limit.on and limiter.within == banded and any(score in limiter.scores for _, score in named)
    ]


def _band_reason(total: int, most: int, share: int, banded: RatingWord) -> Reason:
    return Reason(f"{total} points out of {most} are {share}%, in the {RATING_NAMES[banded]} band")


def _low_reason(limiter: StatementLimiter, named: list[tuple[str, int]]) -> Reason:
    low = [name for name, score in named if score in limiter.scores]
    listed = f" ({join(low)})" if listable(low) else ""
    scored = join([str(score) for score in limiter.scores], "or")
    which = f"{number(len(low))} {'statement is' if len(low) == 1 else 'statements are'} scored {scored}"
    return Reason(f"{which}{listed}, which limits it to {RATING_NAMES[limiter.cap]}", limiter.limit)


def _next_step(total: int, most: int, banded: RatingWord, rules: ScoreRules) -> NextStep | None:
    target = next_up(banded)
    if target is None:
        return None
    goal = rules.floors[SCALE.index(target) - 1].count
    more = next((m for m in range(1, most - total + 1) if percentage(total + m, most, rules) >= goal), None)
    if more is None:
        return None
    points = "point" if more == 1 else "points"
    says = f"{number(more)} more {points} would make it {RATING_NAMES[target]}"
    return NextStep(target, more, 0, sentence(says))
