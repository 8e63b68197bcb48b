"""English working days."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.ratings import (
    DayError,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(1995, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 23), 10, date(2026, 12, 7)),  # no holiday between
        (date(2026, 12, 18), 10, date(2027, 1, 6)),  # Christmas, Boxing Day (moved to Monday), New Year
        (date(2026, 3, 27), 10, date(2026, 4, 14)),  # Good Friday and Easter Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # the coronation's bank holiday
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # the Queen's funeral
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_days_counted_by_hand(start: date, days: int, due: date) -> None:
    assert add_working_days(start, days) == due


def test_scottish_and_northern_irish_holidays_do_not_count() -> None:
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 3, 17))
    assert is_working_day(date(2026, 11, 30))
    assert not is_working_day(date(2026, 8, 31))
    assert bank_holidays(2026)[date(2026, 12, 25)] == "Christmas Day"


@given(DAYS, st.integers(1, 60))
def test_the_due_day_is_a_working_day_and_counting_back_agrees(start: date, days: int) -> None:
    due = add_working_days(start, days)
    assert is_working_day(due)
    assert working_days_between(start, due) == days
    assert working_days_between(due, start) == -days


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_parts_is_counting_once(start: date, some: int, more: int) -> None:
    assert add_working_days(add_working_days(start, some), more) == add_working_days(start, some + more)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(DayError, match="between 0 and"):
        add_working_days(date(2026, 1, 1), -1)
    with pytest.raises(DayError, match="between 0 and"):
        add_working_days(date(2026, 1, 1), 10**9)
    with pytest.raises(DayError, match="without a time"):
        is_working_day(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(DayError, match="outside 1990 to 2099"):
        add_working_days(date(2099, 12, 31), 1)
    with pytest.raises(DayError, match="outside"):
        bank_holidays(0)
    with pytest.raises(DayError, match="ten years"):
        working_days_between(date(2000, 1, 1), date(2020, 1, 1))
