"""Aggregation: several underlying ratings into one, by CQC's ratings principles as data.

The sum itself is small (``decide``): every threshold only ever takes the result down as ratings get worse, so
improving one rating can never lower it, whatever values a trust sets. Everything else is the explanation.

Source of the shape: CQC, "Ratings principles: NHS trusts" (12 May 2022) and "How we aggregate ratings using
the rating principles: adult social care services" (12 May 2022). Values and what is unverified: the rule set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from springboard.kernel.ratings.book import band_rules, in_use
from springboard.kernel.ratings.outcome import NextStep, Outcome, Reason
from springboard.kernel.ratings.rules import Band, RuleSet, Setting
from springboard.kernel.ratings.scale import (
    RATING_NAMES,
    SCALE,
    RuleError,
    is_rated,
    join,
    listable,
    lower_of,
    next_up,
    number,
    rank,
    sentence,
)
from springboard.kernel.reports.model import RatingWord

Ratings = Mapping[str, RatingWord] | Iterable[RatingWord]
Named = tuple[str, RatingWord]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many ratings stand at each place of the scale."""

    inadequate: int = 0
    requires_improvement: int = 0
    good: int = 0
    outstanding: int = 0

    @classmethod
    def of(cls, ratings: Sequence[RatingWord]) -> Counts:
        """The counts of a list of ratings; those not rated do not count."""
        return cls(*(ratings.count(word) for word in SCALE))

    @property
    def total(self) -> int:
        """How many ratings there are."""
        return self.inadequate + self.requires_improvement + self.good + self.outstanding

    @property
    def below_good(self) -> int:
        """How many are Requires improvement or Inadequate."""
        return self.inadequate + self.requires_improvement


def aggregate(ratings: Ratings, rules: RuleSet) -> Outcome:
    """One rating out of several, with why, the least that would lift it, and the rules it rests on.

    ``ratings`` is a mapping of names (used in the sentences) to ratings, or ratings alone; ``not_rated`` ones
    are left out and said to be. With none rated the result is ``not_rated``. Refuses words that are no
    ratings.
    """
    named = _named(ratings)
    rated = [(name, rating) for name, rating in named if is_rated(rating)]
    if not rated:
        return Outcome("not_rated", (Reason("none of the ratings it would be made of has been given"),))
    band = rules.band_for(len(rated))
    counts = Counts.of([rating for _, rating in rated])
    result = decide(counts, band)
    because = _because(result, rated, counts, band)
    if left_out := len(named) - len(rated):
        because = (*because, Reason(f"{number(left_out)} not rated {_was(left_out)} left out"))
    return Outcome(result, because, _next_step(result, rated, counts, band), in_use(band_rules(band)))


def decide(counts: Counts, band: Band) -> RatingWord:
    """The aggregated rating of the counts under one band of thresholds; at least one rating is needed.

    "Requires improvement" is counted as that *or lower*, so that an improvement never adds to what limits. A
    result is never below the best nor above the worst when all agree, even with every threshold switched off.
    """
    if counts.total < 1:
        raise RuleError("There is no rating to aggregate.")
    if _reached(band.inadequate, counts.inadequate) or counts.inadequate == counts.total:
        return "inadequate"
    if _reached(band.any_inadequate, counts.inadequate):
        return "requires_improvement"
    if _reached(band.requires_improvement, counts.below_good) or counts.below_good == counts.total:
        return "requires_improvement"
    enough = _reached(band.outstanding, counts.outstanding) or counts.outstanding == counts.total
    return "outstanding" if enough and counts.below_good == 0 else "good"


def _reached(threshold: Setting, count: int) -> bool:
    return threshold.on and count >= threshold.count


def _named(ratings: Ratings) -> list[Named]:
    if isinstance(ratings, str):
        raise RuleError("Give the ratings as a list or a mapping, not as one word.")
    if isinstance(ratings, Mapping):
        return list(ratings.items())
    return [("", rating) for rating in ratings]


# Why


def _because(result: RatingWord, rated: list[Named], counts: Counts, band: Band) -> tuple[Reason, ...]:
    if max(counts.inadequate, counts.requires_improvement, counts.good, counts.outstanding) == counts.total:
        return (Reason(_all_agree(result, counts.total)),)
    explain = {
        "inadequate": _why_inadequate,
        "requires_improvement": _why_requires_improvement,
        "good": _why_good,
        "outstanding": _why_outstanding,
    }
    return explain[result](rated, counts, band)


def _all_agree(rating: RatingWord, total: int) -> str:
    if total == 1:
        return f"the only rating is {RATING_NAMES[rating]}"
    return f"{'both' if total == 2 else f'all {number(total)}'} ratings are {RATING_NAMES[rating]}"


def _why_inadequate(rated: list[Named], counts: Counts, band: Band) -> tuple[Reason, ...]:
    here = _so_many(rated, ("inadequate",), "Inadequate")
    rule = _limited(band.inadequate, counts, "Inadequate")
    return (Reason(f"{here}, and {rule}", band.inadequate),)


