"""The ratings grid, the timeline of inspections, and the panel that explains one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from springboard.inspections.presenters.by_hand import mark_of
from springboard.inspections.presenters.words import called, count, month, titled
from springboard.inspections.queries import InspectionRow
from springboard.inspections.rules.grid import COLUMNS, TRUST, Cell, Row
from springboard.kernel.ratings import QUESTION_NAMES, RATING_NAMES
from springboard.nhsuk.filters import long_date

_CHANGE: Final = {"up": "better", "down": "worse", "same": "same", "": ""}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: the word, the arrow, what it was, whether enforcement is in force."""

    question: str
    question_name: str
    rating: str
    change: str
    note: str
    href: str
    notice: bool
    current: bool


@dataclass(frozen=True, slots=True)
class RowView:
    key: str
    name: str
    short: str
    inspected: str
    total: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One inspection of the timeline."""

    heading: str
    href: str
    text: str
    change: str
    rating: str
    note: str
    notices: str
    state: str
    notices_href: str = ""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Enforcement in force, with its own deadline."""

    reference: str
    href: str
    text: str
    where: str
    deadline: str
    away: date | None
    level: str


@dataclass(frozen=True, slots=True)
class RatingsPage:
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    points: tuple[Point, ...]
    notices: tuple[NoticeView, ...]
    banner: tuple[str, str, str] | None
    shown: str
    latest_href: str
    may_upload: bool
    may_see_reports: bool
    close_href: str


def rows_of(
    rows: Sequence[Row], notices: Sequence[Any], current: tuple[str, str], at: int | None
) -> tuple[RowView, ...]:
    """The grid for a template. ``current`` is the (row, question) whose panel is open. Enforcement of which nobody
    has said the key question is marked on the row's overall rating."""
    marked = {(_row_key(notice), question) for notice in notices for question in notice.key_questions or ["overall"]}
    query = f"?{urlencode({'at': at})}" if at else ""
    return tuple(
        RowView(
            key=row.key,
            name=row.name,
            short=row.short,
            inspected=_inspected(row),
            total=row.key == TRUST,
            cells=tuple(_cell(row, cell, marked, current, query) for cell in row.cells),
        )
        for row in rows
    )


def _row_key(notice: Any) -> str:
    return TRUST if notice.trust_wide else str(notice.core_service)


def _inspected(row: Row) -> str:
    if row.inspected_on is None:
        return "not yet rated"
    alone = ". Well-led is judged on its own" if row.key == TRUST else ""
    return f"{'' if row.key == TRUST else 'inspected '}{month(row.inspected_on)}{alone}"


def _cell(row: Row, cell: Cell, marked: set[tuple[str, str]], current: tuple[str, str], query: str) -> CellView:
    address = reverse("inspections:rating", args=[row.key, cell.key_question])
    return CellView(
        question=cell.key_question,
        question_name=QUESTION_NAMES[cell.key_question],
        rating=cell.rating,
        change=_CHANGE[cell.change],
        note=_note(row, cell),
        href=f"{address}{query}#panel" if cell.rating != "not_rated" else "",
        notice=(row.key, cell.key_question) in marked,
        current=(row.key, cell.key_question) == current,
    )


def _note(row: Row, cell: Cell) -> str:
    """What it was before (or its own date, where the rest of the row was rated later), and whether a person put it."""
    mark = mark_of(cell.given) if cell.rating != "not_rated" else ""
    return ", ".join(part for part in (_before(row, cell), mark) if part)


def _before(row: Row, cell: Cell) -> str:
    was = was_words(cell)
    if (
        cell.held_on
        and row.inspected_on
        and (cell.held_on.year, cell.held_on.month) < (row.inspected_on.year, row.inspected_on.month)
    ):
        return f"from {cell.held_on:%B %Y}"
    return was


def was_words(cell: Cell) -> str:
    """ "same as 2023", "was Good"; "first rating" when nothing came before."""
    if cell.rating == "not_rated":
        return ""
    if cell.was is None or cell.was == "not_rated":
        return "first rating"
    if cell.change == "same":
        return f"same as {cell.was_on.year}" if cell.was_on else "same as before"
    return f"was {RATING_NAMES[cell.was].replace('Requires improvement', 'Req. imp.')}"


def points_of(
    inspections: Sequence[InspectionRow], shown: int | None, reinspection: date | None, today: date
) -> tuple[Point, ...]:
    """Every inspection as a point on a line, and the one expected."""
    points = [_point(row, inspections[place - 1] if place else None, shown) for place, row in enumerate(inspections)]
    if reinspection and reinspection >= today:
        days = (reinspection - today).days
        away = f"CQC is expected back in {count(days, 'day')}." if days else "CQC is expected back today."
        points.append(Point(f"From {long_date(reinspection)}", "", away, "", "", "", "", "future"))
    return tuple(points)


def _point(row: InspectionRow, before: InspectionRow | None, shown: int | None) -> Point:
    here = row.id == shown
    was = before.overall if before else ""
    return Point(
        heading=month(row.held_on) + (", shown below" if here else ""),
        href="" if here else f"{reverse('inspections:ratings')}?{urlencode({'at': row.id})}",
        text="Overall",
        rating=RATING_NAMES.get(row.overall, "") if row.overall else "no trust rating",  # type: ignore[call-overload]
        change=_between(was, row.overall),
        note=f"{count(row.services, 'service')}, {count(row.musts, 'must-do')}",
        notices=count(row.notices, "warning notice") if row.notices else "",
        state="now" if here else "past",
    )


def _between(was: str, now: str) -> str:
    scale = ("inadequate", "requires_improvement", "good", "outstanding")
    if was not in scale or now not in scale:
        return ""
    before, after = scale.index(was), scale.index(now)
    return "same" if before == after else "better" if after > before else "worse"


def notices_of(notices: Sequence[Any], names: Mapping[str, str]) -> tuple[NoticeView, ...]:
    """Enforcement in force, the nearest deadline first."""
    return tuple(
        NoticeView(
            reference=notice.reference,
            href=reverse("plan:finding", args=[notice.reference]),
            text=titled(notice.text),
            where="Whole trust: " if notice.trust_wide else _place(names.get(notice.core_service, "")),
            deadline=long_date(notice.deadline),
            away=notice.deadline,
            level=notice.level,
        )
        for notice in notices
    )


def _place(name: str) -> str:
    return f"{name}: " if name else "No service said: "


def banner_of(newer: tuple[Any, int, int] | None, may_review: bool) -> tuple[str, str, str] | None:
    """A newer report is under review: what it is, and the way on for those who review."""
    if newer is None:
        return None
    report, total, pending = newer
    when = f", published {long_date(report.published)}" if report.published else ""
    text = f"{called(report)}{when}. Its ratings will appear here once they are accepted."
    href = reverse("inspections:review", args=[report.pk]) if may_review else ""
    return text, href, f"Go on reviewing: {total - pending} of {total} confirmed"


def columns() -> tuple[str, ...]:
    return tuple(QUESTION_NAMES[question] for question in COLUMNS)
