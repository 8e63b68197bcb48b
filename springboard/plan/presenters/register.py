"""The findings register as the template prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.nhsuk.filters import short_date
from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, Level, Response
from springboard.plan.presenters.filtering import Picker, switch_links
from springboard.plan.presenters.words import Link, counted, finding_href, regulations_in_words, title, where
from springboard.plan.queries import service_names
from springboard.plan.queries.register import PAGE_SIZE, RegisterFilters, RegisterPage
from springboard.plan.rules.answering import STATE_NAMES, AnswerState
from springboard.plan.rules.board import FindingRow
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One finding's row."""

    level: str
    reference: str
    title: str
    href: str
    where: str
    regulations: str
    raised: str
    response: str
    state: str
    state_name: str
    state_note: str
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """Everything ``plan/findings.jinja`` prints."""

    total: int
    in_all: int
    switch: tuple[Link, ...]
    levels: tuple[Link, ...]
    states: tuple[Link, ...]
    pickers: tuple[Picker, ...]
    text: str
    kept: tuple[tuple[str, str], ...]
    narrowed: bool
    clear_href: str
    rows: tuple[RegisterRow, ...]
    showing: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    exports: tuple[Link, ...]
    may_raise: bool
    raise_href: str


def register_view(page: RegisterPage, scope: Scope) -> RegisterView:
    """The register for what was found. No queries."""
    services = service_names()
    first = (page.filters.page - 1) * PAGE_SIZE
    return RegisterView(
        total=page.total,
        in_all=page.in_all,
        switch=switch_links("register"),
        levels=_levels(page),
        states=_states(page),
        pickers=_pickers(page, services),
        text=page.filters.text,
        kept=_kept(page.filters),
        narrowed=page.filters.narrowed,
        clear_href=reverse("plan:findings"),
        rows=tuple(_row(row, services) for row in page.rows),
        showing=f"Showing {first + 1:,} to {first + len(page.rows):,} of {page.total:,}" if page.rows else "",
        previous=_turn(page, -1),
        next=_turn(page, +1),
        exports=tuple(
            Link(text, reverse(name) + page.filters.but().query())
            for text, name in (("CSV", "plan:findings-csv"), ("Excel", "plan:findings-xlsx"))
        ),
        may_raise=scope.may(Permission.FINDING_RAISE),
        raise_href=reverse("plan:finding-raise"),
    )


def _href(filters: RegisterFilters) -> str:
    return reverse("plan:findings") + filters.query()


def _levels(page: RegisterPage) -> tuple[Link, ...]:
    names, filters = dict(Level.choices), page.filters
    everything = Link("Everything", _href(filters.but(level="")), not filters.level, sum(page.levels.values()))
    return (
        everything,
        *(
            Link(names[code], _href(filters.but(level=code)), filters.level == code, number)
            for code, number in page.levels.items()
        ),
    )


def _states(page: RegisterPage) -> tuple[Link, ...]:
    filters = page.filters
    everything = Link("Everything", _href(filters.but(state="")), not filters.state, sum(page.states.values()))
    return (
        everything,
        *(
            Link(STATE_NAMES[AnswerState(code)], _href(filters.but(state=code)), filters.state == code, number)
            for code, number in page.states.items()
        ),
    )


def _pickers(page: RegisterPage, services: Mapping[str, str]) -> tuple[Picker, ...]:
    f = page.filters
    lists: tuple[tuple[str, str, dict[str, str], str], ...] = (
        ("service", "Service", {"": "Every service", ACROSS: "Across the trust", **services}, f.service),
        ("key_question", "Key question", {"": "Every key question", **KEY_QUESTIONS, NO_FINDING: "Not stated"},
         f.key_question),
        ("response", "Response", {"": "Every response", **dict(Response.choices)}, f.response),
        ("source", "Source", {"": "Every source", **{code: code for code, _ in page.sources}}, f.source),
    )  # fmt: skip
    return tuple(
        Picker(name, label, tuple((code, text, code == chosen) for code, text in options.items()))
        for name, label, options, chosen in lists
    )


def _kept(filters: RegisterFilters) -> tuple[tuple[str, str], ...]:
    given = [(name, getattr(filters, name)) for name in ("level", "state") if getattr(filters, name)]
    return tuple(given + ([("to_put_right", "yes")] if filters.to_put_right else []))


def _row(row: FindingRow, services: Mapping[str, str]) -> RegisterRow:
    return RegisterRow(
        level=row.level,
        reference=row.reference,
        title=title(row.text),
        href=finding_href(row.reference),
        where=where(row, services),
        regulations=regulations_in_words(row.regulations),
        raised=short_date(row.raised_on),
        response=_response(row),
        state=row.state.value,
        state_name=STATE_NAMES[row.state],
        state_note=_note(row),
        also=tuple(Link(source.reference, finding_href(source.reference)) for source in row.merged),
    )


def _response(row: FindingRow) -> str:
    due = f", send by {short_date(row.challenge_deadline)}"
    waits = row.response == Response.CHALLENGED and not row.challenge_outcome
    return f"{Response(row.response).label}{due if waits else ''}"


def _note(row: FindingRow) -> str:
    if row.merged_into:
        return row.merged_into
    return counted(row.live_actions, "action") if row.live_actions else ""


def _turn(page: RegisterPage, by: int) -> tuple[str, str] | None:
    number = page.filters.page + by
    if not 1 <= number <= page.pages:
        return None
    return _href(page.filters.but(page=number)), f"page {number} of {page.pages}"