def _why_requires_improvement(rated: list[Named], counts: Counts, band: Band) -> tuple[Reason, ...]:
    reasons = []
    if _reached(band.any_inadequate, counts.inadequate):
        needs = "Good needs none" if band.any_inadequate.count == 1 else "that is too many for Good"
        here = _so_many(rated, ("inadequate",), "Inadequate")
        reasons.append(Reason(f"{here}, and {needs}", band.any_inadequate))
    if _reached(band.requires_improvement, counts.below_good):
        here = _so_many(rated, ("requires_improvement", "inadequate"), _low_words(counts))
        rule = _limited(band.requires_improvement, counts, "Requires improvement")
        reasons.append(Reason(f"{here}, and {rule}", band.requires_improvement))
    return tuple(reasons) or (Reason("no rating is better than Requires improvement"),)


def _why_good(rated: list[Named], counts: Counts, band: Band) -> tuple[Reason, ...]:
    if counts.below_good == 0:
        short = f"{_so_many(rated, ('outstanding',), 'Outstanding')} and the rest Good"
        if not band.outstanding.on:
            return (Reason(short),)
        return (Reason(f"{short}; Outstanding takes {number(band.outstanding.count)}", band.outstanding),)
    here = _so_many(rated, ("requires_improvement", "inadequate"), _low_words(counts))
    if not band.requires_improvement.on:
        return (Reason(f"{here}, and no rule in use limits it for that"),)
    most = f"it takes {number(band.requires_improvement.count)} to limit the result"
    return (Reason(f"only {here}, and {most}", band.requires_improvement),)


def _why_outstanding(rated: list[Named], counts: Counts, band: Band) -> tuple[Reason, ...]:
    here = _so_many(rated, ("outstanding",), "Outstanding")
    least = band.outstanding.count
    return (Reason(f"{here} and the rest Good, and {number(least)} {_is(least)} enough", band.outstanding),)


def _low_words(counts: Counts) -> str:
    return "below Good" if counts.inadequate else "Requires improvement"


def _so_many(rated: list[Named], words: tuple[RatingWord, ...], called: str) -> str:
    names = [name for name, rating in rated if rating in words]
    listed = f" ({join(names)})" if listable(names) else ""
    return f"{number(len(names))} of {number(len(rated))} {_is(len(names))} {called}{listed}"


def _limited(threshold: Setting, counts: Counts, called: str) -> str:
    if threshold.count == 1:
        return f"one is enough to limit it to {called}"
    return f"{number(threshold.count)} or more of {number(counts.total)} limit it to {called}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


# What would lift it


def _next_step(result: RatingWord, rated: list[Named], counts: Counts, band: Band) -> NextStep | None:
    target = next_up(result)
    if target is None:
        return None
    if target == "outstanding":
        return _to_outstanding(rated, counts, band)
    return _to_lower(target, rated, band)


def _to_lower(target: RatingWord, rated: list[Named], band: Band) -> NextStep:
    """Raise the worst first, as few as will do: to Requires improvement or to Good."""
    low = sorted((item for item in rated if rank(item[1]) < rank(target)), key=lambda item: rank(item[1]))
    rest = [rating for _, rating in rated if rank(rating) >= rank(target)]
    for few in range(1, len(low) + 1):
        lifted = rest + [target] * few + [rating for _, rating in low[few:]]
        if rank(decide(Counts.of(lifted), band)) >= rank(target):
            break
    who = _some_of(low, few)
    name = RATING_NAMES[target]
    return NextStep(target, few, 0, f"It would be {name} if {who} rose to {name}.")


def _to_outstanding(rated: list[Named], counts: Counts, band: Band) -> NextStep:
    low = [item for item in rated if rank(item[1]) < rank("good")]
    more = next(
        extra
        for extra in range(counts.total - counts.outstanding + 1)
        if decide(_without_low(counts, extra), band) == "outstanding"
    )
    extra = f"{number(more)} more"
    if not low:
        extra = extra if counts.outstanding else f"{number(more)} rated"
        return NextStep("outstanding", 0, more, sentence(f"{extra} Outstanding would make it Outstanding"))
    also = f" and {extra} {_was(more)} Outstanding" if more else ""
    who = _some_of(low, len(low))
    return NextStep("outstanding", len(low), more, f"It would be Outstanding if {who} rose to Good{also}.")


def _without_low(counts: Counts, more: int) -> Counts:
    return Counts(0, 0, counts.total - counts.outstanding - more, counts.outstanding + more)


def _some_of(low: list[Named], few: int) -> str:
    """ "Safe and one of Caring and Well-led": the worst first, then as many of the next as it takes."""
    parts = []
    for word in SCALE:
        group = [name for name, rating in low if rating == word]
        take = min(few, len(group))
        if take:
            parts.append(_pick(group, take, word))
        few -= take
    return join(parts)


def _pick(names: list[str], take: int, word: RatingWord) -> str:
    every = take == len(names)
    if listable(names):
        return join(names) if every else f"{number(take)} of {join(names)}"
    if every:
        which = {1: "the one", 2: "both"}.get(take, f"all {number(take)}")
    else:
        which = f"{number(take)} of the {number(len(names))}"
    return f"{which} rated {RATING_NAMES[word]}"


def cap(rating: RatingWord, at: RatingWord) -> RatingWord:
    """The rating, held at ``at`` when it is better; ``not_rated`` stays as it is."""
    return lower_of(rating, at) if is_rated(rating) else rating
