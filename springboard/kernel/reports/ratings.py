"""Collects every rating of a report, each (scope, name, key question) once, from tables first and prose last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from springboard.kernel.reports.headings import is_trust_wide
from springboard.kernel.reports.lines import Joiner, PageLines, Place
from springboard.kernel.reports.lists import PREVIOUS
from springboard.kernel.reports.model import KeyQuestion, Rating, RatingWord, Scope, Unread
from springboard.kernel.reports.rating_grids import Grid, GridReader, GridRow, header_of, joined_cell
from springboard.kernel.reports.rating_labels import LabelReader
from springboard.kernel.reports.rating_prose import told
from springboard.kernel.reports.rating_tables import QuestionTable, question_table
from springboard.kernel.reports.rating_words import (
    WORD,
    before,
    change_of,
    in_pairs,
    mended,
    month_of,
    paired,
    printed_before,
    rows_of,
    scope_of,
    word_of,
)
from springboard.kernel.reports.sections import Context, Section
from springboard.kernel.vocabulary import service_named
from springboard.kernel.vocabulary.loading import plain

_RATED = re.compile(
    r"\b(?:Good|Outstanding|Inadequate|Requires|GOOD|OUTSTANDING|INADEQUATE|REQUIRES|Not rated|Not Rated|"
    r"Inspected but|Insufficient evidence|"
    r"Are services|Requiresimprovement)\b|[Rr]ating:"
)
_GRID_TITLE = re.compile(r"^(?:our )?ratings?\s*(?:for|of|[-–—:])\s*(?P<what>.{3,140})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What ratings without a name of their own are of."""

    provider: str | None
    title: str | None
    service: str | None  # the one core service a report is about
    location: bool = False  # the report rates "this location" or "this hospital"

    def of(self, scope: Scope, chapter: str | None) -> str:
        """The name for a scope, the part of the report it stands in first."""
        if scope == "trust":
            return self.provider or self.title or "this trust"
        if scope == "service":
            return chapter or self.service or self.title or "this service"
        return self.title or self.provider or "this location"


@dataclass(slots=True)
class Collector:
    """Keeps the strongest word for each rating."""

    names: Names
    found: dict[tuple[Scope, str, KeyQuestion], Rating] = field(default_factory=dict)
    weights: dict[tuple[Scope, str, KeyQuestion], int] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, rating: Rating, weight: int) -> None:
        """Keeps a rating; a second print of it fills in what the first lacked, or is noted when it disagrees."""
        key = (rating.scope, _same_name(rating.scope, rating.name), rating.key_question)
        known = self.found.get(key)
        if known is None:
            self.found[key], self.weights[key] = rating, weight
        elif known.rating == rating.rating:
            self.found[key] = replace(
                known,
                previous=known.previous or rating.previous,
                change=known.change or rating.change,
                rated_on=known.rated_on or rating.rated_on,
                percentage=known.percentage or rating.percentage,
            )
        elif weight > 1:
            self.notes.append(
                f"The report prints two ratings of {rating.key_question.replace('_', '-')} for {rating.name}: "
                f"{known.rating.replace('_', ' ')} and {rating.rating.replace('_', ' ')}; the first was kept."
            )

    def all(self) -> tuple[Rating, ...]:
        """The ratings, trust first, in the order they were found."""
        order = {"trust": 0, "location": 1, "service": 2}
        return tuple(sorted(self.found.values(), key=lambda r: order[r.scope]))


def _same_name(scope: Scope, name: str) -> str:
    if scope == "trust":
        return "trust"
    service = service_named(name, loosely=False)
    return service.code if service else plain(name)


def collect(
    pages: Iterable[PageLines], sections: list[Section], names: Names, joiner: Joiner, chapters: dict[Place, Context]
) -> Collector:
    """All ratings of the report. ``chapters`` says at which line which part of the report begins."""
    collector = Collector(names)
    labels = LabelReader()
    chapter = Context()
    for page in pages:
        chapter = _page(collector, labels, page, chapter, chapters)
    labels.flush(new_page=True)
    _labels(collector, labels, chapter)
    _told(collector, sections, joiner)
    return collector


def _page(
    collector: Collector, labels: LabelReader, page: PageLines, chapter: Context, chapters: dict[Place, Context]
) -> Context:
    if not _RATED.search(page.flat):
        return _chapter_after(page, chapter, chapters)
    rows = in_pairs(paired(rows_of(mended(page.lines))))
    index, title = 0, ""
    while index < len(rows):
        row = rows[index]
        if len(row.cells) == 1 and _running_text(row.cells[0].text) and row.cells[0].place not in chapters:
            labels.other(row.cells[0].text)
            index += 1
            continue
        if (begins := chapters.get(row.cells[0].place)) is not None:
            _labels(collector, labels, chapter)
            chapter, labels.scope, labels.of = begins, None, None
        columns, taken = header_of(rows, index)
        if columns:
            grid = Grid(columns, title, page.number)
            used = GridReader(grid).read(rows[index + taken :])
            if _grid(collector, grid, chapter):
                index += taken + used
                continue
        table = question_table(rows, index) if len(row.cells) > 2 else None
        if table and _question_table(collector, table, page.number, chapter):
            index += table.used
            continue
        if len(row.text) < 170:
            labels.row(row)
            if _GRID_TITLE.match(row.text) or 8 < len(row.text) < 120:
                title = row.text
        index += 1
    _labels(collector, labels, chapter)
    return chapter


