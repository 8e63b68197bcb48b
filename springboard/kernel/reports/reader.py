"""``read_report``: a PDF, text or API answer in, one :class:`Report` out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from springboard.kernel.reports.api_json import read_api
from springboard.kernel.reports.assemble import assembled
from springboard.kernel.reports.errors import EmptyFileError, NotAReportFileError, NoTextError, TooLargeError
from springboard.kernel.reports.kinds import other_kind
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Limits, kept_within
from springboard.kernel.reports.lines import PageLines
from springboard.kernel.reports.model import Report
from springboard.kernel.reports.pdf_source import opened, pages
from springboard.kernel.reports.text_source import decoded, text_pages

Progress = Callable[[int, int], None]


def read_report(
    source: Path | bytes,
    *,
    filename: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Report:
    """Reads one CQC report whole.

    ``source`` is a path or the bytes of a PDF, a text or an answer of CQC's API; its kind is told from its content,
    never from ``filename``. ``progress`` is called with (pages done, pages in all). Raises only
    :class:`~springboard.kernel.reports.errors.ReportError`. Hostile PDFs belong in ``isolated.read_in_child``.
    """
    data, head = _checked(source, limits)
    if b"%PDF-" in head[:1100]:
        return _pdf(data, limits, progress)
    content = data.read_bytes() if isinstance(data, Path) else data
    text = decoded(content)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return kept_within(read_api(text, limits), limits)
    if text.lstrip().lower().startswith(("<!doctype html", "<html")):
        raise _other("a web page")
    found = text_pages(text, limits)
    if progress:
        progress(len(found), len(found))
    return assembled(found, source="text", limits=limits)


def _checked(source: Path | bytes, limits: Limits) -> tuple[Path | bytes, bytes]:
    """The source and its first bytes, when there is something to read and not too much."""
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
    except OSError as problem:
        raise NotAReportFileError(
            f"The file could not be opened ({problem.strerror or 'no reason given'}).",
            "Check that it exists and may be read.",
        ) from problem
    if isinstance(source, Path) and not source.is_file():
        raise NotAReportFileError("This is a folder or a device, not a file.", "Give a single report.")
    if size > limits.bytes:
        raise TooLargeError(
            f"This file has {size / 1e6:,.0f} MB; a report may have at most {limits.bytes / 1e6:,.0f} MB.",
            "Check that it is a single inspection report; a copy from CQC's website is smaller than that.",
        )
    head = _head(source)
    if not head.strip(b"\x00 \t\r\n"):
        raise EmptyFileError("This file is empty.", "Download the report again and upload that copy.")
    if kind := other_kind(head):
        raise _other(kind)
    return source, head


def _head(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:2048]
    try:
        with source.open("rb") as file:
            return file.read(2048)
    except OSError as problem:
        raise NotAReportFileError(
            f"The file could not be opened ({problem.strerror or 'no reason given'}).", "Check that it may be read."
        ) from problem


def _other(kind: str) -> NotAReportFileError:
    return NotAReportFileError(
        f"This is {kind}, not a report the reader knows.",
        "Give the report as the PDF from CQC's website, as plain text, or as the answer of CQC's API.",
    )


def _pdf(source: Path | bytes, limits: Limits, progress: Progress | None) -> Report:
    found: list[PageLines] = []
    characters = 0
    with opened(source) as document:
        total = len(document)
        for page in pages(document, limits):
            found.append(page)
            characters += page.characters
            if characters > limits.characters:
                raise TooLargeError(
                    f"This PDF holds more than {limits.characters:,} characters.", "Check that it is a single report."
                )
            if progress:
                progress(page.number, total)
    if not any(page.lines for page in found):
        raise NoTextError(
            "This PDF has no text: its pages are pictures, as from a scanner.",
            "Download the original from CQC's website, or run text recognition (OCR) over it first.",
        )
    return assembled(found, source="pdf", limits=limits)
