"""The findings register: everything found, with its response, also what needs no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, PRACTICE, Level, Response
from springboard.plan.queries.loading import finding_rows
from springboard.plan.queries.loading import links as all_links
from springboard.plan.queries.loading import values as finding_values
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING, in_question, in_service

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What is asked of the register. Empty means everything."""

    level: str = ""
    state: str = ""
    response: str = ""
    service: str = ""
    key_question: str = ""
    source: str = ""
    text: str = ""
    to_put_right: bool = False
    page: int = 1

    def but(self, **changes: str | int) -> RegisterFilters:
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def narrowed(self) -> bool:
        return self.but() != RegisterFilters()

    def query(self) -> str:
        names = ("level", "state", "response", "service", "key_question", "source", "text", "page")
        default = RegisterFilters()
        given = {name: getattr(self, name) for name in names if getattr(self, name) != getattr(default, name)}
        given |= {"to_put_right": "yes"} if self.to_put_right else {}
        return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """``levels`` and ``states`` count every value under the other filters, and each sums to what it would
    show."""

    filters: RegisterFilters
    rows: tuple[FindingRow, ...]
    total: int
    in_all: int
    pages: int
    levels: Mapping[str, int]
    states: Mapping[str, int]
    sources: tuple[tuple[str, str], ...]


def parse_register(given: Mapping[str, str], *, services: Iterable[str]) -> RegisterFilters:
    """Filters from an address; a value that is not in its list is dropped."""
    lists: dict[str, Iterable[str]] = {
        "level": Level.values,
        "state": [state.value for state in AnswerState],
        "response": Response.values,
        "service": [*services, ACROSS],
        "key_question": [*KEY_QUESTIONS, NO_FINDING],
    }
    kept = {name: given[name] for name, allowed in lists.items() if given.get(name) in set(allowed)}
    page = given.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1
    text = " ".join(given.get("text", "").replace("\x00", "").split())[:200]
    return RegisterFilters(
        **kept,
        source=given.get("source", "")[:40],
        text=text,
        to_put_right=given.get("to_put_right") == "yes",
        page=max(1, number),
    )


def register_rows(scope: Scope) -> list[FindingRow]:
    """Every finding the scope covers, newest source first, then strongest. Two queries."""
    rows = finding_rows(finding_values(scope), all_links(scope)).values()
    by_strength = sorted(rows, key=lambda row: row.order)
    return sorted(by_strength, key=lambda row: (row.raised_on is None, row.raised_on), reverse=True)


def register_page(scope: Scope, filters: RegisterFilters) -> RegisterPage:
    """One page of the register with its counts."""
    everything = register_rows(scope)
    shown = [row for row in everything if passes(row, filters)]
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(filters.page, pages)
    levels = Counter(row.level for row in everything if passes(row, filters, but="level"))
    states = Counter(row.state.value for row in everything if passes(row, filters, but="state"))
    sources = {row.source.source_reference: row.source.title for row in everything if row.source.source_reference}
    return RegisterPage(
        filters=replace(filters, page=page),
        rows=tuple(shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        total=len(shown),
        in_all=len(everything),
        pages=pages,
        levels={level: levels[level] for level in Level.values if levels[level]},
        states={state.value: states[state.value] for state in AnswerState if states[state.value]},
        sources=tuple(sorted(sources.items())),
    )


def passes(row: FindingRow, filters: RegisterFilters, *, but: str = "") -> bool:
    """Whether a finding answers to every filter, leaving out the one named ``but``."""
    return (
        (but == "level" or filters.level in {"", row.level})
        and (but == "state" or filters.state in {"", row.state})
        and filters.response in {"", row.response}
        and (not filters.service or in_service(row, filters.service))
        and (not filters.key_question or in_question([row], filters.key_question))
        and (not filters.to_put_right or _to_put_right(row))
        and filters.source in {"", row.source.source_reference}
        and all(word in row.search_text for word in fold(filters.text).split())
    )


def _to_put_right(row: FindingRow) -> bool:
    """What the grid counts: standing findings that are not good practice."""
    return row.level not in PRACTICE and row.state not in {AnswerState.MERGED, AnswerState.WITHDRAWN}
