"""The child's side of ``isolated``: limits itself, reads, draws page images, and answers one JSON object a line."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from springboard.kernel.reports.errors import ReportError, TookTooLongError
from springboard.kernel.reports.limits import Limits
from springboard.kernel.reports.reader import read_report
from springboard.kernel.reports.serial import report_to_dict

DOTS_PER_INCH = 110
WIDEST = 1000  # pixels


def main() -> None:
    """Takes one order on standard input and answers on standard output."""
    order = json.loads(sys.stdin.readline())
    limits = Limits(**order["limits"])
    _bind(limits)
    try:
        _work(Path(order["path"]), limits, order["images_to"])
    except ReportError as problem:
        _say(error={"kind": type(problem).__name__, "happened": problem.happened, "to_do": problem.to_do})
    except MemoryError:
        late = TookTooLongError(
            "This report needs more memory than is allowed.", "Check that it is a single CQC report."
        )
        _say(error={"kind": "TookTooLongError", "happened": late.happened, "to_do": late.to_do})


def _bind(limits: Limits) -> None:
    """Ceilings the system itself keeps: memory, processor time, no core dump. Absent on Windows."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  (not on every system)

        for what, most in (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_CPU, int(limits.seconds) + 1),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _work(path: Path, limits: Limits, images_to: str | None) -> None:
    factor = 2 if images_to else 1
    report = read_report(path, limits=limits, progress=lambda done, total: _say(done=done, total=total * factor))
    if images_to and report.pages:
        _draw(path, Path(images_to), limits, len(report.pages))
    _say(report=report_to_dict(report))


def _draw(path: Path, folder: Path, limits: Limits, total: int) -> None:
    """Every page as a PNG of about 110 dots an inch, at most 1,000 pixels wide; a page that fails has no image."""
    import pypdfium2  # noqa: PLC0415  (only when images are asked for)

    document = pypdfium2.PdfDocument(path)
    try:
        for index in range(min(total, limits.images)):
            with suppress(pypdfium2.PdfiumError, ValueError, OSError):
                _draw_page(document, index, folder)
            _say(done=total + index + 1, total=total * 2)
    finally:
        document.close()


def _draw_page(document: Any, index: int, folder: Path) -> None:
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, WIDEST / max(width, 1), 2 * WIDEST / max(height, 1))
        bitmap = page.render(scale=scale)
        image = bitmap.to_pil().quantize(64) if bitmap.width * bitmap.height < 4_000_000 else bitmap.to_pil()
        image.save(folder / f"page-{index + 1:04}.png", optimize=False)
        bitmap.close()
    finally:
        page.close()


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()
