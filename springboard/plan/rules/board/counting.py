"""Counts that add up. Each count is what its link shows: a value is counted under all the other filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from springboard.plan.choices import Delivery, Level, Outcome
from springboard.plan.rules.board.filters import NO_FINDING, Asker, Filters, matching, only_holds
from springboard.plan.rules.board.rows import ActionRow, FindingRow


@dataclass(frozen=True, slots=True)
class Counts:
    """``delivery``, ``outcome`` and ``level`` are disjoint and complete: each sums to its ``…_total``.
    ``only`` holds overlapping heaps and is never summed."""

    delivery: Mapping[str, int]
    outcome: Mapping[str, int]
    level: Mapping[str, int]
    only: Mapping[str, int] = field(default_factory=dict)

    @property
    def delivery_total(self) -> int:
        return sum(self.delivery.values())

    @property
    def outcome_total(self) -> int:
        return sum(self.outcome.values())

    @property
    def level_total(self) -> int:
        return sum(self.level.values())


def count(actions: Sequence[ActionRow], findings: Mapping[int, FindingRow], filters: Filters, asker: Asker) -> Counts:
    """Count every value of every filter, each under the others, so that following a count shows as many
    actions.

    "Only what is not answered" is about findings: the counts of actions leave it out, and so do their
    links.
    """
    filters = filters.for_actions

    def under_others(name: str) -> list[ActionRow]:
        return matching(actions, findings, filters, asker, but=name)

    delivery = Counter(action.status.state.value for action in under_others("status"))
    outcome = Counter(action.outcome.state.value for action in under_others("outcome"))
    level = Counter(action.level or NO_FINDING for action in under_others("level"))
    rest = under_others("only")
    only = ("stuck", "not_agreed", "late_for_reinspection", "mine")
    return Counts(
        delivery={state: delivery[state] for state in Delivery.values},
        outcome={state: outcome[state] for state in Outcome.values},
        level={value: level[value] for value in [*Level.values, NO_FINDING] if level[value]},
        only={name: sum(only_holds(name, action, asker) for action in rest) for name in only},
    )
