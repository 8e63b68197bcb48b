"""Limiters: open enforcement and breaches that hold a rating down, whatever the evidence otherwise says.

Source: CQC, "Ratings principles: NHS trusts" (12 May 2022): a breach with a requirement notice normally
limits that key question of that core service to Requires improvement; enforcement normally makes it
Inadequate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from springboard.kernel.ratings.aggregate import cap
from springboard.kernel.ratings.book import rule_used
from springboard.kernel.ratings.outcome import Outcome, Reason, RuleUsed, merge_rules
from springboard.kernel.ratings.rules import FACT_KINDS, FactKind, Limiter, RuleSet
from springboard.kernel.ratings.scale import (
    QUESTION_NAMES,
    RATING_NAMES,
    RuleError,
    in_order,
    join,
    listable,
    number,
    rank,
)
from springboard.kernel.reports.model import KeyQuestion, RatingWord

_NOUNS: Final[dict[FactKind, tuple[str, str]]] = {
    "requirement_notice": ("a requirement notice", "requirement notices"),
    "breach": ("a breach", "breaches"),
    "warning_notice": ("a warning notice", "warning notices"),
    "condition": ("a condition of registration", "conditions of registration"),
    "no_registered_manager": ("no registered manager", "posts of registered manager empty"),
    "condition_not_met": ("a condition of registration not met", "conditions of registration not met"),
    "notifications_not_sent": ("notifications not sent to CQC", "failures to notify CQC"),
    "information_return_missing": ("an information return not sent", "information returns not sent"),
}


@dataclass(frozen=True, slots=True)
class LimitingFact:
    """An open (or met) breach or enforcement, for one service. ``reference`` is spoken: "W1", "M12".

    ``key_questions`` are those it stands under; empty when nobody has said, and then it limits none in
    silence: ``unplaced`` finds them. ``regulations`` are numbers as printed. ``met`` once CQC says it is.
    """

    kind: FactKind
    reference: str = ""
    detail: str = ""
    key_questions: tuple[KeyQuestion, ...] = ()
    regulations: tuple[str, ...] = ()
    met: bool = False

    def __post_init__(self) -> None:
        if self.kind not in FACT_KINDS:
            raise RuleError(f"'{self.kind}' is not a fact that limits a rating: {', '.join(FACT_KINDS)}.")
        in_order(self.key_questions)


@dataclass(frozen=True, slots=True)
class Held:
    """One limiter and the open facts that set it off."""

    limiter: Limiter
    facts: tuple[LimitingFact, ...]

    @property
    def cap(self) -> RatingWord:
        """The best rating that is left possible."""
        return self.limiter.cap


def holds(facts: Iterable[LimitingFact], rules: RuleSet, key_question: KeyQuestion) -> tuple[Held, ...]:
    """The limiters now in force on a key question (or on ``overall``), the hardest first.

    Only facts that are open count; on a key question only those that stand under it; on ``overall`` all of
    them, by the limiters that act on the overall rating. Limiters that are switched off hold nothing.
    """
    in_order([key_question])
    still_open = [fact for fact in facts if not fact.met]
    held = []
    for limiter in rules.limiters:
        own = tuple(fact for fact in still_open if _sets_off(fact, limiter, key_question))
        if own and limiter.limit.on and _acts_on(limiter, key_question):
            held.append(Held(limiter, own))
    return tuple(sorted(held, key=lambda one: rank(one.cap)))


def unplaced(facts: Iterable[LimitingFact]) -> tuple[LimitingFact, ...]:
    """Open facts that nobody has put under a key question yet: they limit one, and we cannot say which."""
    return tuple(fact for fact in facts if not fact.met and not fact.key_questions)


def limit(rating: RatingWord, facts: Iterable[LimitingFact], rules: RuleSet, *, key_question: KeyQuestion) -> Outcome:
    """The rating of one key question once open breaches and enforcement are taken into account.

    Never raises a rating. A rating that was not given stays not given. Refuses unknown key questions and
    facts.
    """
    held = holds(facts, rules, key_question)
    result = rating
    for one in held:
        result = cap(result, one.cap)
    because = tuple(reason(one, key_question) for one in held if one.cap == result) or (_unlimited(held),)
    return Outcome(result, because, rules_used=tuple(used(one) for one in held))


def limited_outcome(outcome: Outcome, facts: Iterable[LimitingFact], rules: RuleSet) -> Outcome:
    """An aggregated outcome once the limiters on the overall rating are applied. Never raises it."""
    held = holds(facts, rules, "overall")
    limited = limit(outcome.rating, facts, rules, key_question="overall")
    rules_used = merge_rules(outcome.rules_used, tuple(used(one) for one in held))
    if limited.rating == outcome.rating:
        return replace(outcome, rules_used=rules_used)
    return Outcome(limited.rating, limited.because, rules_used=rules_used)


def reason(held: Held, key_question: KeyQuestion) -> Reason:
    """Why a limiter holds this rating, as a clause with the facts' references."""
    what = facts_phrase(held.facts)
    references = tuple(fact.reference for fact in held.facts if fact.reference)
    return Reason(f"{what}: {_effect(held, key_question)}", held.limiter.limit, references)


def facts_phrase(facts: Sequence[LimitingFact]) -> str:
    """Facts of one kind as a phrase: "a warning notice (W1, section 29A)", "three breaches of regulations 12
    and 13".
    """
    one, many = _NOUNS[facts[0].kind]
    noun = one if len(facts) == 1 else f"{number(len(facts))} {many}"
    numbers = sorted({number_ for fact in facts for number_ in fact.regulations}, key=_by_number)
    of = f" of regulation{'s' if len(numbers) > 1 else ''} {join(numbers)}" if numbers else ""
    marks = [", ".join(part for part in (fact.reference, fact.detail) if part) for fact in facts]
    if not listable(marks):
        return f"{noun}{of}"
    detailed = any(fact.detail for fact in facts)
    return f"{noun}{of} ({'; '.join(marks) if detailed else join(marks)})"


def used(held: Held) -> RuleUsed:
    """The limiter as a rule in words."""
    return rule_used(held.limiter.limit, held.limiter.says)


def _effect(held: Held, key_question: KeyQuestion) -> str:
    where = "the overall rating" if key_question == "overall" else QUESTION_NAMES[key_question]
    normally = "normally " if held.limiter.normally else ""
    if held.cap == "inadequate":
        return f"enforcement {normally}means Inadequate"
    which = "it" if len(held.facts) == 1 else "any one of them"
    return f"{which} {normally}keeps {where} at {RATING_NAMES[held.cap]} or lower"


def _unlimited(held: Sequence[Held]) -> Reason:
    if not held:
        return Reason("no open breach or enforcement limits it")
    return Reason(f"what is open would allow up to {RATING_NAMES[held[0].cap]}, and it is lower for other reasons")


def _sets_off(fact: LimitingFact, limiter: Limiter, key_question: KeyQuestion) -> bool:
    if fact.kind != limiter.fact:
        return False
    return key_question in {"overall", limiter.key_question} or key_question in fact.key_questions


def _acts_on(limiter: Limiter, key_question: KeyQuestion) -> bool:
    if key_question == "overall":
        return limiter.level == "overall"
    return limiter.level == "key_question" and limiter.key_question in {None, key_question}


def _by_number(printed: str) -> tuple[int, str]:
    digits = "".join(c for c in printed if c.isdigit())
    return (int(digits) if digits else 0, printed)
