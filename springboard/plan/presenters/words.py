"""Words that several pages of the plan share: regulations, sources, dates, counted things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.urls import reverse

from springboard import frameworks
from springboard.nhsuk.filters import away, short_date
from springboard.plan.choices import Level
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.board.filters import Filters
from springboard.plan.rules.titles import without_citation

_PLURALS: Final = {
    Level.WARNING_NOTICE: ("warning notice", "warning notices"),
    Level.CONDITION: ("condition", "conditions"),
    Level.REQUIREMENT_NOTICE: ("requirement notice", "requirement notices"),
    Level.MUST: ("must-do", "must-dos"),
    Level.BREACH: ("breach", "breaches"),
    Level.SHOULD: ("should-do", "should-dos"),
    Level.RECOMMENDATION: ("recommendation", "recommendations"),
    Level.GAP: ("gap we found", "gaps we found"),
    Level.OUTSTANDING_PRACTICE: ("outstanding practice", "outstanding practices"),
    Level.GOOD_PRACTICE: ("good practice", "good practices"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the page macros take it. ``number`` stands in brackets behind it."""

    text: str
    href: str
    current: bool = False
    number: int | None = None


def counted(number: int, singular: str, plural: str = "") -> str:
    """``1 action``, ``1,204 actions``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def levels_counted(levels: Mapping[str, int]) -> str:
    """``1 warning notice · 9 must-dos``, strongest first."""
    return " · ".join(counted(levels[level], *_PLURALS[level]) for level in Level if levels.get(level))


def regulations_in_words(regulations: Iterable[Mapping[str, Any]]) -> str:
    """``Regulation 13(4)(b)``; the instrument is named when it is not the 2014 Regulations."""
    words = [f"Regulation {r['number']}{r.get('paragraphs') or ''}{_instrument(r)}" for r in regulations]
    return ", ".join(dict.fromkeys(words))


def _instrument(regulation: Mapping[str, Any]) -> str:
    return "" if regulation["instrument"] == "2014" else f" of {regulation['instrument']}"


def shortened(text: str, longest: int = 180) -> str:
    """The text up to a whole word; the page of the thing has all of it."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0].rstrip(',;:.')}…"


def title(text: str, longest: int = 180) -> str:
    """A finding's text as a title: without the citation at its end, up to a whole word."""
    return shortened(without_citation(text), longest)


def where(row: FindingRow, services: Mapping[str, str]) -> str:
    """The ward, else the service, else the trust."""
    if row.unit:
        return row.unit
    return services.get(row.core_service, row.core_service) if row.core_service else "Across the trust"


def where_short(row: FindingRow) -> str:
    """The same with the service's short name, where there is little room."""
    return where(row, short_names())


@cache
def short_names() -> dict[str, str]:
    """Core service codes with the short names of a grid."""
    return {service.code: service.short for service in frameworks.services()}


def due_words(due: date | None) -> tuple[str, str]:
    """``30 Nov 2026`` and ``in 6 days``; nothing for no date."""
    return (short_date(due), away(due)) if due else ("", "")


def finding_href(reference: str) -> str:
    return reverse("plan:finding", args=[reference])


def action_href(reference: str) -> str:
    return reverse("plan:action", args=[reference])


def plan_href(filters: Filters, name: str = "plan:plan") -> str:
    return reverse(name) + filters.query()


def history_href(kind: str, pk: int) -> str:
    """Every change of one thing, with who and when."""
    return f"{reverse('history')}?object={kind}:{pk}"
