"""Dates as CQC prints them: single days, ranges, lists, with lost dashes; and dd/mm/yyyy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# Possessive quantifiers throughout: a hostile row of digits must not make the search try every way to cut it.
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?+\b"
_JOIN = r"\s*+(?:(?:-|–|—|,|&|/|;|(?:and|to|until|or|of)\b)\s*+)*+"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s++)?+"
_TOKEN = re.compile(
    rf"(?P<num>\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})\b)|(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)"
    rf"|(?P<month>\b{_MONTH})|(?P<year>\b(?:19|20)\d{{2}}\b)|(?P<day>\b{_DAY}\b)",
    re.IGNORECASE,
)
_ONE = rf"(?:{_WEEKDAY}{_DAY}{_JOIN})*+{_MONTH}(?:,?\s++(?:19|20)\d{{2}}\b)?+"
WRITTEN = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|{_WEEKDAY}{_ONE}(?:{_JOIN}{_ONE})*+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of what was printed; both ``None`` when no full date was printed."""

    first: date | None
    last: date | None
    printed: str


def dates_in(text: str) -> list[date]:
    """Every full date (day, month and year) in the text, in order; impossible ones are left out.

    Days and months take the year printed after them: "7, 8 and 10 July 2015" is three dates.
    """
    found: list[tuple[int, int, int] | None] = []
    waiting: list[list[int]] = []  # [day, month] still without a year
    days: list[int] = []
    for token in _TOKEN.finditer(text[:2000]):
        if token.group("num") or token.group("iso"):
            found.append(_numeric(token.group()))
        elif token.group("day"):
            days.append(int(re.sub(r"\D", "", token.group())))
        elif token.group("month"):
            month = _month(token.group())
            waiting.extend([day, month] for day in days)
            days = []
        else:
            year = int(token.group())
            found.extend((year, month, day) for day, month in waiting)
            waiting, days = [], []
    return [d for parts in found if parts and (d := _date(*parts))]


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _numeric(text: str) -> tuple[int, int, int]:
    if "-" in text:
        year, month, day = (int(p) for p in text.split("-"))
    else:
        day, month, year = (int(p) for p in re.split(r"[/.]", text))
    return (year + 2000 if year < 100 else year), month, day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def span(text: str) -> Span | None:
    """The days of an inspection from how they are printed; ``None`` when there is no date at all.

    "7 11 July 2014" (a lost dash) is 7 to 11 July; "September 2015" has no day, so both ends stay ``None``.
    """
    match = WRITTEN.search(text[:600])
    if match is None:
        return None
    printed = re.sub(r"\s+", " ", match.group()).strip(" ,;-–")
    days = dates_in(printed)
    return Span(min(days), max(days), printed) if days else Span(None, None, printed)
