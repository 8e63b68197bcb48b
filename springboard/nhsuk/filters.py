"""How dates and numbers read on every page: London time, plain English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from springboard.nhsuk import forms
from springboard.nhsuk.icons import icon


def local_date(value: date | datetime | None) -> date | None:
    """The day in London; a datetime is converted first (templates would print UTC)."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def long_date(value: date | datetime | None) -> str:
    """``30 November 2026``."""
    day = local_date(value)
    return f"{day.day} {day:%B %Y}" if day else ""


def short_date(value: date | datetime | None) -> str:
    """``30 Nov 2026``."""
    day = local_date(value)
    return f"{day.day} {day:%b %Y}" if day else ""


def date_time(value: datetime | None) -> str:
    """``30 November 2026, 14:05``."""
    return f"{long_date(value)}, {timezone.localtime(value):%H:%M}" if value else ""


def month_year(value: date | datetime | None) -> str:
    day = local_date(value)
    return f"{day:%B %Y}" if day else ""


def away(value: date | datetime | None) -> str:
    """``in 6 days``, ``today``, ``24 days late``: how far a due date is from today in London."""
    day = local_date(value)
    if day is None:
        return ""
    days = (day - timezone.localdate()).days
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} late"


def count(value: int, singular: str, plural: str | None = None) -> str:
    """``1 finding``, ``0 findings``."""
    return f"{value:,} {singular if value == 1 else plural or singular + 's'}"


FILTERS: dict[str, Callable[..., Any]] = {
    "date": long_date,
    "short_date": short_date,
    "date_time": date_time,
    "month_year": month_year,
    "away": away,
    "count": count,
    "icon": icon,
    "options": forms.options,
    "control": forms.control,
    "described_by": forms.described_by,
    "error_list": forms.error_list,
    "errors": forms.errors,
}
