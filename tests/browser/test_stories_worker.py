"""What happens when the worker is killed while it reads: real processes, a real kill -9."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reviewing import Reviewer
from tests.browser.served import NEXT_REPORT, Served, children, command_line

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the worker's process in /proc (Linux)"),
]

LAST = "(SELECT max(id) FROM inspections_report)"


def long_report(path: Path, times: int) -> Path:
    """The example's next report, its pages several times over: long enough to be caught in the middle."""
    whole, one = pdfium.PdfDocument.new(), pdfium.PdfDocument(NEXT_REPORT)
    for _ in range(times):
        whole.import_pages(one)
    whole.save(path)
    return path


def ask(product: Served, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(product.data / "springboard.sqlite3", timeout=20) as database:
        return list(database.execute(query))


def rows(product: Served, table: str) -> object:
    """How many rows the newest report has there."""
    return ask(product, f"SELECT count(*) FROM inspections_{table} WHERE report_id = {LAST}")[0][0]  # noqa: S608 - our names


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_of_a_report(example_product: Served, chromium: Browser, tmp_path: Path) -> None:
    # Given a long report that is being read
    lead = Reviewer(example_product.open(chromium, "quality"))
    lead.upload(str(long_report(tmp_path / "long.pdf", 3)))
    state = "SELECT state, pages_done, attempt FROM inspections_report ORDER BY id DESC LIMIT 1"
    wait_for(lambda: ask(example_product, state)[0][0] == "reading" and int(str(ask(example_product, state)[0][1])) > 2)
    (worker,) = example_product.workers()
    readers = [pid for pid in children(worker) if b"isolated_child" in command_line(pid)]
    assert readers, "the report is read in a process of its own"
    # When the worker is killed with -9
    os.kill(worker, signal.SIGKILL)
    # Then nothing is half-written, the page still says that it is being read, and the reading process ends by itself
    assert ask(example_product, state)[0][0] == "reading"
    for table in ("draftfinding", "reportpage", "unreadblock"):
        assert rows(example_product, table) == 0
    lead.page.reload()
    expect(lead.page.get_by_role("heading", name="It is being read")).to_be_visible()
    wait_for(lambda: not any(command_line(pid) for pid in readers))
    # And another worker stands up by itself
    wait_for(lambda: example_product.workers() and example_product.workers() != [worker])
    # And when half a minute without a sign of life has passed (here it is written so), it is read again
    silent = f"UPDATE inspections_report SET heartbeat = datetime(heartbeat, '-40 seconds') WHERE id = {LAST}"  # noqa: S608
    ask(example_product, silent)
    lead.wait_until_read()
    assert ask(example_product, state)[0][::2] == ("to_review", 2)
    # And once only: its findings stand there once, its inspection too
    lead.begin()
    _, total = lead.confirmed()
    assert rows(example_product, "draftfinding") == total
    assert rows(example_product, "inspection") == 1
    recorded = "SELECT action FROM audit_event WHERE action LIKE 'report.%' ORDER BY id DESC LIMIT 3"
    assert [row[0] for row in ask(example_product, recorded)] == [
        "report.read", "report.back_to_waiting", "report.uploaded",
    ]  # fmt: skip
