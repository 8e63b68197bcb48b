"""Regulations by instrument: titles, and the everyday subjects that stand for them in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from springboard.kernel.vocabulary.loading import load, plain

Instrument = Literal["2014", "2010", "2009"]


@dataclass(frozen=True, slots=True)
class InstrumentData:
    """One statutory instrument: its regulations' titles by number, and its source."""

    code: Instrument
    name: str
    source: str
    titles: dict[str, str] = field(hash=False)
    subjects: dict[str, tuple[str, ...]] = field(hash=False)
    in_force_from: date | None = None
    revoked_on: date | None = None
    unverified: str | None = None


@lru_cache(maxsize=1)
def instruments() -> dict[Instrument, InstrumentData]:
    """The three instruments a report can cite, by the year they are known by."""
    found: dict[Instrument, InstrumentData] = {}
    for row in load("regulations")["instruments"]:
        code = cast("Instrument", row["code"])
        found[code] = InstrumentData(
            code=code,
            name=row["name"],
            source=row["source"],
            titles={k: v.strip() for k, v in row["regulations"].items()},
            subjects={k: tuple(v) for k, v in row["subjects"].items()},
            in_force_from=row.get("in_force_from"),
            revoked_on=row.get("revoked_on"),
            unverified=row.get("unverified"),
        )
    return found


def title_of(instrument: Instrument, number: str) -> str | None:
    """The instrument's own title of a regulation; ``None`` when the instrument has no such number."""
    return instruments()[instrument].titles.get(number.upper())


def same_title(printed: str, title: str) -> bool:
    """Whether a printed title is this title: shortened or punctuated otherwise, but not another one."""
    a, b = plain(printed), plain(title)
    return bool(a) and (a == b or a in b or b in a or _close(a, b))


def _close(a: str, b: str) -> bool:
    small = {"and", "of", "the", "for", "to", "a", "or"}
    words, others = set(a.split()) - small, set(b.split()) - small
    if not words or not others:
        return False
    return len(words & others) / len(words | others) >= 0.6


def instruments_with_title(number: str, printed: str) -> tuple[Instrument, ...]:
    """The instruments whose regulation of that number bears the printed title."""
    titled = ((code, data.titles.get(number.upper())) for code, data in instruments().items())
    return tuple(code for code, title in titled if title and same_title(printed, title))


@lru_cache(maxsize=1)
def _subjects() -> tuple[re.Pattern[str], dict[str, tuple[Instrument, str]]]:
    phrases: dict[str, tuple[Instrument, str]] = {}
    for code in ("2009", "2014"):  # where both have a phrase, the 2014 Regulations are meant
        data = instruments()[code]
        for number, title in data.titles.items():
            if plain(title) not in {"general", "guidance", "offences"}:
                phrases[plain(title)] = (code, number)
        for number, words in data.subjects.items():
            phrases.update({plain(w): (code, number) for w in words})
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), phrases


def regulations_about(text: str) -> tuple[tuple[Instrument, str, str], ...]:
    """Regulations named only by their subject, as (instrument, number, the words), each once, in order."""
    pattern, phrases = _subjects()
    found: dict[tuple[Instrument, str], str] = {}
    for match in pattern.finditer(plain(text)):
        found.setdefault(phrases[match.group()], match.group())
    return tuple((code, number, words) for (code, number), words in found.items())
