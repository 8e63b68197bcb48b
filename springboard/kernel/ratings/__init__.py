"""Ratings: CQC's aggregation principles and limiters as data, every result explained. No Django.

Rule sets come from ``springboard.frameworks`` (``rule_set("nhs_trust_2022")``) or are built by hand. Every
result is indicative: CQC's professional judgement overrides all of this.
"""

from springboard.kernel.ratings.aggregate import Counts, aggregate, decide
from springboard.kernel.ratings.book import rule_book
from springboard.kernel.ratings.changes import Change, with_changes
from springboard.kernel.ratings.ladder import Ladder, Step, what_would_lift
from springboard.kernel.ratings.limits import Held, LimitingFact, holds, limit, unplaced
from springboard.kernel.ratings.outcome import INDICATIVE, NextStep, Outcome, Reason, RuleUsed
from springboard.kernel.ratings.rules import (
    FACT_KINDS,
    Band,
    FactKind,
    Limiter,
    RuleSet,
    ScoreRules,
    Setting,
    StatementLimiter,
    TrustOverallPeriod,
    settings_of,
)
from springboard.kernel.ratings.scale import (
    QUESTION_NAMES,
    RATING_NAMES,
    SCALE,
    RuleError,
    is_rated,
    lower_of,
    next_up,
    rank,
)
from springboard.kernel.ratings.scores import saf_key_question
from springboard.kernel.ratings.trust import (
    service_overall,
    trust_key_question,
    trust_overall,
    trust_overall_way,
)
from springboard.kernel.ratings.working_days import (
    DayError,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

__all__ = [
    "FACT_KINDS",
    "INDICATIVE",
    "QUESTION_NAMES",
    "RATING_NAMES",
    "SCALE",
    "Band",
    "Change",
    "Counts",
    "DayError",
    "FactKind",
    "Held",
    "Ladder",
    "Limiter",
    "LimitingFact",
    "NextStep",
    "Outcome",
    "Reason",
    "RuleError",
    "RuleSet",
    "RuleUsed",
    "ScoreRules",
    "Setting",
    "StatementLimiter",
    "Step",
    "TrustOverallPeriod",
    "add_working_days",
    "aggregate",
    "bank_holidays",
    "decide",
    "holds",
    "is_rated",
    "is_working_day",
    "limit",
    "lower_of",
    "next_up",
    "rank",
    "rule_book",
    "saf_key_question",
    "service_overall",
    "settings_of",
    "trust_key_question",
    "trust_overall",
    "trust_overall_way",
    "unplaced",
    "what_would_lift",
    "with_changes",
    "working_days_between",
]
