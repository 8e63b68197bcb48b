"""Rating grids: a header of key questions, rows of services, and whatever hangs under each word."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from springboard.kernel.reports.group_names import names_group
from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.lines import SOFT, Line
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion
from springboard.kernel.reports.rating_words import WORD, Row
from springboard.kernel.reports.sections import question_of

_HEAD_WORD = re.compile(r"\b(Safe|Effective|Caring|Responsive|Well[ -–]?led|Overall)\b", re.IGNORECASE)
_CELL_BIT = re.compile(
    r"[↑↓→←↔⬆⬇➡⬅⇧⇩▲▼]+|\b(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{4}\b|"
    r"\b\d{1,2}/\d{1,2}/\d{4}\b"
)
# Words under a rating that say what it was before, or that it is what it was.
_WAS = re.compile(
    r"\b(?:previous(?:ly)?(?: rating| rated)?|was|last (?:rating|rated|time)|formerly|before|"
    r"no change|unchanged)\b\s*:?",
    re.IGNORECASE,
)
_WAS_LAST = re.compile(rf"(?:{_WAS.pattern})(?<!no change)(?<!unchanged)$", re.IGNORECASE)
_PART = re.compile(
    r"^(?:requires?|improvement|provement|ment|im\u00ad?|inspected(?: but)?|"
    r"(?:but )?not(?: rated)?|rated|insufficient|"
    r"evidence|to rate|evidence to rate|\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?)$",
    re.IGNORECASE,
)
# What hangs under a rating and speaks of the one before: "Was good", "No change". The word in it starts no cell.
_EARLIER = re.compile(
    r"^\(?(?:was|were|previously|formerly|before(?: that)?|last (?:time|rat(?:ed|ing)|assessment|inspection))\b"
    r"|^\(?(?:no change|unchanged|(?:stayed|remains?|remained) the same|same as)\b",
    re.IGNORECASE,
)


_SECTIONS = frozenset({"areas", "must", "should", "outstanding_practice", "good_practice", "enforcement"})


@dataclass(slots=True)
class Column:
    """One column of a grid: its key question and the middle of its heading (0 without geometry)."""

    question: KeyQuestion
    x: float


@dataclass(slots=True)
class GridRow:
    """A row's label and the text gathered under each column."""

    label: list[str] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    last: int = -1


@dataclass(slots=True)
class Grid:
    """A header and its rows; ``title`` is the heading above it."""

    columns: list[Column]
    title: str
    page: int | None
    rows: list[GridRow] = field(default_factory=list)


def header_of(rows: list[Row], index: int) -> tuple[list[Column], int]:
    """The grid columns that begin at this row, and how many rows the header takes; ([], 0) for none."""
    if not _HEAD_WORD.search(rows[index].cells[0].text) and not _HEAD_WORD.search(rows[index].text):
        return [], 0
    cells = rows[index].cells
    columns = _columns(cells)
    if len(columns) >= 4:
        if len(cells) == 1 and not cells[0].size:  # text that lost its columns: cells are told by their order
            columns = [Column(c.question, 0.0) for c in columns]
        return columns, 1
    taken: list[Line] = []
    for offset, row in enumerate(rows[index : index + 8]):
        if len(row.text) > 40 or not _columns(row.cells):
            break
        taken.extend(row.cells)
        columns = _columns(taken)
        if len(columns) == 6 or (len(columns) == 5 and not _next_is_overall(rows, index + offset + 1)):
            if not taken[0].size:  # text without geometry: one heading a line, then one cell a line
                return [Column(c.question, 0.0) for c in columns], offset + 1
            same_height = max(w.y1 for w in taken) - min(w.y0 for w in taken) < 6 * taken[0].size
            same_height = same_height and len({round(w.x0) for w in taken}) == len(taken)
            return (columns, offset + 1) if same_height else ([], 0)
    return [], 0


def _next_is_overall(rows: list[Row], index: int) -> bool:
    return index < len(rows) and rows[index].text.strip().lower() == "overall"


def _columns(cells: list[Line]) -> list[Column]:
    out: list[Column] = []
    for cell in cells:
        left = _HEAD_WORD.sub("", cell.text)
        words = list(_HEAD_WORD.finditer(cell.text))
        if not words or len(left.strip(" /|")) > 25 or "?" in cell.text or WORD.search(cell.text):
            continue
        for match in words:
            middle = cell.x0 + (cell.x1 - cell.x0) * (match.start() + match.end()) / 2 / max(len(cell.text), 1)
            word = match.group().lower()
            question: KeyQuestion | None = "overall" if word == "overall" else question_of(word)
            if question and question not in {c.question for c in out}:
                out.append(Column(question, middle if cell.x1 > cell.x0 else 0.0))
    order = [*KEY_QUESTIONS, "overall"]
    return out if len({order.index(c.question) for c in out}) == len(out) else []


