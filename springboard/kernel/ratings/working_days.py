"""English working days: CQC counts ten of them for a factual accuracy check.

A working day is Monday to Friday and no bank holiday in England (Banking and Financial Dealings Act 1971 and
royal proclamations, as kept by the ``holidays`` library, which knows one-off days such as a coronation). The
first day counted is the first working day after the start: CQC, "Factual accuracy check: how to respond".
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
_MOST_DAYS: Final = 2600
_DAY: Final = timedelta(days=1)


class DayError(ValueError):
    """A day or a number of days that cannot be counted with."""


def bank_holidays(year: int) -> dict[date, str]:
    """Bank holidays in England in a year, with their names. Refuses years before 1990 or after 2099."""
    _check(date(min(max(year, 1), 9999), 1, 1))
    return dict(_bank_holidays(year))


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and no bank holiday in England."""
    day = _check(day)
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The day that is this many working days after ``start``, which itself is never counted.

    Zero days give ``start`` itself, working day or not. Refuses negative numbers and more than ten years.
    """
    day = _check(start)
    if not 0 <= days <= _MOST_DAYS:
        raise DayError(f"Working days must be between 0 and {_MOST_DAYS}, not {days}.")
    while days:
        day = _check(day + _DAY)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier.

    So ``working_days_between(today, deadline)`` is how many working days are left. Refuses more than ten
    years.
    """
    start, end = _check(start), _check(end)
    if end < start:
        return -working_days_between(end, start)
    if (end - start).days > _MOST_DAYS * 7 // 5:
        raise DayError("That is more than ten years apart: check the two dates.")
    return sum(is_working_day(start + _DAY * n) for n in range(1, (end - start).days + 1))


def _check(day: date) -> date:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise DayError("Give a date without a time: CQC counts whole days.")
    if not _FIRST <= day <= _LAST:
        raise DayError(f"{day:%d.%m.%Y} is outside 1990 to 2099: check the year.")
    return day


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - 0.16 s that only a question about a date should cost

    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))
