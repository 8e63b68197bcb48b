"""How fast the reader is beside bare text extraction, and how much memory 300 pages take.

    python benchmarks/reader_speed.py [REPORT.pdf …]

For each report: the processor time PDFium alone needs to extract the text of the same pages, the reader's, and their
ratio (aim: at most 2). Then a child process reads a report of 300 pages and says its greatest memory (aim: under
300 MB) beside that of one page. Without arguments: the real report of the reference material when it is there, and
a made one of 60 pages.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pypdfium2

from springboard.kernel.reports import read_report
from tests.kernel.reports.examples import front_page, with_footers
from tests.kernel.reports.pdf_maker import MadePage, pdf

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "cqc" / "reports"
SENTENCE = "People told us that staff were kind and listened to them on most days of the week we spent there."
AIM_RATIO, AIM_MEGABYTES = 2.0, 300


def made(pages: int) -> bytes:
    """A report of narrative pages with a must list on every tenth."""
    out = []
    for number in range(1, pages):
        page = MadePage()
        if number % 10:
            page.text(40, 60, "Are services safe?", 14, bold=True)
            page.lines(40, 90, [SENTENCE] * 48)
        else:
            page.text(40, 60, "Action the trust MUST take to improve", 14, bold=True)
            page.lines(
                40, 90, [f"• The trust must mend door {number}-{n} on the ward. (Regulation 15)" for n in range(20)]
            )
        out.append(page)
    return pdf(with_footers([front_page(), *out]))


def bare(path: Path) -> None:
    """What the ratio is measured against: PDFium's own text of every page."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def timed(work: Callable[[], object]) -> float:
    """The processor time of one run, in milliseconds."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def compared(path: Path, pairs: int = 15) -> tuple[float, float, float]:
    """Milliseconds of extraction and of reading, and the median of the ratios of runs made one straight after the
    other: a machine that is busy with other things slows both of a pair."""
    runs = [(timed(lambda: bare(path)), timed(lambda: read_report(path))) for _ in range(pairs)]
    extraction, reading = (statistics.median(times) for times in zip(*runs, strict=True))
    return extraction, reading, statistics.median(b / a for a, b in runs)


def memory(path: Path) -> float:
    """The greatest memory of a process that reads this report and nothing else, in MB."""
    code = (
        "import resource, sys; from pathlib import Path; from springboard.kernel.reports import read_report; "
        "read_report(Path(sys.argv[1])); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        long, middle, short = (Path(folder) / f"made-{n}-pages.pdf" for n in (300, 60, 1))
        for path, pages in ((long, 300), (middle, 60), (short, 1)):
            path.write_bytes(made(pages))
        reports = given.reports or [*sorted(REFERENCE.glob("*.pdf")), middle]
        worst = 0.0
        for path in reports:
            read_report(path)
            extraction, reading, ratio = compared(path)
            worst = max(worst, ratio)
            print(f"{path.name:45} extraction {extraction:7.1f} ms  reading {reading:7.1f} ms  ratio {ratio:.2f}")
        one, many = memory(short), memory(long)
        print(f"memory: 1 page {one:.0f} MB, 300 pages {many:.0f} MB ({(many - one) / 299 * 1000:.0f} kB a page)")
    return 0 if worst <= AIM_RATIO and many < AIM_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
