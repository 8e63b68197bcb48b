"""The findings register: everything found, with its response, also what needs no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, PRACTICE, Level, Response
from springboard.plan.models import Finding
from springboard.plan.queries.board.parts import in_place, says
from springboard.plan.queries.loading import finding_rows, load_findings
from springboard.plan.queries.loading import links as all_links
from springboard.plan.queries.loading import values as finding_values
from springboard.plan.queries.statuses import answer_case
from springboard.plan.queries.visible import visible_findings
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
    """One page of the register with its counts, read no further than that. Six queries at most."""
    found = _judged(scope)
    asked = found.filter(_fits(scope, filters))
    heaps = _heaps(found.filter(_fits(scope, filters, counted=False)))
    levels = _sums((level, number) for level, state, number in heaps if filters.state in {"", state})
    states = _sums((state, number) for level, state, number in heaps if filters.level in {"", level})
    total = sum(number for level, number in levels.items() if filters.level in {"", level})
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, pages)
    ids = list(
        asked.order_by("-raised_on", "order_key").values_list("pk", flat=True)[(page - 1) * PAGE_SIZE :][:PAGE_SIZE]
    )
    rows = load_findings(scope, ids)
    return RegisterPage(
        filters=replace(filters, page=page),
        rows=tuple(rows[pk] for pk in ids),
        total=total,
        in_all=visible_findings(scope).count(),
        pages=pages,
        levels={level: levels[level] for level in Level.values if levels[level]},
        states={state.value: states[state.value] for state in AnswerState if states[state.value]},
        sources=_sources(scope),
    )


def _judged(scope: Scope) -> QuerySet[Finding]:
    questions = Cast("key_questions", TextField())
    return visible_findings(scope).order_by().annotate(questions=questions, answer=answer_case())


def _heaps(found: QuerySet[Finding]) -> list[tuple[str, str, int]]:
    return list(found.values_list("level", "answer").annotate(number=Count("pk")))  # type: ignore[misc]


def _sums(heaps: Iterable[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for name, number in heaps:
        sums[name] += number
    return sums


def _fits(scope: Scope, filters: RegisterFilters, *, counted: bool = True) -> Q:
    """``passes`` as conditions of the database; without those that are counted, level and state, when asked."""
    fits = in_place(filters) & says(scope, filters.text)
    given = {"source_reference": filters.source, "response": filters.response}
    given |= {"level": filters.level, "answer": filters.state} if counted else {}
    fits &= Q(**{name: value for name, value in given.items() if value})
    right = Q(merged_into__isnull=True, withdrawn_on__isnull=True) & ~Q(level__in=PRACTICE)
    return fits & right if filters.to_put_right else fits


def _sources(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Every source with its title."""
    named = visible_findings(scope).exclude(source_reference="").order_by("source_reference")
    return tuple(named.values_list("source_reference").annotate(title=Max("source_title")))


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
