"""The plan's filters as a person chooses them: links with their counts, lists, and the ways to see the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from springboard.plan.choices import KEY_QUESTIONS, Level
from springboard.plan.presenters.words import Link, plan_href
from springboard.plan.queries.plan import PlanPage
from springboard.plan.rules.board import Filters
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING

ONLY_NAMES: Final = {
    "stuck": "Stuck",
    "not_agreed": "Not agreed yet",
    "late_for_reinspection": "Cannot be ready in time",
    "mine": "Mine",
}


@dataclass(frozen=True, slots=True)
class Picker:
    """A list to choose from in the find form: value, name, chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def show_links(page: PlanPage) -> tuple[Link, ...]:
    """Levels as links; each action counts under the strongest finding it answers, so they add up to
    everything."""
    filters = page.filters.for_actions
    names = {**dict(Level.choices), NO_FINDING: "No finding"}
    everything = Link("Everything", plan_href(filters.but(level="")), not filters.level, page.counts.level_total)
    levels = (
        Link(names[code], plan_href(filters.but(level=code)), filters.level == code, number)
        for code, number in page.counts.level.items()
    )
    return (everything, *levels)


def only_links(page: PlanPage) -> tuple[Link, ...]:
    filters = page.filters
    names = {name: text for name, text in ONLY_NAMES.items() if name != "late_for_reinspection" or page.reinspection_on}
    if page.reinspection_on:
        names["late_for_reinspection"] = f"Cannot be ready by {page.reinspection_on.day} {page.reinspection_on:%B}"
    about_findings = (
        ("waiting", "Not answered", page.waiting_in_filters),
        ("decided", "Answered by a decision", page.decided_in_filters),
    )
    findings = (
        Link(text, plan_href(_toggled(filters, name)), filters.only == name, number)
        for name, text, number in about_findings
        if number or filters.only == name
    )
    links = (
        Link(text, plan_href(_toggled(filters, name)), filters.only == name, number)
        for name, text in names.items()
        if (number := page.counts.only.get(name, 0)) or filters.only == name
    )
    return (*findings, *links)


def _toggled(filters: Filters, name: str) -> Filters:
    return filters.but(only="" if filters.only == name else name)


def pickers(filters: Filters, services: Mapping[str, str]) -> tuple[Picker, ...]:
    service = {"": "Every service", ACROSS: "Across the trust", **services}
    question = {"": "Every key question", **KEY_QUESTIONS, NO_FINDING: "No key question"}
    return (
        Picker("service", "Service", tuple((c, n, c == filters.service) for c, n in service.items())),
        Picker("key_question", "Key question", tuple((c, n, c == filters.key_question) for c, n in question.items())),
    )


def kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    """What the find form carries along unseen."""
    names = ("level", "status", "outcome", "only", "owner", "group")
    return tuple((name, getattr(filters, name)) for name in names if getattr(filters, name))


def switch_links(current: str, filters: Filters | None = None) -> tuple[Link, ...]:
    """The plan seen another way."""
    ways = (("table", "Table", "plan:plan"), ("grid", "Grid", "plan:grid"), ("register", "Findings", "plan:findings"))
    kept = filters or Filters()
    return tuple(
        Link(text, plan_href(kept if code == "table" else Filters(), name), code == current)
        for code, text, name in ways
    )


def export_links(filters: Filters) -> tuple[Link, ...]:
    names = (("CSV", "plan:export-csv"), ("Excel", "plan:export-xlsx"), ("print", "plan:print"))
    return tuple(Link(text, plan_href(filters.but(), name)) for text, name in names)
