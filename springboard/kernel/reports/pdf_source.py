"""Opens a PDF, refuses what cannot be read in plain words, and yields its pages one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from springboard.kernel.reports.errors import DamagedError, EncryptedError, TooLargeError
from springboard.kernel.reports.limits import Limits
from springboard.kernel.reports.lines import SOFT, Line, PageLines
from springboard.kernel.reports.pdf_text import Frame, TextPage, page_lines
from springboard.kernel.reports.reading_order import in_reading_order
from springboard.kernel.reports.sections import question_of

GET_AGAIN = "Download the report again from CQC's website and upload that copy."


@contextmanager
def opened(source: Path | bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF, open; closed again whatever happens. Raises EncryptedError or DamagedError."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as problem:
        if _needs_password(problem):
            raise EncryptedError(
                "This PDF is locked with a password, so nothing could be read from it.",
                "Save a copy without the password, or download the report again from CQC's website.",
            ) from problem
        raise DamagedError("This PDF is damaged or incomplete and could not be opened.", GET_AGAIN) from problem
    try:
        yield document
    finally:
        document.close()


def _needs_password(problem: pypdfium2.PdfiumError) -> bool:
    code = getattr(problem, "err_code", None)
    return code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY} or "assword" in str(problem)


def count_pages(document: pypdfium2.PdfDocument, limits: Limits) -> int:
    """How many pages; refuses none at all and more than the limit."""
    count = len(document)
    if count == 0:
        raise DamagedError("This PDF has no pages.", GET_AGAIN)
    if count > limits.pages:
        raise TooLargeError(
            f"This PDF has {count:,} pages; a report may have at most {limits.pages:,}.",
            "Check that it is a single inspection report, and split it if it is several.",
        )
    return count


def pages(document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[PageLines]:
    """Each page's lines in reading order; a page that cannot be loaded comes without lines.

    Pages are opened and closed one at a time, so memory does not grow with their number.
    """
    for index in range(count_pages(document, limits)):
        raw = pdfium.FPDF_LoadPage(document.raw, index)
        if not raw:
            yield PageLines(index + 1, 0.0, 0.0, refused=True)
            continue
        try:
            yield _page(raw, index + 1, limits)
        finally:
            pdfium.FPDF_ClosePage(raw)


def _page(raw: object, number: int, limits: Limits) -> PageLines:
    width, height = float(pdfium.FPDF_GetPageWidthF(raw)), float(pdfium.FPDF_GetPageHeightF(raw))
    page = PageLines(number, width, height)
    if not 0 < width <= limits.page_side or not 0 < height <= limits.page_side:
        page.refused = True
        return page
    with TextPage(raw, _frame(raw, width, height), number) as text:
        if text.count > limits.characters_per_page:
            raise TooLargeError(
                f"Page {number} holds {text.count:,} characters, far more than a printed page can.",
                "Check that the file is a CQC report; if it is, download it again from CQC's website.",
            )
        lines, page.characters = page_lines(text)
    tall = [w for w in lines if w.y1 - w.y0 > 1.6 * w.size]  # few: only these can be aslant or sideways
    away = {id(w) for w in tall if _sideways(w) or _stamped(w)}
    page.sideways = sum(len(w.text) for w in tall if _sideways(w) and not _stamped(w)) > 0.4 * max(page.characters, 1)
    page.lines = in_reading_order([w for w in lines if w.text and id(w) not in away])
    if len(page.lines) < 12:
        page.pictures = _pictured(raw, width, height) if page.lines else bool(pdfium.FPDFPage_CountObjects(raw))
    return page


def _stamped(line: Line) -> bool:
    """A word set large and aslant over the page: "Example", "Draft"."""
    return line.size > 24 and len(line.text) < 40 and line.y1 - line.y0 > 1.6 * line.size


def _sideways(line: Line) -> bool:
    """Text that runs up or down the page: its box is far taller than its letters."""
    if len(line.text) <= 6 or line.size <= 0 or line.y1 - line.y0 <= 4 * line.size or line.text.endswith(SOFT):
        return False
    return not (question_of(line.text) or line.text == "Overall")  # a column's heading, set upright to save room


def _pictured(raw: object, width: float, height: float) -> bool:
    """Whether pictures cover more than a third of a page that has hardly any text: a scan with a footer."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), 400)):
        item = pdfium.FPDFPage_GetObject(raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(item, *sides):
            left, bottom, right, top = (float(s.value) for s in sides)
            if (right - left) * (top - bottom) > 0.33 * width * height:
                return True
    return False


def _frame(raw: object, width: float, height: float) -> Frame:
    """The visible box: the crop box, else the media box, else the page's size from 0, 0."""
    rotation = int(pdfium.FPDFPage_GetRotation(raw)) % 4
    sides = [ctypes.c_float() for _ in range(4)]
    for get in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if get(raw, *sides):
            left, bottom, right, top = (float(s.value) for s in sides)
            if right > left and top > bottom:
                return Frame(left, bottom, right, top, rotation)
    if rotation in {1, 3}:
        width, height = height, width
    return Frame(0.0, 0.0, width, height, rotation)
