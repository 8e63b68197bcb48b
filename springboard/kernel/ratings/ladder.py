"""What would lift a rating: a ladder of steps from the rating now towards Good, each with what must be met
first.

The ladder only knows rules. It never promises a rating: a rating changes when CQC inspects again and judges
so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from springboard.kernel.ratings.limits import (
    Held,
    LimitingFact,
    facts_phrase,
    holds,
    limited_outcome,
    reason,
    unplaced,
    used,
)
from springboard.kernel.ratings.outcome import INDICATIVE, Outcome, Reason, RuleUsed, merge_rules
from springboard.kernel.ratings.rules import RuleSet
from springboard.kernel.ratings.scale import (
    QUESTION_NAMES,
    RATING_NAMES,
    SCALE,
    RuleError,
    in_order,
    is_rated,
    join,
    number,
    rank,
    sentence,
)
from springboard.kernel.ratings.trust import service_overall
from springboard.kernel.reports.model import KeyQuestion, RatingWord

_AGAIN = "A rating changes only when CQC inspects again."


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: the rating that becomes possible, when, the facts to be met for it, and what the overall
    would be.
    """

    rating: RatingWord
    when: str
    facts: tuple[LimitingFact, ...]
    effect: str
    overall: Outcome
    by_rule: bool = True

    @property
    def sentence(self) -> str:
        """The rung in words: "Requires improvement when the notice is met"."""
        return f"{RATING_NAMES[self.rating]} {self.when}"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Why a cell is as it is, the rungs above it, and what the rules cannot say."""

    now: RatingWord
    why: tuple[Reason, ...]
    steps: tuple[Step, ...]
    beyond: str
    notes: tuple[str, ...]
    rules_used: tuple[RuleUsed, ...]
    indicative: bool = True

    @property
    def label(self) -> str:
        """What a page must print beside it."""
        return INDICATIVE

    @property
    def unverified(self) -> int:
        """How many of the rules used could not be checked against CQC's own page."""
        return sum(not rule.verified for rule in self.rules_used)


def what_would_lift(
    key_question: KeyQuestion,
    ratings: Mapping[KeyQuestion, RatingWord],
    facts: Iterable[LimitingFact],
    rules: RuleSet,
) -> Ladder:
    """The ladder of one cell of the grid, from its rating now to Good.

    ``ratings`` are the service's key questions as CQC rated them, ``facts`` the service's breaches and
    enforcement (met ones may be among them). Each step says what must be met for that rating to become
    possible, and what the service would be overall with every key question that the same facts hold down
    lifted as far. Refuses ``overall`` (its next step is in ``service_overall``) and a key question that is
    not among the ratings.
    """
    if key_question == "overall" or key_question not in ratings:
        raise RuleError(f"There is no rating of '{key_question}' to lift here.")
    facts = tuple(facts)
    held = holds(facts, rules, key_question)
    now = ratings[key_question]
    steps = _steps(key_question, ratings, facts, rules) if is_rated(now) else ()
    rules_used = merge_rules(tuple(used(one) for one in held), *(step.overall.rules_used for step in steps))
    why = _why(now, held, key_question)
    return Ladder(now, why, steps, _beyond(now), _notes(now, held, facts), rules_used)


def _steps(
    key_question: KeyQuestion,
    ratings: Mapping[KeyQuestion, RatingWord],
    facts: tuple[LimitingFact, ...],
    rules: RuleSet,
) -> tuple[Step, ...]:
    steps: list[Step] = []
    lifted, left = dict(ratings), facts
    for target in SCALE[rank(ratings[key_question]) + 1 : rank("good") + 1]:
        held = [one for one in holds(left, rules, key_question) if rank(one.cap) < rank(target)]
        to_meet = tuple(fact for one in held for fact in one.facts)
        after = tuple(replace(fact, met=True) if fact in to_meet else fact for fact in left)
        lifted = _lift(lifted, key_question, target, left, after, rules)
        # The other key questions are as CQC rated them, its judgement included: only the overall is limited here.
        overall = limited_outcome(service_overall(lifted, rules), after, rules)
        effect = _effect(ratings, lifted, overall)
        steps.append(Step(target, _when(held, bool(steps)), to_meet, effect, overall, bool(held)))
        left = after
    return tuple(steps)


