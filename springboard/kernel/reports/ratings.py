"""Collects every rating of a report, each (scope, name, key question) once, from tables first and prose last."""

from __future__ import annotations

import re
from collections.abc import Iterable

from springboard.kernel.reports.lines import Joiner, PageLines, Place
from springboard.kernel.reports.lists import PREVIOUS
from springboard.kernel.reports.model import Rating, Scope, Unread
from springboard.kernel.reports.rating_collector import Collector, Names, default_scope
from springboard.kernel.reports.rating_grids import Grid, GridReader, header_of
from springboard.kernel.reports.rating_labels import LabelReader
from springboard.kernel.reports.rating_prose import told
from springboard.kernel.reports.rating_rows import GRID_TITLE, file_grid
from springboard.kernel.reports.rating_tables import QuestionTable, question_table
from springboard.kernel.reports.rating_words import before, in_pairs, mended, paired, printed_before, rows_of
from springboard.kernel.reports.sections import Context, Section

_RATED = re.compile(
    r"\b(?:Good|Outstanding|Inadequate|Requires|GOOD|OUTSTANDING|INADEQUATE|REQUIRES|Not rated|Not Rated|"
    r"Inspected but|Insufficient evidence|"
    r"Are services|Requiresimprovement)\b|[Rr]ating:"
)


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
            if file_grid(collector, grid, chapter):
                index += taken + used
                continue
        table = question_table(rows, index) if len(row.cells) > 2 else None
        if table and _question_table(collector, table, page.number, chapter):
            index += table.used
            continue
        if len(row.text) < 170:
            labels.row(row)
            if GRID_TITLE.match(row.text) or 8 < len(row.text) < 120:
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
            scope: Scope = "service" if chapter.service or names.service else default_scope(names)
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
        scope = item.scope or ("service" if chapter.service or names.service else default_scope(names))
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
        scope: Scope = item.scope or ("service" if context.service or names.service else default_scope(names))
        if scope == "trust" and names.service and names.title != names.provider:
            scope = "service"
        name = names.of(scope, context.service)
        previous = item.previous or before(item.rating, item.change if item.change == "same" else None)
        collector.add(
            Rating(scope, name, question, item.rating, previous, item.change, None, page, None, item.printed), 1
        )
