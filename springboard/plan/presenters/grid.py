"""The grid of services and key questions as the template prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from springboard.plan.choices import KEY_QUESTIONS
from springboard.plan.presenters.filtering import switch_links
from springboard.plan.presenters.words import Link, counted
from springboard.plan.queries.grid import Cell, Grid, GridRow
from springboard.plan.queries.register import RegisterFilters
from springboard.plan.rules.board.filters import NO_FINDING

NOT_STATED: Final = "No key question stated"


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: how many findings, the sentence below, and where they are listed. ``question`` is for the
    phone."""

    question: str
    number: int
    note: str
    href: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A service and its cells; the last cell counts each finding once."""

    name: str
    href: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """Everything ``plan/grid.jinja`` prints."""

    switch: tuple[Link, ...]
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    foot: RowView
    notes: tuple[str, ...]
    say_which: Link | None


def grid_view(grid: Grid, *, may_say: bool = False) -> GridView:
    """The grid. ``may_say``: the person can say which key question a finding is about. No queries."""
    both = f"{counted(grid.twice, 'finding')} about more than one key question: counted in each, once under All."
    return GridView(
        switch=switch_links("grid"),
        columns=(*(KEY_QUESTIONS.get(code, NOT_STATED) for code in grid.columns), "All"),
        rows=tuple(_row(row, grid.columns) for row in grid.rows),
        foot=_row(grid.foot, grid.columns),
        notes=tuple(filter(None, [both if grid.twice else "", _unstated(grid)])),
        say_which=_say_which(grid) if may_say else None,
    )


def _unstated(grid: Grid) -> str:
    """The columns that are left out, in words: nothing is known of them, which is not the same as nothing wrong."""
    names = [KEY_QUESTIONS[code] for code in grid.unstated]
    if not names:
        return ""
    listed = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return f"No finding states that it is about {listed}: no column for {'it' if len(names) == 1 else 'them'} yet."


def _say_which(grid: Grid) -> Link | None:
    """The way to the findings of which nobody has said a key question."""
    if NO_FINDING not in grid.columns:
        return None
    number = grid.foot.cells[grid.columns.index(NO_FINDING)].findings
    return Link(f"Say which for {counted(number, 'finding')}", _href("", NO_FINDING))


def _row(row: GridRow, columns: tuple[str, ...]) -> RowView:
    cells = [_cell(cell, row.service, code) for cell, code in zip(row.cells, columns, strict=True)]
    return RowView(row.name, _href(row.service, ""), (*cells, _cell(row.all, row.service, "")))


def _cell(cell: Cell, service: str, question: str) -> CellView:
    notes = [f"{cell.waiting} not answered" if cell.waiting else "", f"{cell.overdue} overdue" if cell.overdue else ""]
    name = KEY_QUESTIONS.get(question, NOT_STATED if question else "All")
    return CellView(name, cell.findings, ", ".join(filter(None, notes)), _href(service, question), bool(cell.waiting))


def _href(service: str, question: str) -> str:
    """The register with exactly the findings counted: those to put right, in this service and key
    question."""
    return reverse("plan:findings") + RegisterFilters(to_put_right=True, service=service, key_question=question).query()
