"""Collects every rating of a report, each (scope, name, key question) once, from tables first and prose last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.limits import DEFAULT_LIMITS
from springboard.kernel.reports.lines import Joiner, Line, PageLines, Place
from springboard.kernel.reports.model import Rating, RatingWord, Scope, Unread
from springboard.kernel.reports.rating_collector import Collector, Names, default_scope
from springboard.kernel.reports.rating_grids import Grid, GridReader, header_of
from springboard.kernel.reports.rating_labels import LabelReader
from springboard.kernel.reports.rating_mending import mended
from springboard.kernel.reports.rating_order import row_major
from springboard.kernel.reports.rating_prose import heads_earlier
from springboard.kernel.reports.rating_rows import GRID_TITLE, file_grid
from springboard.kernel.reports.rating_tables import WHOLE, QuestionRow, QuestionTable, question_table
from springboard.kernel.reports.rating_told import file_told
from springboard.kernel.reports.rating_words import (
    WORD,
    Row,
    before,
    change_of,
    in_pairs,
    label_of,
    paired,
    printed_before,
    rows_of,
)
from springboard.kernel.reports.sections import Context, Section
from springboard.kernel.vocabulary import service_named

_RATED = re.compile(  # begins with letters, not with a "\b": a search skips to them then
    r"(?:Good|Outstanding|Inadequate|Requires|GOOD|OUTSTANDING|INADEQUATE|REQUIRES|Not rated|Not Rated|"
    r"Inspected but|Insufficient evidence|"
    r"Are services|Requiresimprovement)\b|[Rr]ating:"
)


def collect(
    pages: Iterable[PageLines],
    sections: list[Section],
    names: Names,
    joiner: Joiner,
    chapters: dict[Place, Context],
    most: int = DEFAULT_LIMITS.ratings,
    since: date | None = None,
) -> Collector:
    """All ratings of the report. ``chapters`` says at which line which part of the report begins,
    ``since`` when its inspection began. Raises TooLargeError for more than ``most``."""
    walk = _Walk(Collector(names, most=most, since=since), chapters)
    for page in pages:
        walk.page(page)
    walk.labels.flush(new_page=True)
    walk.file_labels()
    file_told(walk.collector, sections, joiner)
    return walk.collector


class _Walk:
    """Goes through the pages row by row, knowing which part of the report it is in."""

    def __init__(self, collector: Collector, chapters: dict[Place, Context]) -> None:
        self.collector = collector
        self.chapters = chapters
        self.chapter = Context()
        self.labels = LabelReader()
        self.title = ""
        self.earlier = False  # under a heading of the ratings before this inspection

    def page(self, page: PageLines) -> None:
        """One page; one without any rating word is only looked through for where a part begins."""
        if not _RATED.search(page.flat):
            self.chapter = _chapter_after(page, self.chapter, self.chapters)
            return
        rows = in_pairs(paired(_names_whole(rows_of(mended(row_major(self._shortened(page.lines)))))))
        self.title = ""
        index = 0
        while index < len(rows):
            index += self._row(rows, index, page.number)
        self.file_labels()

    def _shortened(self, lines: list[Line]) -> list[Line]:
        """The lines with each run of prose reduced to its first line: nothing else of it matters here."""
        out: list[Line] = []
        prose = False
        for line in lines:
            running = line.cells == 1 and _running_text(line.text) and line.place not in self.chapters
            if not (running and prose):
                out.append(line)
            prose = running
        return out

    def _row(self, rows: list[Row], index: int, number: int) -> int:
        """Takes the row at ``index`` and returns how many rows that used."""
        row = rows[index]
        if (begins := self.chapters.get(row.cells[0].place)) is not None:
            self.file_labels()
            self.earlier = False
            self.chapter, self.labels.scope, self.labels.of = begins, None, None
        elif len(row.cells) == 1 and _running_text(row.cells[0].text):
            self.labels.other(row.cells[0].text)
            return 1
        used = self._grid(rows, index, number) or self._table(rows, index, number)
        if used:
            return used
        if self._earlier(row.text):
            return 1
        text = row.text
        if len(text) < 170:
            self.labels.row(row)
            if GRID_TITLE.match(text) or 8 < len(text) < 120:
                self.title = text
        return 1

    def _earlier(self, text: str) -> bool:
        """Whether a row is, or stands under, a heading of the ratings before this inspection."""
        if heads_earlier(text):
            self.labels.flush()
            self.earlier, self.title = True, text
        elif self.earlier and (heading_kind(text) not in {None, "question"} or GRID_TITLE.match(text)):
            self.earlier = False
        return self.earlier

    def _grid(self, rows: list[Row], index: int, number: int) -> int:
        columns, taken = header_of(rows, index)
        if not columns:
            return 0
        grid = Grid(columns, self.title, number)
        used = GridReader(grid).read(rows[index + taken :])
        if heads_earlier(self.title):
            return taken + used
        return taken + used if file_grid(self.collector, grid, self.chapter) else 0

    def _table(self, rows: list[Row], index: int, number: int) -> int:
        table = question_table(rows, index) if len(rows[index].cells) > 2 else None
        return table.used if table and _question_table(self.collector, table, number, self.chapter) else 0

    def file_labels(self) -> None:
        """Hands over what the reader of labels has found so far."""
        _labels(self.collector, self.labels, self.chapter)


def _question_table(collector: Collector, table: QuestionTable, page: int, chapter: Context) -> bool:
    """Files a table with a row for each key question; ``False`` when its columns could not be told apart."""
    roles = table.roles()
    if roles is None:
        collector.unread.append(Unread(page, "a table of ratings whose columns could not be told apart"))
        return False
    for row in table.rows:
        if "now" in roles:
            collector.add(_now_and_before(collector.names, row, roles, page, chapter), 3)
        else:
            for name, word in zip(roles, row.words, strict=True):
                collector.add(_of_column(collector.names, name, row, word, page), 3)
    return True


def _of_column(names: Names, head: str, row: QuestionRow, word: tuple[RatingWord, float, str], page: int) -> Rating:
    """A cell of a grid turned on its side: each service is a column, and the sum of them."""
    whole: Scope = "location" if names.location else "trust"
    scope: Scope = whole if head == WHOLE else "service"
    change = change_of(word[2])
    was = before(word[0], change) or printed_before(word[2])
    name = names.of(whole, None) if head == WHOLE else head
    return Rating(scope, name, row.question, word[0], was, change, page=page, printed=word[2])


def _now_and_before(names: Names, row: QuestionRow, roles: list[str], page: int, chapter: Context) -> Rating:
    now = row.words[roles.index("now")]
    was = row.words[roles.index("before")] if "before" in roles else None
    scope: Scope = "service" if chapter.service or names.service else default_scope(names)
    name = names.of(scope, chapter.service)
    return Rating(
        scope, name, row.question, now[0], was[0] if was else None, page=page, percentage=row.percentage, printed=now[2]
    )


def _names_whole(rows: list[Row]) -> list[Row]:
    """A service's name that takes two lines of a heading ("Ratings for …" before it or not) is one row."""
    out: list[Row] = []
    for row in rows:
        out.append(row)
        while len(out) > 1 and (joined := _name_over(out[:-1][-2:], out[-1])):
            out[-2:] = [joined]
    return out