class GridReader:
    """Gathers the rows under a header, in the order the file gives them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.row = GridRow()
        xs = [c.x for c in grid.columns]
        gaps = [b - a for a, b in itertools.pairwise(xs)]
        self.half = min(gaps) / 2 if gaps and min(gaps) > 0 else 0.0
        self.left = xs[0] - self.half if self.half else 0.0

    def read(self, rows: list[Row]) -> int:
        """Reads rows until something that is no part of a grid; returns how many were used."""
        for index, row in enumerate(rows):
            if self._is_end(row, rows[index + 1 : index + 3]):
                self._close()
                return index
            for cell in row.cells:
                self._cell(cell)
        self._close()
        return len(rows)

    def _is_end(self, row: Row, after: list[Row]) -> bool:
        text = row.text.strip()
        if header_of([row, *after], 0)[0]:
            return True
        if (
            (self.grid.rows or self.row.cells)
            and len(row.cells) == 1
            and after
            and not WORD.search(text)
            and header_of(after, 0)[0]
        ):
            return True  # the title of the next grid
        kind = heading_kind(text)
        if kind in _SECTIONS or ((kind and not WORD.search(text)) and text.lower() != "overall"):
            return True
        widest = max(len(cell.text) for cell in row.cells)
        if widest <= 110 and names_group(text):
            return False  # a service's name may be long
        return widest > 70 and not WORD.search(text) and not _CELL_BIT.search(text)

    def _cell(self, cell: Line) -> None:
        """Cuts a line into a label, rating words and what hangs under them, and files each."""
        text = cell.text
        if self.half and _EARLIER.match(text):
            self._hang(cell)
            return
        if self.half and (pieces := self._dealt(cell)):
            for piece in pieces:
                self._cell(piece)
            return
        at = 0
        bits = [(m.start(), m.end()) for m in WORD.finditer(text)]
        for pattern in (_CELL_BIT, _WAS) if bits or self.row.cells else (_CELL_BIT,):
            free = (m for m in pattern.finditer(text) if not any(a <= m.start() < b for a, b in bits))
            bits += [(m.start(), m.end()) for m in free]
        for start, end in sorted(bits):
            self._file(cell, text[at:start], at)
            self._file(cell, text[start:end], start)
            at = end
        self._file(cell, text[at:], at)

    def _dealt(self, cell: Line) -> list[Line]:
        """Ratings of neighbouring columns that came as one line, each put under its own column again."""
        values = [m.start() for m in WORD.finditer(cell.text)] if cell.x1 - cell.x0 > 2 * self.half else []
        if len(values) < 2 or values[0] > 0:
            return []
        first, last = self._nearest(cell.x0 + 6), self._nearest(cell.x1 - 6)
        if last >= len(self.grid.columns) or last - first + 1 != len(values):
            return []
        places = (self.grid.columns[i].x for i in range(first, last + 1))
        texts = (cell.text[a:b].strip() for a, b in itertools.pairwise([*values, len(cell.text)]))
        return [replace(cell, text=text, x0=x - 2, x1=x + 2) for text, x in zip(texts, places, strict=True)]

    def _file(self, cell: Line, bit: str, at: int) -> None:
        words = bit.strip(" |")
        if not words or (re.fullmatch(r"[–—\-−*.]+", words) and not self.half):
            return
        value = bool(WORD.fullmatch(words))
        if self.half:
            start = at + bit.find(words)
            scale = (cell.x1 - cell.x0) / max(len(cell.text), 1)
            middle = cell.x0 + scale * (start + len(words) / 2)
            is_label = middle < self.left and not value
            column = None if is_label else self._nearest(middle)
            behind = at > 0 and bool(WORD.match(cell.text)) and bool(_CELL_BIT.fullmatch(words))
            if (behind or words.rstrip("\u00ad").lower() == "im") and self.row.cells:
                column = self.row.last  # the "im-" of a "Requires im-/provement" set wide; an arrow behind its rating
        else:
            hangs = bool(_CELL_BIT.fullmatch(words) or _PART.match(words) or _WAS.fullmatch(words))
            is_label = not value and not (hangs and self.row.cells)
            starts = (value or words.lower() == "requires") and not self._was(self.row.last)
            column = None if is_label else self.row.last + starts
        self._place(cell, words, column, value)

    def _hang(self, cell: Line) -> None:
        """Words about the rating before go under the rating above them, whatever rating they name."""
        column = self._nearest((cell.x0 + cell.x1) / 2)
        self.row.cells[column] = f"{self.row.cells.get(column, '')} {cell.text}".strip()
        self.row.lines.append(cell)

    def _nearest(self, x: float) -> int:
        """The column a cell stands under; one past the last for a cell that stands under none of them."""
        nearest = min(range(len(self.grid.columns)), key=lambda i: abs(self.grid.columns[i].x - x))
        return nearest if abs(self.grid.columns[nearest].x - x) < 1.3 * self.half else len(self.grid.columns)

    def _place(self, cell: Line, words: str, column: int | None, value: bool) -> None:
        if column is None:
            if self.row.cells and not self._still_label(cell):
                self._close()
            self.row.label.append(words)
        else:
            starts = value or words.lower().startswith(("requires", "inspected", "insufficient", "not"))
            starts = starts and not self._was(column)
            if starts and (
                column < self.row.last or (column in self.row.cells and WORD.search(self.row.cells[column]))
            ):
                self._close()
            self.row.cells[column] = f"{self.row.cells.get(column, '')} {words}".strip()
            self.row.last = max(column, self.row.last) if not starts else column
        self.row.lines.append(cell)

    def _was(self, column: int) -> bool:
        """Whether the next word in a column is what the rating was before."""
        return bool(_WAS_LAST.search(self.row.cells.get(column, "")))

    def _still_label(self, cell: Line) -> bool:
        """A label's second line drawn after the row's ratings: it stands no lower than they do."""
        if not self.row.lines:
            return False
        if not cell.size:  # laid out with spaces: the label's next line follows the ratings' first
            return cell.text[:1].islower() and 0 < cell.y0 - self.row.lines[0].y0 < 25
        return cell.y0 <= self.row.lines[0].y0 + 0.5 * cell.size

    def _close(self) -> None:
        if self.row.cells or self.row.label:
            self.grid.rows.append(self.row)
        self.row = GridRow()


def joined_cell(text: str) -> str:
    """A cell's text with broken words whole."""
    return re.sub(r"\s+", " ", text.replace(f"{SOFT} ", "").replace(SOFT, ""))
