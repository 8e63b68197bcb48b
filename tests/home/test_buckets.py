"""Home's heaps are disjoint and complete."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.home.rules.buckets import bucket, heaps
from springboard.plan.choices import Delivery, Outcome
from springboard.plan.rules.board.rows import ActionRow
from springboard.plan.rules.delivery import Status
from springboard.plan.rules.outcome import OutcomeSeen

DAY = date(2026, 11, 24)


def action(state: Delivery, outcome: Outcome = Outcome.NO_MEASURE, *, stuck: bool = False) -> ActionRow:
    return ActionRow(
        id=1, number=1, what="x", status=Status(state, ""), outcome=OutcomeSeen(outcome, ""),
        stuck_since=DAY if stuck else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (action(Delivery.ASSURED, Outcome.WORSE), "worse"),
        (action(Delivery.ASSURED, stuck=True), "stuck"),
        (action(Delivery.CLAIMED, stuck=True), "stuck"),
        (action(Delivery.CLAIMED), "claimed"),
        (action(Delivery.ASSURED), "assured"),
        (action(Delivery.OVERDUE), "rest"),
        (action(Delivery.REOPENED), "rest"),
    ],
)
def test_the_strongest_reason_to_look_wins(row: ActionRow, expected: str) -> None:
    assert bucket(row) == expected


@given(st.lists(st.tuples(st.sampled_from(Delivery), st.sampled_from(Outcome), st.booleans()), max_size=60))
def test_nothing_is_lost_and_nothing_is_counted_twice(given_: list[tuple[Delivery, Outcome, bool]]) -> None:
    found = heaps(action(state, outcome, stuck=stuck) for state, outcome, stuck in given_)
    assert found.total == len(given_)
    assert found.sum_in_words.endswith(f"= {len(given_)}")
