"""Plain text, as CQC's API serves it or as another program extracted it, turned into pages of lines."""

from __future__ import annotations

import codecs
import re

from springboard.kernel.reports.errors import NotAReportFileError, TooLargeError
from springboard.kernel.reports.limits import Limits
from springboard.kernel.reports.lines import SOFT, Line, PageLines
from springboard.kernel.reports.reading_order import columns_apart

_RULE = re.compile(r"^[\s|:+=_-]{3,}$")
_WIDE_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16, UTF-32 or Windows-1252; refuses what is no text at all."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    for encoding in _guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise _no_text()


def _guesses(data: bytes) -> list[str]:
    sample = data[:4000]
    zeros = sample.count(0)
    if zeros > len(sample) // 4:
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return ["utf-16-le" if little else "utf-16-be"]
    return ["utf-8", "cp1252", "latin-1"]


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    if not _is_text(text):
        raise _no_text()
    return text


def _is_text(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(
        1 for c in sample if (ord(c) < 32 and c not in "\t\n\r\f\v\x1f") or c == "\ufffd" or 0x7F <= ord(c) < 0xA0
    )
    return odd <= len(sample) * 0.02


def _no_text() -> NotAReportFileError:
    return NotAReportFileError(
        "This file is neither a PDF nor text nor an answer of CQC's API.",
        "Give the report as the PDF from CQC's website, as plain text, or as the API's JSON.",
    )


def text_pages(text: str, limits: Limits) -> list[PageLines]:
    """Pages (by form feed) of lines; wide gaps cut a line into cells. Without form feeds the one page has no number.

    Heights and widths are counted in characters, so that tables laid out with spaces keep their columns; the font
    size stays 0, which says that there is no real geometry.
    """
    if len(text) > limits.characters:
        raise TooLargeError(
            f"This text has {len(text):,} characters; a report may have at most {limits.characters:,}.",
            "Check that it is a single inspection report.",
        )
    parts = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\f")
    while len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    if len(parts) > limits.pages:
        raise TooLargeError(
            f"This text has {len(parts):,} pages; a report may have at most {limits.pages:,}.",
            "Check that it is a single inspection report.",
        )
    return [_page(part, index, len(parts) > 1) for index, part in enumerate(parts, 1)]


def _page(text: str, number: int, numbered: bool) -> PageLines:
    page = PageLines(number, 0.0, 0.0, characters=len(text))
    gap = False
    for index, raw in enumerate(text.split("\n")):
        if not raw.strip():
            gap = True
            continue
        if _RULE.match(raw):
            continue
        cells = _piped(raw) or _cells(raw.strip("\u200b\ufeff").expandtabs(8))
        for start, cell in cells:
            clean = _clean(cell)
            if clean:
                left, height = 5.0 * start, 10.0 * index
                width = 0.0 if start < 0 else 5.0 * len(cell)
                page.lines.append(
                    Line(
                        clean,
                        number if numbered else None,
                        left,
                        height,
                        left + width,
                        height + 9.0,
                        gap=gap,
                        cells=len(cells),
                    )
                )
                gap = False
    page.lines = columns_apart(page.lines)
    return page


def _piped(raw: str) -> list[tuple[int, str]]:
    """The cells of a line of a table drawn with bars; their place, -1, says that columns are told by order alone."""
    parts = [part.strip() for part in raw.strip().strip("|").split("|")]
    return [(-1, part) for part in parts] if raw.count("|") > 1 and len(parts) > 2 else []


def _cells(raw: str) -> list[tuple[int, str]]:
    """(column it begins in, text) of each cell of a line."""
    out: list[tuple[int, str]] = []
    at = len(raw) - len(raw.lstrip())
    for match in _WIDE_GAP.finditer(raw):
        if match.start() >= at:
            out.append((at, raw[at : match.start()]))
            at = match.end()
    return [*out, (at, raw[at:].rstrip())]


def _clean(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\x00", "").strip()
    return text[:-1] + SOFT if text.endswith(("\u00ad", "\u2010")) and len(text) > 1 else text
