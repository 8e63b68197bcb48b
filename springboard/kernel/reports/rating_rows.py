"""Files the rows of a rating grid under what they are of; rows that cannot be used are said to be unread."""

from __future__ import annotations

import re

from springboard.kernel.reports.headings import is_trust_wide
from springboard.kernel.reports.model import KeyQuestion, Rating, RatingWord, Scope, Unread
from springboard.kernel.reports.rating_collector import Collector, Names
from springboard.kernel.reports.rating_grids import Grid, GridRow, joined_cell
from springboard.kernel.reports.rating_words import WORD, before, change_of, month_of, printed_before, scope_of, word_of
from springboard.kernel.reports.sections import Context
from springboard.kernel.vocabulary import service_named
from springboard.kernel.vocabulary.loading import plain

_UNCHANGED = re.compile(r"\b(?:no change|unchanged|(?:stayed|remain(?:s|ed)?) the same)\b", re.IGNORECASE)
GRID_TITLE = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+)?(?:our )?ratings?\s*(?:for|of|[-–—:])\s*(?P<what>.{3,140})$", re.IGNORECASE
)


def file_grid(collector: Collector, grid: Grid, chapter: Context) -> bool:
    """Files a grid's rows; ``False`` when the header turned out to head no grid at all."""
    if not any(WORD.search(joined_cell(text)) for row in grid.rows for text in row.cells.values()):
        return False
    labelled = any(row.label for row in grid.rows)
    for row in grid.rows:
        if row.cells and labelled and not row.label:
            why = "ratings in a grid that could not be told to belong to a row"
            collector.unread.append(Unread(grid.page, why, joined_cell(" ".join(row.cells.values()))))
        elif row.cells:
            _grid_row(collector, grid, row, chapter)
        elif row.label:
            _row_without_ratings(collector, grid, row)
    return True


def _row_without_ratings(collector: Collector, grid: Grid, row: GridRow) -> None:
    label = joined_cell(" ".join(row.label))
    if service_named(label, loosely=False):
        why = f"the rating row of “{label}” has no rating that could be read; it may be drawn as pictures"
        collector.unread.append(Unread(grid.page, why, label))


def _grid_row(collector: Collector, grid: Grid, row: GridRow, chapter: Context) -> None:
    label = _label(row)
    scope, name = _whose(collector.names, grid, label, chapter)
    words = {i: m for i, text in row.cells.items() if (m := WORD.search(joined_cell(text)))}
    if not words:
        return
    if any(i >= len(grid.columns) for i in words):
        collector.unread.append(
            Unread(grid.page, f"a rating row with more ratings than columns (“{label or name}”)", label)
        )
        return
    positional = not any(c.x for c in grid.columns)
    if positional and len(words) != len(grid.columns):
        why = f"a rating row with {len(words)} ratings under {len(grid.columns)} headings (“{label or name}”)"
        collector.unread.append(Unread(grid.page, why, " ".join(row.cells.values())))
        return
    for index, match in words.items():
        text = joined_cell(row.cells[index])
        rating = word_of(match.group())
        if rating:
            _add_cell(collector, (scope, name), grid.columns[index].question, rating, text, grid.page)
    missing = [c.question for i, c in enumerate(grid.columns) if i not in words and not _dash(row.cells.get(i, ""))]
    if missing and len(missing) < len(grid.columns):
        which = ", ".join(q.replace("_", "-") for q in missing)
        collector.unread.append(Unread(grid.page, f"no rating could be read for {which} of “{name}”", label or None))


def _dash(text: str) -> bool:
    return bool(re.fullmatch(r"[\s–—\-*.]*[–—\-*]+[\s–—\-*.]*", text))


def _add_cell(
    collector: Collector,
    whose: tuple[Scope, str],
    question: KeyQuestion,
    rating: RatingWord,
    text: str,
    page: int | None,
) -> None:
    moved = change_of(text) or ("same" if _UNCHANGED.search(text) else None)
    earlier = before(rating, moved) or printed_before(text)
    collector.add(
        Rating(whose[0], whose[1], question, rating, earlier, moved, month_of(text), page, None, text),
        3,
    )


def _label(row: GridRow) -> str:
    text = joined_cell(" ".join(row.label))
    return re.sub(r"\s*(?:\*+|\(\d{4}\))$", "", text).strip(" :–-")


def _whose(names: Names, grid: Grid, label: str, chapter: Context) -> tuple[Scope, str]:
    """What a row's ratings are of: its label says, else the grid's title, else the part of the report."""
    title = GRID_TITLE.match(grid.title)
    what = title.group("what").strip(" :") if title else ""
    if label and not is_trust_wide(label) and not _is_provider(names, label):
        place = re.search(r"\b(?:hospital|centre|house|unit|clinic|lodge)\b", label, re.IGNORECASE)
        return ("location" if place and not _is_service(label) else "service"), label
    return _whole(names, grid, what) or _part(names, grid, what, label, chapter)


def _is_service(label: str) -> bool:
    named = service_named(label) is not None
    return named or bool(re.search(r"\b(?:services?|wards|care|team)\b", label))


def _whole(names: Names, grid: Grid, what: str) -> tuple[Scope, str] | None:
    """The trust or location a title names."""
    if what and (is_trust_wide(what) or "whole trust" in what.lower() or _is_provider(names, what)):
        return "trust", names.of("trust", None)
    if what and "location" in {scope_of(what), scope_of(grid.title)}:
        named = re.match(r"^(?:this|the|our)\s+(?:\w+\s+){1,2}(?:are|is)?$", f"{what} ", re.IGNORECASE) is None
        return "location", what if named else names.of("location", None)
    return None


def _part(names: Names, grid: Grid, what: str, label: str, chapter: Context) -> tuple[Scope, str]:
    if what and service_named(what, loosely=False):
        return "service", what
    if not label and chapter.service:
        return "service", chapter.service
    if not label and names.service and not re.search(r"\btrust\b", grid.title, re.IGNORECASE):
        return "service", names.service
    whole: Scope = "location" if names.location else "trust"
    return whole, names.of(whole, None)


def _is_provider(names: Names, label: str) -> bool:
    mine = plain(label)
    return mine in {"trust", "this trust", "overall", "overall trust", "provider"} or mine in {
        plain(n) for n in (names.provider, names.title) if n
    }