def _name_over(out: list[Row], row: Row) -> Row | None:
    """The last row and this one as one name; "… services" over "and … of" over "safety" takes all three."""
    if len(row.cells) != 1 or len(out[-1].cells) != 1:
        return None
    first, second = out[-1].cells[0], row.cells[0]
    if len(out) > 1 and len(out[-2].cells) == 1 and first.text[:1].islower() and len(first.text) < 60:
        over = out[-2].cells[0]
        begun = replace(first, text=f"{over.text} {first.text}")
        if _completes_name(begun, second) and _alike(over, first):
            return Row([replace(first, text=f"{first.text} {second.text}", x1=max(first.x1, second.x1))])
    if not _completes_name(first, second):
        return None
    return Row([replace(first, text=f"{first.text} {second.text}", x1=max(first.x1, second.x1))])


def _alike(first: Line, second: Line) -> bool:
    return abs(first.size - second.size) <= 0.2 and first.bold == second.bold


def _completes_name(first: Line, second: Line) -> bool:
    if len(first.text) > 110 or len(second.text) > 60 or not _alike(first, second):
        return False
    title = GRID_TITLE.match(first.text)
    name = title.group("what") if title else first.text
    if (
        not re.search(r"[A-Za-z]{3}", name)
        or heading_kind(second.text)
        or label_of(second.text)
        or WORD.search(second.text)
    ):
        return False
    whole = service_named(f"{name} {second.text}", loosely=False)
    if whole is None:
        return title is not None and second.text[:1].islower() and 0 < second.y0 - first.y0 < 1.9 * first.size
    broken = second.text[:1].islower() or name.lower().endswith((" and", " or", " of", " for", ","))
    return broken or service_named(name, loosely=False) is not whole


def _running_text(text: str) -> bool:
    """Lines too long for a label and without a rating are passed over quickly."""
    if len(text) <= 48 or text.startswith(("Overall", "Our ", "Rating", "•", "Safe ")) or len(text) > 340:
        return len(text) > 340
    if _RATED.search(text):
        return False
    return len(text) > 110 or text.endswith((".", ",", ";")) or service_named(text, loosely=False) is None


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
