"""Lines with rectangles from a PDF page, with few enough calls to stay near the speed of bare extraction."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2.raw as pdfium

from springboard.kernel.reports.lines import SOFT, Line
from springboard.kernel.reports.printed_lines import printed_lines, units

_BREAK = re.compile(r"\r\n|\n|\r|\ufffe|\x02")
_MARK = re.compile(r"\s*(?:[^\w\s(]|[A-Za-z]|\(?\w{1,2}[.)])\s+(?=\S)")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
# Looked up once: these are called several times for every line of a report.
_char_box = pdfium.FPDFText_GetLooseCharBox
_font_size = pdfium.FPDFText_GetFontSize
_font_info = pdfium.FPDFText_GetFontInfo
_font_weight = pdfium.FPDFText_GetFontWeight
_SUSPECT = 1.18  # a line this much wider per character than the page's usual line probably holds a gap

_TRAILING = f" \t\u00a0{SOFT}"
_WIDE = 1.25  # times the font size: no space between words is so wide
_NARROW = 0.8  # on a line that has such a gap, narrower ones part cells too


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible box and rotation: turns PDF coordinates into "from the top left, as seen"."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def seen(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A PDF box (y upwards) as x0, y0, x1, y1 from the page's top left corner."""
        if self.rotation == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.rotation == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        if self.rotation == 3:
            return self.top - y1, self.right - x1, self.top - y0, self.right - x0
        return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0


class TextPage:
    """One loaded text page. Use as a context manager: PDFium's memory is freed at once."""

    def __init__(self, page: object, frame: Frame, number: int) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self.frame = frame
        self.number = number
        self._flags = ctypes.c_int()
        self._box = pdfium.FS_RECTF()
        self._box_at = ctypes.byref(self._box)
        self._flags_at = ctypes.byref(self._flags)
        self._name = ctypes.create_string_buffer(96)
        self._faces: dict[bytes, bool] = {}
        self.count = pdfium.FPDFText_CountChars(self.raw) if self.raw else 0
        self.exact = True

    def __enter__(self) -> TextPage:
        return self

    def __exit__(self, *_: object) -> None:
        if self.raw:
            pdfium.FPDFText_ClosePage(self.raw)

    def text(self) -> str:
        """All text of the page, in the order PDFium reads it."""
        if self.count <= 0:
            return ""
        buffer = ctypes.create_string_buffer((self.count + 1) * 2)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self.raw, 0, self.count, pointer)
        self.exact = written - 1 == self.count
        return buffer.raw[: max(0, written - 1) * 2].decode("utf-16-le", "surrogatepass")

    def box(self, index: int) -> tuple[float, float, float, float] | None:
        """The box of one character, as seen."""
        box = self._box
        if not _char_box(self.raw, index if self.exact else self._index(index), self._box_at):
            return None
        frame = self.frame
        if frame.rotation == 0:  # by far the most: spared the call
            return box.left - frame.left, frame.top - box.top, box.right - frame.left, frame.top - box.bottom
        return frame.seen(box.left, box.bottom, box.right, box.top)

    def span(self, first: int, last: int) -> tuple[float, float, float, float, float] | None:
        """The box around two characters, as seen, and how far apart their feet stand. Asked for every line."""
        frame, box, raw, at = self.frame, self._box, self.raw, self._box_at
        if frame.rotation or not self.exact:
            return self._turned_span(first, last)
        if not _char_box(raw, first, at):
            return None
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        if not _char_box(raw, last, at):
            return None
        last_left, last_top, last_right, last_bottom = box.left, box.top, box.right, box.bottom
        return (
            (left if left < last_left else last_left) - frame.left,
            frame.top - (top if top > last_top else last_top),
            (right if right > last_right else last_right) - frame.left,
            frame.top - (bottom if bottom < last_bottom else last_bottom),
            abs(bottom - last_bottom),
        )

    def _turned_span(self, first: int, last: int) -> tuple[float, float, float, float, float] | None:
        a, b = self.box(first), self.box(last)
        if a is None or b is None:
            return None
        return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]), abs(a[3] - b[3])

    def size(self, index: int) -> float:
        """The font size of one character, in points."""
        return float(_font_size(self.raw, index if self.exact else self._index(index)))

    def bold(self, index: int) -> bool:
        """Whether one character is set in a bold face, by its font's name or weight."""
        at = index if self.exact else self._index(index)
        used = _font_info(self.raw, at, self._name, 96, self._flags_at)
        name = self._name.value if used else b""
        known = self._faces.get(name)
        if known is None:
            known = _bold_name(name) or _font_weight(self.raw, at) >= 650
            if name:  # a face without a name may stand for several
                self._faces[name] = known
        return known

    def _index(self, index: int) -> int:
        return index if self.exact else int(pdfium.FPDFText_GetCharIndexFromTextIndex(self.raw, index))


@lru_cache(maxsize=512)
def _bold_name(name: bytes) -> bool:
    return bool(_BOLD.search(name.decode("utf-8", "replace")))


