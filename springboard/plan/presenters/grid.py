"""The grid of services and key questions as the template prints it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from springboard.plan.choices import KEY_QUESTIONS
from springboard.plan.presenters.filtering import switch_links
from springboard.plan.presenters.words import Link, counted
from springboard.plan.queries.grid import COLUMNS, Cell, Grid, GridRow
from springboard.plan.queries.register import RegisterFilters


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
    note: str


def grid_view(grid: Grid) -> GridView:
    """The grid. No queries."""
    both = f"{counted(grid.twice, 'finding')} about more than one key question: counted in each, once under All."
    return GridView(
        switch=switch_links("grid"),
        columns=(*(KEY_QUESTIONS.get(code, "Not stated") for code in COLUMNS), "All"),
        rows=tuple(_row(row) for row in grid.rows),
        foot=_row(grid.foot),
        note=both if grid.twice else "",
    )


def _row(row: GridRow) -> RowView:
    cells = [_cell(cell, row.service, code) for cell, code in zip(row.cells, COLUMNS, strict=True)]
    return RowView(row.name, _href(row.service, ""), (*cells, _cell(row.all, row.service, "")))


def _cell(cell: Cell, service: str, question: str) -> CellView:
    notes = [f"{cell.waiting} not answered" if cell.waiting else "", f"{cell.overdue} overdue" if cell.overdue else ""]
    name = KEY_QUESTIONS.get(question, "Not stated" if question else "All")
    return CellView(name, cell.findings, ", ".join(filter(None, notes)), _href(service, question), bool(cell.waiting))


def _href(service: str, question: str) -> str:
    """The register with exactly the findings counted: those to put right, in this service and key
    question."""
    return reverse("plan:findings") + RegisterFilters(to_put_right=True, service=service, key_question=question).query()
