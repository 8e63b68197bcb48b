"""Inspection and publication dates in every shape in which reports print them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Dates:
    inspected: str
    first: date | None
    last: date | None
    published: str
    published_on: date


def _day(d: date) -> str:
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def inspection(rng: random.Random, shape: str, start: date) -> tuple[str, date | None, date | None]:
    """(as printed, first, last) in one of twelve shapes, ``a`` to ``l``."""
    first = start.replace(day=rng.randint(2, 9))
    later = first.replace(day=first.day + rng.randint(4, 15))
    month, year = MONTHS[first.month - 1], first.year
    other = (first.replace(day=28) + timedelta(days=rng.randint(5, 20))) if first.month != 12 else later
    middle = first.replace(day=first.day + 1)
    m2 = MONTHS[other.month - 1]
    shapes: dict[str, tuple[str, date | None, date | None]] = {
        "a": (f"{first.day}-{later.day} {month} {year}", first, later),
        "b": (f"{first.day} – {later.day} {month} {year}", first, later),
        "c": (f"{first.day} {later.day} {month} {year}", first, later),
        "d": (f"{first.day} {month[:3]} to {other.day} {m2[:3]} {year}", first, other),
        "e": (f"{first.day:02} {month[:3]} to {other.day:02} {m2[:3]} {year}", first, other),
        "f": (f"{first.day}, {middle.day} and {later.day} {month} {year}", first, later),
        "g": (f"{first.day} {month} - {other.day} {m2} {year}", first, other),
        "h": (f"{first.day} and {later.day} {month} {year}", first, later),
        "i": (f"{month} {year}", None, None),
        "j": (
            f"{first.day}, {middle.day} & {later.day} {month} and {other.day} {m2} {year}",
            first,
            max(later, other),
        ),
        "k": (f"{first.day} {month}, {middle.day} {month}, {later.day} {month} {year}", first, later),
        "l": (_day(first), first, first),
    }
    return shapes[shape]


def drawn(rng: random.Random, shape: str, year: int) -> Dates:
    """An inspection in ``year`` and a publication some months later."""
    start = date(year, rng.randint(1, 8), 1)
    words, first, last = inspection(rng, shape, start)
    out = start + timedelta(days=rng.randint(75, 130))
    printed = rng.choice(
        (
            _day(out),
            f"{out.day:02}/{out.month:02}/{out.year}",
            _day(out),
            f"{out.day:02}/{out.month:02}/{out.year}",
        )
    )
    return Dates(words, first, last, printed, out)


def deadline(rng: random.Random, after: date) -> tuple[str, date]:
    """A day by which something has to be done, with its wording."""
    day = after + timedelta(days=rng.randint(20, 200))
    return rng.choice((_day(day), f"{day.day:02}/{day.month:02}/{day.year}", _day(day))), day
