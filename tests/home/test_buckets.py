"""Home's heaps are disjoint and complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.home.rules.buckets import bucket, heaps
from springboard.plan.choices import Delivery, Outcome


@pytest.mark.parametrize(
    ("state", "outcome", "stuck", "expected"),
    [
        (Delivery.ASSURED, Outcome.WORSE, False, "worse"),
        (Delivery.ASSURED, Outcome.NO_MEASURE, True, "stuck"),
        (Delivery.CLAIMED, Outcome.NO_MEASURE, True, "stuck"),
        (Delivery.CLAIMED, Outcome.NO_MEASURE, False, "claimed"),
        (Delivery.ASSURED, Outcome.NO_MEASURE, False, "assured"),
        (Delivery.OVERDUE, Outcome.NO_MEASURE, False, "rest"),
        (Delivery.REOPENED, Outcome.NO_MEASURE, False, "rest"),
    ],
)
def test_the_strongest_reason_to_look_wins(state: Delivery, outcome: Outcome, stuck: bool, expected: str) -> None:
    assert bucket(state, outcome, stuck=stuck) == expected


TALLIES = st.tuples(st.sampled_from(Delivery), st.sampled_from(Outcome), st.booleans(), st.integers(1, 40))


@given(st.lists(TALLIES, max_size=60))
def test_nothing_is_lost_and_nothing_is_counted_twice(given_: list[tuple[Delivery, Outcome, bool, int]]) -> None:
    found = heaps(given_)
    total = sum(number for *_, number in given_)
    assert found.total == total
    assert found.sum_in_words.endswith(f"= {total}")
