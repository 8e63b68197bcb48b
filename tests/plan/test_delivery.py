"""Is it done? Every status, its boundaries, and that each set of facts gives exactly one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.plan.choices import Delivery
from springboard.plan.rules.delivery import Facts, day, days, delivery

TODAY = date(2026, 11, 24)


def ago(count: int) -> date:
    return TODAY - timedelta(count)


def ahead(count: int) -> date:
    return TODAY + timedelta(count)


def status(**facts: Any) -> tuple[str, str]:
    found = delivery(Facts(**{"added_on": ago(60), "agreed": True, **facts}), TODAY)
    return found.state.value, found.why


@pytest.mark.parametrize(
    ("facts", "state", "why"),
    [
        ({"agreed": False}, "not_started", "Not agreed yet."),
        ({"agreed": False, "starts_on": ahead(7)}, "not_started", "Not agreed yet."),
        ({"starts_on": ahead(7)}, "not_started", "Starts 1 December."),
        ({"starts_on": ahead(60)}, "not_started", "Starts 23 January 2027."),
        ({"due": ahead(30)}, "not_started", "Due in 30 days; no update yet."),
        ({}, "not_started", "No due date yet; no update yet."),
        ({"due": ahead(24), "last_update_on": ago(3)}, "on_track", "Due in 24 days; last update 3 days ago."),
        ({"due": ahead(24), "last_update_on": TODAY}, "on_track", "Due in 24 days; last update today."),
        ({"due": ahead(24), "starts_on": TODAY}, "on_track", "Due in 24 days; no update yet."),
        ({"due": ahead(1), "last_update_on": ago(1)}, "on_track", "Due in 1 day; last update 1 day ago."),
        # at risk: due within 14 days and no update for 14
        ({"due": ahead(14), "last_update_on": ago(14)}, "at_risk", "Due in 14 days; last update 14 days ago."),
        ({"due": ahead(15), "last_update_on": ago(14)}, "on_track", "Due in 15 days; last update 14 days ago."),
        ({"due": ahead(14), "last_update_on": ago(13)}, "on_track", "Due in 14 days; last update 13 days ago."),
        ({"due": ahead(6), "last_update_on": ago(20)}, "at_risk", "Due in 6 days; last update 20 days ago."),
        ({"due": TODAY, "last_update_on": ago(20)}, "at_risk", "Due today; last update 20 days ago."),
        ({"due": ahead(6)}, "at_risk", "Due in 6 days; no update yet."),
        ({"due": ahead(6), "added_on": ago(1)}, "not_started", "Due in 6 days; no update yet."),
        ({"due": ahead(6), "starts_on": ahead(2)}, "not_started", "Starts 26 November."),
        ({"due": ahead(90), "stuck_since": ago(12)}, "at_risk", "Due in 90 days. Stuck since 12 November."),
        ({"stuck_since": ago(12)}, "at_risk", "No due date yet. Stuck since 12 November."),
        # overdue comes before at risk
        ({"due": ago(1), "last_update_on": TODAY}, "overdue", "Was due 23 November, 1 day late."),
        (
            {"due": ago(24), "stuck_since": ago(12)},
            "overdue",
            "Was due 31 October, 24 days late. Stuck since 12 November.",
        ),
        ({"agreed": False, "due": ago(1)}, "overdue", "Was due 23 November, 1 day late."),
        # a claim outranks the calendar, a check outranks a claim
        (
            {"due": ago(24), "claimed_on": ago(26)},
            "claimed",
            "Owner said done on 29 October. Nobody independent has looked yet.",
        ),
        ({"claimed_on": ago(26), "assured_on": ago(10)}, "assured", "Checked on 14 November."),
        ({"claimed_on": ago(10), "assured_on": ago(10)}, "assured", "Checked on 14 November."),
        ({"claimed_on": ago(9), "assured_on": ago(10)}, "claimed", None),
        (
            {"claimed_on": ago(60), "assured_on": ago(50), "reopened_on": ago(41)},
            "reopened",
            "A check failed or was missed on 14 October.",
        ),
        ({"claimed_on": ago(10), "reopened_on": ago(10)}, "reopened", None),
        ({"claimed_on": ago(9), "reopened_on": ago(10)}, "claimed", None),
        ({"claimed_on": ago(30), "reopened_on": ago(10), "assured_on": ago(5)}, "assured", None),
        ({"reopened_on": ago(10), "due": ago(24)}, "reopened", None),
    ],
)
def test_status_and_its_one_line_of_why(facts: dict[str, Any], state: str, why: str | None) -> None:
    found = status(**facts)
    assert found[0] == state
    if why is not None:
        assert found[1] == why


DAYS = st.none() | st.integers(-400, 400).map(lambda n: TODAY + timedelta(n))


DATES = ("starts_on", "due", "last_update_on", "stuck_since", "claimed_on", "assured_on", "reopened_on")


@given(agreed=st.booleans(), **dict.fromkeys(DATES, DAYS))
def test_any_facts_give_one_status_with_a_reason(**facts: Any) -> None:
    found = delivery(Facts(added_on=ago(60), **facts), TODAY)
    assert found.state in Delivery
    assert found.why.endswith(".")
    assert "None" not in found.why


@given(due=DAYS, stuck=st.booleans(), quiet=st.integers(0, 100))
def test_without_a_claim_nothing_ever_counts_as_done(due: date | None, stuck: bool, quiet: int) -> None:
    facts = Facts(added_on=ago(60), due=due, stuck_since=ago(1) if stuck else None, last_update_on=ago(quiet))
    assert delivery(facts, TODAY).state not in {Delivery.CLAIMED, Delivery.ASSURED}


def test_words_for_days() -> None:
    assert (days(1), days(20), days(1200)) == ("1 day", "20 days", "1,200 days")
    assert (day(None, TODAY), day(ago(400), TODAY)) == ("", "20 October 2025")