def _question_table(collector: Collector, table: QuestionTable, page: int, chapter: Context) -> bool:
    """Files a table with a row for each key question; ``False`` when its columns could not be told apart."""
    roles = table.roles()
    names = collector.names
    if roles is None:
        collector.unread.append(Unread(page, "a table of ratings whose columns could not be told apart"))
        return False
    for row in table.rows:
        if "now" in roles:
            now, was = row.words[roles.index("now")], row.words[roles.index("before")] if "before" in roles else None
            scope: Scope = "service" if chapter.service or names.service else _default_scope(names)
            name = names.of(scope, chapter.service)
            previous = was[0] if was else None
            collector.add(
                Rating(scope, name, row.question, now[0], previous, None, None, page, row.percentage, now[2]), 3
            )
        else:
            for name, word in zip(roles, row.words, strict=True):
                collector.add(Rating("service", name, row.question, word[0], None, None, None, page, None, word[2]), 3)
    return True


def _running_text(text: str) -> bool:
    """Lines too long for a label and without a rating are passed over quickly."""
    return len(text) > 125 or (
        len(text) > 48 and not _RATED.search(text) and not text.startswith(("Overall", "Our ", "Rating", "•"))
    )


def _chapter_after(page: PageLines, chapter: Context, chapters: dict[Place, Context]) -> Context:
    """The last part of the report that begins on a page without ratings."""
    if not chapters:
        return chapter
    begun = [chapters[line.place] for line in page.lines if line.place in chapters]
    return begun[-1] if begun else chapter


def _labels(collector: Collector, labels: LabelReader, chapter: Context) -> None:
    names = collector.names
    for item in labels.found:
        scope = item.scope or ("service" if chapter.service or names.service else _default_scope(names))
        name = item.of or names.of(scope, chapter.service)
        previous = printed_before(item.printed) or before(item.rating, item.change)
        collector.add(
            Rating(
                scope, name, item.question, item.rating, previous, item.change, page=item.page, printed=item.printed
            ),
            2,
        )
    labels.found.clear()
    collector.unread.extend(labels.unread)
    labels.unread.clear()


def _default_scope(names: Names) -> Scope:
    if names.location:
        return "location"
    if names.title and names.provider and plain(names.title) == plain(names.provider):
        return "trust"
    return "trust" if names.title and re.search(r"\btrust\b", names.title, re.IGNORECASE) else "service"


def _grid(collector: Collector, grid: Grid, chapter: Context) -> bool:
    """Files a grid's rows; ``False`` when the header turned out to head no grid at all."""
    if not any(WORD.search(joined_cell(text)) for row in grid.rows for text in row.cells.values()):
        return False
    for row in grid.rows:
        if row.cells:
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
    moved = change_of(text)
    collector.add(
        Rating(whose[0], whose[1], question, rating, before(rating, moved), moved, month_of(text), page, None, text),
        3,
    )


def _label(row: GridRow) -> str:
    text = joined_cell(" ".join(row.label))
    return re.sub(r"\s*(?:\*+|\(\d{4}\))$", "", text).strip(" :–-")


def _whose(names: Names, grid: Grid, label: str, chapter: Context) -> tuple[Scope, str]:
    title = _GRID_TITLE.match(grid.title)
    what = title.group("what").strip(" :") if title else ""
    if not label and (is_trust_wide(what) or "whole trust" in what.lower() or _is_provider(names, what)):
        return "trust", names.of("trust", None)
    service = service_named(label) if label and not is_trust_wide(label) else None
    if service or (label and re.search(r"\b(?:services?|wards|care|team)\b", label) and not is_trust_wide(label)):
        return "service", label
    if label and re.search(r"\b(?:hospital|centre|house|unit|clinic|lodge)\b", label, re.IGNORECASE):
        return "location", label
    if label and not is_trust_wide(label) and not _is_provider(names, label):
        return "service", label
    if (what and scope_of(what) == "location") or (what and scope_of(grid.title) == "location"):
        return "location", what
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


def _told(collector: Collector, sections: list[Section], joiner: Joiner) -> None:
    for section in sections:
        if section.kind in {"previous", "contents"}:
            continue
        for block in section.blocks:
            if any("rat" in line.text for line in block.lines):
                _told_block(collector, section, block.text(joiner), block.page)


def _told_block(collector: Collector, section: Section, text: str, page: int | None) -> None:
    names, context = collector.names, section.context
    for item in told(text):
        if item.change is None and item.previous is None and PREVIOUS.search(text):
            continue
        question = item.question or context.key_question
        if question is None:
            continue
        scope: Scope = item.scope or ("service" if context.service or names.service else _default_scope(names))
        if scope == "trust" and names.service and names.title != names.provider:
            scope = "service"
        name = names.of(scope, context.service)
        previous = item.previous or before(item.rating, item.change if item.change == "same" else None)
        collector.add(
            Rating(scope, name, question, item.rating, previous, item.change, None, page, None, item.printed), 1
        )
