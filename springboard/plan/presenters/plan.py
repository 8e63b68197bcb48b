"""The plan's page: two sums, filters as links, unanswered findings first, then groups of findings with
actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.nhsuk.filters import away, long_date
from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery, Outcome
from springboard.plan.presenters.filtering import (
    Picker,
    export_links,
    kept,
    only_links,
    pickers,
    show_links,
    switch_links,
)
from springboard.plan.presenters.rows import GroupView, WaitingRow, group_view, waiting_row
from springboard.plan.presenters.words import Link, counted, finding_href, plan_href
from springboard.plan.queries import service_names
from springboard.plan.queries.plan import PlanPage
from springboard.plan.rules.board import GROUPINGS, Filters


@dataclass(frozen=True, slots=True)
class CountItem:
    """One figure of a sum, as the ``counts`` macro takes it."""

    code: str
    text: str
    number: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that add up, with the sum printed."""

    heading: str
    items: tuple[CountItem, ...]
    total_text: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything ``plan/plan.jinja`` prints."""

    sources: int
    reinspection_on: str
    reinspection_away: str
    answer: Link | None
    may_add: bool
    programmes_href: str
    done: Sum
    better: Sum
    show: tuple[Link, ...]
    only: tuple[Link, ...]
    grouped_by: str
    group_links: tuple[Link, ...]
    switch: tuple[Link, ...]
    pickers: tuple[Picker, ...]
    text: str
    kept: tuple[tuple[str, str], ...]
    narrowed: bool
    clear_href: str
    waiting: tuple[WaitingRow, ...]
    waiting_heading: str
    waiting_all: Link | None
    groups: tuple[GroupView, ...]
    showing: str
    answers: str
    decided: Link | None
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    exports: tuple[Link, ...]
    empty: str


def plan_view(page: PlanPage, scope: Scope) -> PlanView:
    """The page for what was found. No queries."""
    services, filters, waiting = service_names(), page.filters, page.waiting
    return PlanView(
        sources=page.sources,
        reinspection_on=long_date(page.reinspection_on),
        reinspection_away=away(page.reinspection_on),
        answer=_answer(page),
        may_add=scope.may(Permission.ACTION_ADD),
        programmes_href=reverse("plan:programmes") if scope.may(Permission.ACTION_AGREE) else "",
        done=_sum("is it done?", page.counts.delivery, Delivery, filters, "status"),
        better=_sum(
            "is it better?",
            page.counts.outcome,
            Outcome,
            filters,
            "outcome",
            same=page.counts.outcome_total == page.counts.delivery_total,
        ),
        show=show_links(page),
        only=only_links(page),
        grouped_by=GROUPINGS[filters.group],
        group_links=tuple(
            Link(name, plan_href(filters.but(group=code))) for code, name in GROUPINGS.items() if code != filters.group
        ),
        switch=switch_links("table", filters),
        pickers=pickers(filters, services),
        text=filters.text,
        kept=kept(filters),
        narrowed=filters.narrowed,
        clear_href=plan_href(Filters(group=filters.group)),
        waiting=tuple(waiting_row(row, page.may_answer) for row in waiting),
        waiting_heading=_waiting_heading(page),
        waiting_all=_waiting_all(page, len(waiting)),
        groups=tuple(group_view(group) for group in page.page.groups),
        showing=_showing(page, len(waiting)),
        answers=_answers_sum(page),
        decided=_decided_hidden(page),
        previous=_turn(page, -1),
        next=_turn(page, +1),
        exports=export_links(filters),
        empty=_empty(page),
    )


def _answer(page: PlanPage) -> Link | None:
    """The one green button: the next unanswered finding this person may answer."""
    if page.mine.first is None:
        return None
    return Link(f"Answer {counted(page.mine.number, 'finding')}", finding_href(page.mine.first.reference))


def _sum(
    question: str,
    counts: Mapping[str, int],
    names: type[Delivery] | type[Outcome],
    filters: Filters,
    field: str,
    *,
    same: bool = False,
) -> Sum:
    total, filters = sum(counts.values()), filters.for_actions
    heading = f"The same {total:,}: {question}" if same else f"{counted(total, 'action')}: {question}"
    chosen = getattr(filters, field)
    items = tuple(
        CountItem(
            state.value,
            str(state.label),
            counts[state.value],
            plan_href(filters.but(**{field: "" if chosen == state.value else state.value})),
            chosen == state.value,
        )
        for state in names
    )
    return Sum(heading, items, f"{' + '.join(f'{item.number:,}' for item in items)} = {total:,}")


def _answers_sum(page: PlanPage) -> str:
    """Every finding that asks for an answer, once: what the table shows and what it leaves out add up."""
    if page.filters.about_actions or not (total := sum(page.answers.values())):
        return ""
    waiting, acted, decided = page.answers.values()
    parts = f"{waiting:,} not answered + {acted:,} answered by actions + {decided:,} answered by a decision"
    return f"{counted(total, 'finding')} to put right: {parts} = {total:,}."


def _decided_hidden(page: PlanPage) -> Link | None:
    """The way to the findings that the table leaves out because a decision answers them."""
    filters, number = page.filters, page.decided_in_filters
    if filters.about_actions or filters.only or not number:
        return None
    text = f"Show the {counted(number, 'finding')} answered by a decision"
    return Link(text, plan_href(filters.but(only="decided")))


def _waiting_heading(page: PlanPage) -> str:
    number = page.waiting_in_filters
    verb = "has" if number == 1 else "have"
    return f"Not answered yet: {counted(number, 'finding')} {verb} no action and no decision"


def _waiting_all(page: PlanPage, shown: int) -> Link | None:
    if page.filters.only == "waiting" or not 0 < shown < page.waiting_in_filters:
        return None
    return Link(f"All {page.waiting_in_filters:,} not answered", plan_href(page.filters.but(only="waiting")))


def _showing(page: PlanPage, waiting: int) -> str:
    if page.filters.only == "decided":
        return f"Showing findings {page.page.first:,} to {page.page.last:,} of {page.page.total:,}"
    first = f"{counted(waiting, 'finding')} with no answer" if waiting else ""
    if not page.page.total:
        return f"Showing {first}" if first else ""
    here = f"actions {page.page.first:,} to {page.page.last:,} of {page.page.total:,}"
    if not page.page.last:
        here = f"{page.page.total:,} actions"
    return f"Showing {first}, then {here}" if first else f"Showing {here}"


def _turn(page: PlanPage, by: int) -> tuple[str, str] | None:
    waiting = page.filters.only == "waiting"
    number, pages = (page.waiting_page, page.waiting_pages) if waiting else (page.page.number, page.page.pages)
    if not 1 <= number + by <= pages:
        return None
    return plan_href(page.filters.but(page=number + by)), f"page {number + by} of {pages}"


def _empty(page: PlanPage) -> str:
    if page.page.groups or page.waiting or (page.waiting_in_filters and not page.filters.only):
        return ""
    if page.decided_in_filters:
        return "Nothing is left to do about what fits: a decision answers it."
    if page.filters.narrowed:
        return "Nothing in the plan fits what you asked for."
    return "No findings yet. What a CQC report or your own looking finds will stand here, with what you do about it."
