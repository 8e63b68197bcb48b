"""The strip of pages above a review: where findings are, which pages held an action section, what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from springboard.inspections.choices import DraftState, ReportState
from springboard.inspections.presenters.words import ACTION_SECTIONS, count
from springboard.inspections.queries import Board

_ALL_SHOWN_UP_TO: Final = 60
_DOTS: Final = 6
_ROOM: Final = 70
_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class StripCell:
    """One page; or, in a long report, a run of pages with nothing on them (``last`` above ``number``)."""

    number: int
    last: int
    href: str
    current: bool = False
    dots: tuple[str, ...] = ()
    action_section: bool = False
    unread: bool = False
    label: str = ""


def strip_of(board: Board, current: int | None) -> tuple[StripCell, ...]:
    """Every page of a report of up to 60; in a longer one empty pages are drawn together."""
    drafts: dict[int | None, list[Any]] = {}
    for draft in board.drafts:
        drafts.setdefault(draft.page, []).append(draft)
    unread = {block.page for block in board.unread if block.dealt_with_at is None}
    cells = [_cell(board, page, drafts.get(page.number, []), page.number in unread, current) for page in board.pages]
    return tuple(cells if len(cells) <= _ALL_SHOWN_UP_TO else _together(cells))


def _cell(board: Board, page: Any, drafts: Sequence[Any], unread: bool, current: int | None) -> StripCell:
    states = ["todo" if draft.state == DraftState.PENDING else "done" for draft in drafts]
    return StripCell(
        number=page.number,
        last=page.number,
        href=_href(board.report, page.number, drafts),
        current=page.number == current,
        dots=tuple(states[:_DOTS]),
        action_section=bool(ACTION_SECTIONS & set(page.holds)),
        unread=unread,
        label=_label(page.number, states, unread),
    )


def _href(report: Any, number: int, drafts: Sequence[Any]) -> str:
    """The first finding to review on a page, else adding one there; the page itself once the review is over."""
    if report.state == ReportState.REVIEWED:
        return reverse("inspections:page", args=[report.pk, number])
    target = next((draft for draft in drafts if draft.state == DraftState.PENDING), drafts[0] if drafts else None)
    if target:
        return reverse("inspections:draft", args=[report.pk, target.pk])
    return f"{reverse('inspections:add-by-hand', args=[report.pk])}?page={number}"


def _label(number: int, states: Sequence[str], unread: bool) -> str:
    parts = [f"Page {number}"]
    if states:
        parts.append(f"{count(states.count('done'), 'finding')} decided, {states.count('todo')} to review")
    if unread:
        parts.append("not all of it could be read")
    return ": ".join([parts[0], "; ".join(parts[1:])]) if parts[1:] else f"{parts[0]}: no findings"


def _together(cells: Sequence[StripCell]) -> list[StripCell]:
    shown: list[StripCell] = []
    for cell in cells:
        empty = not (cell.dots or cell.unread or cell.action_section or cell.current)
        before = shown[-1] if shown else None
        if empty and before and before.label.startswith("Pages "):
            shown[-1] = _run(before.number, cell.last, before.href)
        else:
            shown.append(_run(cell.number, cell.last, cell.href) if empty else cell)
    return shown


def _run(first: int, last: int, href: str) -> StripCell:
    return StripCell(first, last, href, label=f"Pages {first} to {last}: no findings")


def unread_line(board: Board) -> str:
    """ "2 parts we could not read: page 26 (scanned table), page 31 (rotated text)"; the pages alone when the reasons
    are long; empty when nothing is open."""
    left = [block for block in board.unread if block.dealt_with_at is None]
    if not left:
        return ""
    reasons = ", ".join(f"{_where(block.page)} ({block.why.rstrip('.')})" for block in left)
    named = list(dict.fromkeys(_where(block.page) for block in left))
    more = f" and {count(len(named) - _NAMED, 'more page')}" if len(named) > _NAMED else ""
    pages = ", ".join(named[:_NAMED])
    return f"{count(len(left), 'part')} we could not read: {reasons if len(reasons) <= _ROOM else pages + more}"


def _where(page: int | None) -> str:
    return f"page {page}" if page else "no page"
