"""Where a notice belongs when the report does not print it: its service and its key questions, each with why.

A notice without a service stands in no row of the grid, so it would limit nothing and be seen by nobody there. What is
worked out here is a proposal to the reviewer, marked so; when two services are as likely, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from springboard.kernel.ratings import QUESTION_NAMES
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion
from springboard.kernel.vocabulary import core_services
from springboard.kernel.vocabulary.loading import plain

ENFORCEMENT: Final = frozenset({"warning_notice", "condition", "requirement_notice"})
_CLAUSE: Final = re.compile(r"[.;:•\n]+")


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach of the same report: its service, where it stands, and its regulations as (instrument, number)."""

    service: str
    key_question: KeyQuestion
    regulations: frozenset[tuple[str, str]]


def service_of_notice(words: str, covered: Sequence[Mapping[str, str]]) -> tuple[str, str] | None:
    """The code of the one service a notice is about, and why; ``None`` when it cannot be told.

    By the service it names, else because the report covers only one, else by a shorter name of one that it covers.
    """
    named = _named_in(words)
    if len(named) == 1:
        return next((code, f"the notice names “{name}”") for code, name in named.items())
    codes = {one["code"] for one in covered if one.get("code")}
    if named or not codes:
        return None
    if len(codes) == 1 and len(covered) == 1:
        return codes.pop(), "the report is about this one service"
    meant = _meant_in(words, codes)
    if len(meant) != 1:
        return None
    return next((code, f"the notice speaks of “{said}”") for code, said in meant.items())


def questions_of_notice(
    service: str, regulations: frozenset[tuple[str, str]], breaches: Iterable[Breach]
) -> tuple[tuple[KeyQuestion, ...], str]:
    """The key questions under which the report prints breaches of the same regulations in the same service, and why;
    none when it prints none."""
    same = [one for one in breaches if service and one.service == service and one.regulations & regulations]
    found = {one.key_question for one in same}
    questions = tuple(question for question in KEY_QUESTIONS if question in found)
    numbers = sorted({number for one in same for _, number in one.regulations & regulations}, key=lambda n: (len(n), n))
    under = " and ".join(QUESTION_NAMES[question] for question in questions)
    which = f"regulation{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
    return questions, f"the report prints a breach of {which} in this service under {under}" if questions else ""


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str, str], ...]:
    """(name as compared, name, code), the longest first; a name of one word is no name in a sentence."""
    names = [(plain(name), name, one.code) for one in core_services() for name in (one.name, *one.variants)]
    return tuple(sorted((row for row in names if " " in row[0]), key=lambda row: -len(row[0])))


def _named_in(words: str) -> dict[str, str]:
    """Services named in a text, by code; a name inside a longer one that was found does not count."""
    found: dict[str, str] = {}
    text = f" {plain(words)} "
    for compared, name, code in _names():
        if f" {compared} " in text:
            text = text.replace(f" {compared} ", " | ")
            found.setdefault(code, name)
    return found


def _meant_in(words: str, codes: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for clause in _CLAUSE.split(words):
        for one in core_services():
            match = one.pattern.search(plain(clause)) if one.pattern and one.code in codes else None
            if match and len(match.group()) <= 60:
                found.setdefault(one.code, match.group())
    return found