def _lift(
    ratings: dict[KeyQuestion, RatingWord],
    key_question: KeyQuestion,
    target: RatingWord,
    before: tuple[LimitingFact, ...],
    after: tuple[LimitingFact, ...],
    rules: RuleSet,
) -> dict[KeyQuestion, RatingWord]:
    """This key question at ``target``, and with it each other one that the same facts held where it is."""
    lifted = dict(ratings)
    lifted[key_question] = target
    for question in in_order(ratings):
        if question in {key_question, "overall"} or not is_rated(ratings[question]):
            continue
        was, now = _ceiling(before, rules, question), _ceiling(after, rules, question)
        if rank(was) < rank(now) and ratings[question] == was:
            lifted[question] = min(now, target, key=rank)
    return lifted


def _ceiling(facts: tuple[LimitingFact, ...], rules: RuleSet, question: KeyQuestion) -> RatingWord:
    held = holds(facts, rules, question)
    return held[0].cap if held else "outstanding"


def _when(held: list[Held], as_well: bool) -> str:
    if not held:
        return "when CQC finds the care good enough for it: no breach or notice holds it back"
    kinds = {fact.kind for one in held for fact in one.facts}
    facts = [fact for one in held for fact in one.facts]
    also = " as well" if as_well else ""
    if kinds <= {"requirement_notice", "breach"}:
        return f"when no breach is left{also}"
    if kinds == {"warning_notice"}:
        notices = "notice is" if len(facts) == 1 else f"{number(len(facts))} notices are"
        return f"when the {notices} met{also}"
    what = join([facts_phrase(one.facts) for one in held])
    return f"when {what} {'is' if len(facts) == 1 else 'are'} put right{also}"


def _effect(before: Mapping[KeyQuestion, RatingWord], after: Mapping[KeyQuestion, RatingWord], overall: Outcome) -> str:
    changed = [q for q in in_order(after) if after[q] != before.get(q)]
    groups = [
        f"{join([QUESTION_NAMES[q] for q in changed if after[q] == word])} at {RATING_NAMES[word]}"
        for word in reversed(SCALE)
        if any(after[q] == word for q in changed)
    ]
    why = "; and ".join(one.clause for one in overall.because)
    return f"With {join(groups)} this service would be {RATING_NAMES[overall.rating]} overall: {why}."


def _why(now: RatingWord, held: tuple[Held, ...], key_question: KeyQuestion) -> tuple[Reason, ...]:
    if held:
        return tuple(reason(one, key_question) for one in held)
    if not is_rated(now):
        return (Reason("CQC has not rated it"),)
    return (Reason("no open breach or enforcement holds it; it is CQC's judgement of the care it saw"),)


def _beyond(now: RatingWord) -> str:
    if not is_rated(now):
        return "There is no rating to lift yet."
    if now == "outstanding":
        return "There is no higher rating."
    return "Outstanding is CQC's judgement of exceptional care: no rule leads to it."


def _notes(now: RatingWord, held: tuple[Held, ...], facts: tuple[LimitingFact, ...]) -> tuple[str, ...]:
    notes = [_AGAIN]
    if held and is_rated(now) and rank(now) > rank(held[0].cap):
        notes.append(
            f"CQC rated it {RATING_NAMES[now]} although {facts_phrase(held[0].facts)}"
            f" would normally limit it to {RATING_NAMES[held[0].cap]}: its judgement goes before the rules."
        )
    if lost := unplaced(facts):
        stands, hold = ("stands", "it may hold") if len(lost) == 1 else ("stand", "they may hold")
        what = f"{number(len(lost))} open {_things(lost)} {stands} under no key question yet"
        notes.append(sentence(f"{what}; {hold} this one down too"))
    return tuple(notes)


def _things(lost: tuple[LimitingFact, ...]) -> str:
    return "breach or notice" if len(lost) == 1 else "breaches or notices"
