"""A made report as a file: which producer lays it out, and on which pages its findings then stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import pypdfium2 as pdfium

from corpus.score import letters
from corpus.variety.composing import made
from corpus.variety.making import Made

LAYOUTS = {
    "reportlab": "corpus.variety.layouts_reportlab",
    "typst": "corpus.variety.layouts_typst",
    "chromium": "corpus.variety.layouts_html",
    "text": "corpus.variety.layouts_text",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    made: Made
    path: Path
    pages: dict[int, tuple[int, int]]
    unread_pages: tuple[int, ...]


@cache
def _layout(producer: str) -> Callable[[Made], bytes]:
    return import_module(LAYOUTS[producer]).laid_out  # type: ignore[no-any-return]


def rendered(seed: int, folder: Path, producer: str | None = None) -> Rendered:
    """The report of this seed as a file in ``folder``."""
    report = made(seed, producer)
    kind = report.look["producer"]
    path = folder / f"{seed}-{kind}.{'txt' if kind == 'text' else 'pdf'}"
    path.write_bytes(_layout(kind)(report))
    if kind == "text":
        return Rendered(report, path, {}, ())
    texts = page_texts(path)
    return Rendered(report, path, _pages(report, texts), _unread(report, path, texts))


def page_texts(path: Path) -> list[str]:
    """The letters and digits of each page, as a library of its own reads them."""
    document = pdfium.PdfDocument(path)
    try:
        return [_letters(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def _letters(text: str) -> str:
    text = text.replace("\ufffe", "").replace("\u00ad", "")
    return letters(unicodedata.normalize("NFKC", text))


def _pages(report: Made, texts: list[str]) -> dict[int, tuple[int, int]]:
    """Pages of the findings whose beginning stands on one page only."""
    out = {}
    for finding in report.truth.findings:
        start = letters(finding.quote)[:45]
        found = [number for number, text in enumerate(texts, 1) if start in text]
        if len(found) == 1:
            out[finding.id] = (found[0], found[0])
    return out


def _unread(report: Made, path: Path, texts: list[str]) -> tuple[int, ...]:
    if not report.truth.unread_blocks:
        return ()
    if report.look["unreadable"] == "sideways":
        start = letters("The trust must replace the doors of the seclusion rooms")
        return tuple(number for number, text in enumerate(texts, 1) if start in text)
    document = pdfium.PdfDocument(path)
    try:
        scans = [n for n, page in enumerate(document, 1) if any(o.type == 3 for o in page.get_objects())]
    finally:
        document.close()
    return tuple(scans)
