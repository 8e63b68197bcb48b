"""Short fictional reports as text and PDF, for tests of one case each."""

from __future__ import annotations

from springboard.kernel.reports import Report, read_report
from tests.kernel.reports.pdf_maker import MadePage, pdf

TRUST = "Northmoor Partnership NHS Foundation Trust"
HEAD = f"""{TRUST}
Quality Report
Date of inspection visit: 26-30 June 2017
Date of publication: 03/10/2017
The Care Quality Commission (CQC) inspected this trust.
Overall rating for this trust Good –––

"""


def read_text(body: str, head: str = HEAD) -> Report:
    """A report of these words under a usual front."""
    return read_report((head + body).encode())


def found(report: Report, *levels: str) -> list[str]:
    """The texts of the findings at these levels (all levels when none is given)."""
    return [f.text for f in report.findings if not levels or f.level in levels]


def front_page() -> MadePage:
    """A front page in the manner of a Quality Report."""
    page = MadePage()
    page.text(40, 80, TRUST, 26).text(40, 110, "Quality Report", 16, bold=True)
    page.text(300, 160, "Date of inspection visit: 26-30 June 2017", 11)
    page.text(300, 176, "Date of publication: 03/10/2017", 11)
    page.text(40, 240, "Overall rating for this trust", 15).text(400, 240, "Good", 15, bold=True)
    page.text(40, 270, "The Care Quality Commission (CQC) is the regulator.", 11)
    return page


def with_footers(pages: list[MadePage]) -> list[MadePage]:
    """CQC's running footer on each page."""
    for number, page in enumerate(pages, 1):
        page.text(40, 820, f"{number} {TRUST} Quality Report 03/10/2017", 9)
    return pages


def read_pdf(*pages: MadePage, front: bool = True) -> Report:
    """The report of a front page and these pages."""
    return read_report(pdf(with_footers([*([front_page()] if front else []), *pages])))
