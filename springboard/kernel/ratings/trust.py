"""A mental health trust's own ratings: services, key questions across the trust, and the trust overall.

Levels: core service × key question → core service overall; key question across the services; the trust
overall. There is no location level. Source: CQC, "Levels of ratings: NHS trusts" (5 May 2023); the single
well-led rating: CQC, "Our new assessment approach: assessing the well-led key question for NHS trusts" (1
March 2024).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from springboard.kernel.ratings.aggregate import aggregate
from springboard.kernel.ratings.book import in_use, period_rule
from springboard.kernel.ratings.limits import LimitingFact, limit, limited_outcome
from springboard.kernel.ratings.outcome import Outcome, Reason, merge_rules
from springboard.kernel.ratings.rules import RuleSet, TrustOverallPeriod
from springboard.kernel.ratings.scale import QUESTION_NAMES, RuleError, in_order, is_rated, join
from springboard.kernel.reports.model import KeyQuestion, RatingWord

QuestionRatings = Mapping[KeyQuestion, RatingWord]


def service_overall(ratings: QuestionRatings, rules: RuleSet, *, facts: Iterable[LimitingFact] = ()) -> Outcome:
    """A service's overall rating from its key questions (``overall`` among them is ignored).

    ``facts`` (open breaches and enforcement of this service) limit their key questions first and then, where
    a rule says so, the overall rating. Give none when the ratings are CQC's own: CQC has taken them into
    account.
    """
    facts = tuple(facts)
    limited = {q: limit(rating, facts, rules, key_question=q) for q, rating in _questions(ratings).items()}
    outcome = aggregate({QUESTION_NAMES[q]: one.rating for q, one in limited.items()}, rules)
    outcome = limited_outcome(outcome, facts, rules)
    rules_used = merge_rules(outcome.rules_used, *(one.rules_used for one in limited.values()))
    return Outcome(outcome.rating, outcome.because, outcome.next_step, rules_used)


def trust_key_question(
    key_question: KeyQuestion,
    services: Mapping[str, RatingWord],
    rules: RuleSet,
    *,
    assessed: RatingWord | None = None,
    left_out: Collection[str] = (),
) -> Outcome:
    """One key question across the trust, from the rating each service has for it.

    A key question that the rules say CQC assesses on its own (well-led) is never aggregated: it is
    ``assessed``, or not rated. ``left_out`` names services much smaller than the others, which CQC may not
    count; it refuses names that are no service here, so that a spelling mistake cannot change a rating.
    """
    in_order([key_question])
    if key_question in rules.trust_assessed_alone:
        return _assessed(key_question, assessed)
    if unknown := set(left_out) - set(services):
        names = ", ".join(sorted(unknown))
        raise RuleError(f"These services to leave out are not among the ratings: {names}.")
    outcome = aggregate({name: rating for name, rating in services.items() if name not in left_out}, rules)
    if not left_out:
        return outcome
    note = Reason(f"{join(sorted(left_out))} left out as much smaller than the other services")
    return Outcome(outcome.rating, (*outcome.because, note), outcome.next_step, outcome.rules_used)


def trust_overall(ratings: QuestionRatings, rules: RuleSet, *, on: date) -> Outcome:
    """The trust's overall rating from its trust-level key questions, the way that held on that date.

    ``aggregated``: from the five key questions. ``well_led_only``: the well-led rating and nothing else.
    Refuses a date for which the rules say neither.
    """
    period = trust_overall_way(rules, on)
    rule = in_use((period_rule(period),))
    if period.way.word == "aggregated":
        outcome = aggregate({QUESTION_NAMES[q]: r for q, r in _questions(ratings).items()}, rules)
        return Outcome(outcome.rating, outcome.because, outcome.next_step, merge_rules(outcome.rules_used, rule))
    rating = ratings.get("well_led", "not_rated")
    since = f"since {period.starts.year} " if period.starts else ""
    known = "is" if is_rated(rating) else "would be"
    why = Reason(f"{since}a trust's rating {known} its well-led rating alone", period.way)
    return Outcome(rating, (why,), rules_used=rule)


def trust_overall_way(rules: RuleSet, on: date) -> TrustOverallPeriod:
    """Which way the trust's rating came about on a date. Refuses a date no period holds."""
    for period in rules.trust_overall:
        if period.holds(on) and period.way.on:
            return period
    raise RuleError(f"The rules '{rules.code}' do not say how a trust's rating came about on {on:%d.%m.%Y}.")


def _assessed(key_question: KeyQuestion, assessed: RatingWord | None) -> Outcome:
    rating: RatingWord = assessed if assessed is not None and is_rated(assessed) else "not_rated"
    name = QUESTION_NAMES[key_question]
    why = f"{name} for the trust is assessed on its own and never added up from services"
    return Outcome(rating, (Reason(why),))


def _questions(ratings: QuestionRatings) -> dict[KeyQuestion, RatingWord]:
    return {q: ratings[q] for q in in_order(ratings) if q != "overall"}