def page_lines(page: TextPage) -> tuple[list[Line], int]:
    """The page's lines in stream order, and how many characters it holds."""
    text = page.text()
    astral = bool(text) and max(text) > "\uffff"
    rows, lines = _measured_rows(page, [r for r in _rows(text, astral) if r[0].strip()])
    usual = _usual_width(lines)
    suspects = [_suspect(line, usual) for line in lines]
    # A page with a table, or with columns drawn row by row: look for gaps in every line of it.
    least = 0.0 if _in_columns(page, rows, lines) else usual * 0.88 if sum(suspects) >= 3 else usual * 9
    out: list[Line] = []
    for row, line, suspect in zip(rows, lines, suspects, strict=True):
        look = (suspect or _suspect(line, least)) and " " in line.text
        out.extend(_cells(page, *row, line) if look else [line])
    return out, len(text)


def _measured_rows(
    page: TextPage, found: list[tuple[str, int, bool]]
) -> tuple[list[tuple[str, int, bool]], list[Line]]:
    """The rows as lines; a row that runs over several printed lines is cut into them first."""
    rows: list[tuple[str, int, bool]] = []
    lines: list[Line] = []
    for row in found:
        line, level = _measured(page, *row)
        parts = [row] if level else printed_lines(page, *row)
        rows.extend(parts)
        lines.extend([line] if len(parts) == 1 else [_measured(page, *part)[0] for part in parts])
    return rows, lines


def _in_columns(page: TextPage, rows: list[tuple[str, int, bool]], lines: list[Line]) -> bool:
    """Whether lines across the page hold a gap at about the same place."""
    room = page.frame.right - page.frame.left
    wide = [i for i, line in enumerate(lines) if line.x1 - line.x0 > 0.6 * room]
    if len(wide) < 3:
        return False
    edges: list[float] = []
    for index in (wide[len(wide) // 2], wide[0], wide[-1]):
        cells = _cells(page, *rows[index], lines[index])
        if len(cells) != 2:
            return False
        edges.append(cells[1].x0)
    return max(edges) - min(edges) < 6


def _suspect(line: Line, usual: float) -> bool:
    """Whether a line is so wide for its letters that it probably holds a gap."""
    return line.size > 0 and line.x1 - line.x0 > usual * _SUSPECT * line.size * (len(line.text) or 1)


def _rows(text: str, astral: bool) -> list[tuple[str, int, bool]]:
    """(text, index of its first UTF-16 unit, whether indexes must be counted in units), line by line."""
    rows: list[tuple[str, int, bool]] = []
    at = unit = 0
    for match in _BREAK.finditer(text):
        piece = text[at : match.start()]
        soft = match.group() in {"\ufffe", "\x02"}
        rows.append((piece + SOFT if soft else piece, unit, astral))
        unit += units(piece, astral) + len(match.group())
        at = match.end()
    rows.append((text[at:], unit, astral))
    return rows


def _measured(page: TextPage, raw: str, start: int, astral: bool) -> tuple[Line, bool]:
    """The row as a line, measured by its first and last character only, and whether these two stand level."""
    body = raw.rstrip(_TRAILING)
    lead = len(body) - len(body.lstrip())
    first, last = start + lead, start + max((units(body, astral) if astral else len(body)) - 1, 0)
    clean = raw.strip().replace("\u00a0", " ").replace("\x00", "")
    line = Line(clean, page.number)
    span = page.span(first, last)
    if span:
        line.x0, line.y0, line.x1, line.y1, apart = span
    if not clean[:3].isalpha() and (mark := _MARK.match(body)):
        # bullets are often set in another face and size than the words after them
        first = start + units(body[: mark.end()], astral)
    line.size = page.size(first) or (line.y1 - line.y0)
    if len(clean) <= 110:  # longer lines are no headings
        line.bold = page.bold(first)
    return line, not span or apart < 0.6 * line.size


def _usual_width(lines: list[Line]) -> float:
    ratios = sorted((w.x1 - w.x0) / (len(w.text) * w.size) for w in lines if w.size > 0 and len(w.text) > 25)
    return min(ratios[len(ratios) // 3], 0.62) if ratios else 0.5


def _cells(page: TextPage, raw: str, start: int, astral: bool, line: Line) -> list[Line]:
    """The line cut wherever the gap between two words is wider than a space can be."""
    cuts: list[tuple[int, float, float]] = []
    for match in re.finditer(r"\s+", raw.rstrip(_TRAILING)):
        before = start + units(raw[: match.start()], astral) - 1
        after = start + units(raw[: match.end()], astral)
        a, b = (page.box(before), page.box(after)) if match.start() else (None, None)
        if a and b and (b[0] - a[2] > _NARROW * line.size):
            cuts.append((match.start(), a[2], b[0]))
    if not any(right - left > _WIDE * line.size for _, left, right in cuts):
        return [line]
    return _cut(page, raw, start, astral, line, cuts)


def _cut(
    page: TextPage, raw: str, start: int, astral: bool, line: Line, cuts: list[tuple[int, float, float]]
) -> list[Line]:
    out: list[Line] = []
    at, left = 0, line.x0
    for position, right, resume in [*cuts, (len(raw), line.x1, line.x1)]:
        piece = raw[at:position]
        text = piece.strip()
        if text:
            first = start + units(raw[:at] + piece[: len(piece) - len(piece.lstrip())], astral)
            out.append(
                Line(text, line.page, left, line.y0, right, line.y1, line.size, page.bold(first), False, len(cuts) + 1)
            )
        at, left = position, resume
    return out
