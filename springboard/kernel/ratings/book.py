"""The rules in plain words, with the values they have now: the page "the rules we used" is this list."""

from __future__ import annotations

from datetime import date
from typing import Final

from springboard.kernel.ratings.outcome import RuleUsed
from springboard.kernel.ratings.rules import (
    Band,
    RuleSet,
    ScoreRules,
    Setting,
    StatementLimiter,
    TrustOverallPeriod,
)
from springboard.kernel.ratings.scale import RATING_NAMES, SCALE, join, sentence

_ROUNDING: Final = {
    "half_up": "Percentages are rounded to the nearest whole one, a half up",
    "down": "Percentages are rounded down",
    "up": "Percentages are rounded up",
}
_TRUST: Final = {
    "aggregated": "the trust's overall rating is aggregated from its five key questions",
    "well_led_only": "the trust's rating is its well-led rating alone",
}


def rule_used(setting: Setting, says: str) -> RuleUsed:
    """A setting with its sentence."""
    s = setting
    return RuleUsed(s.code, sentence(says), s.verified, s.source, s.on, s.why_on)


def band_rules(band: Band) -> tuple[RuleUsed, ...]:
    """The four thresholds of a band, in words."""
    with_ = f"with {band.span} underlying ratings"
    out, low, bad, any_bad = band.thresholds
    limit = f"{low.value} or more below Good limit the result to Requires improvement"
    return (
        rule_used(out, f"{with_}, {out.value} or more Outstanding and the rest Good make Outstanding"),
        rule_used(low, f"{with_}, {limit}"),
        rule_used(bad, f"{with_}, {bad.value} or more Inadequate limit the result to Inadequate"),
        rule_used(any_bad, f"{with_}, {any_bad.value} or more Inadequate rule out Good"),
    )


def period_rule(period: TrustOverallPeriod) -> RuleUsed:
    """How the trust's own rating comes about in a period, in words."""
    when = "always" if period.ends is None else f"until {_day(period.ends)}"
    if period.starts:
        when = f"from {_day(period.starts)}" + ("" if period.ends is None else f" {when}")
    return rule_used(period.way, f"{when}, {_TRUST[period.way.word]}")


def score_rules(scores: ScoreRules) -> tuple[RuleUsed, ...]:
    """The bands, the rounding and the statement limiters, in words."""
    floors = tuple(
        rule_used(floor, f"{RATING_NAMES[word]} starts at {floor.value}% of the highest score")
        for word, floor in zip(SCALE[1:], scores.floors, strict=True)
    )
    rounding = rule_used(scores.rounding, _ROUNDING[scores.rounding.word])
    return (*floors, rounding, *(statement_rule(limiter) for limiter in scores.limiters))


def statement_rule(limiter: StatementLimiter) -> RuleUsed:
    """A statement limiter, in words."""
    low = join([str(score) for score in limiter.scores], "or")
    return rule_used(
        limiter.limit,
        f"A key question in the {RATING_NAMES[limiter.within]} band with a statement scored {low}"
        f" is limited to {RATING_NAMES[limiter.cap]}",
    )


def rule_book(rules: RuleSet) -> tuple[RuleUsed, ...]:
    """Every rule of a set in words, those switched off included (``on`` says which)."""
    book = [used for band in rules.bands for used in band_rules(band)]
    book += [rule_used(limiter.limit, limiter.says) for limiter in rules.limiters]
    book += [period_rule(period) for period in rules.trust_overall]
    if rules.scores is not None:
        book += score_rules(rules.scores)
    return tuple(book)


def in_use(rules: tuple[RuleUsed, ...]) -> tuple[RuleUsed, ...]:
    """Only the rules that are switched on."""
    return tuple(rule for rule in rules if rule.on)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
