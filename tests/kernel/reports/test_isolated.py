"""Reading in a child process: the same answer, progress, images, and survival of whatever the child meets."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from springboard.kernel.reports import Limits, isolated, read_report
from springboard.kernel.reports.errors import (
    DamagedError,
    EncryptedError,
    NotAReportFileError,
    ReportError,
    TookTooLongError,
)
from springboard.kernel.reports.isolated import read_in_child
from tests.kernel.reports.examples import front_page
from tests.kernel.reports.pdf_maker import MadePage, pdf
from tests.kernel.reports.test_bad_input import LOCKED


@pytest.fixture
def report_path(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    page = (
        MadePage()
        .text(40, 80, "Action the trust MUST take to improve", 14, bold=True)
        .text(40, 110, "• The trust must mend doors.")
    )
    path.write_bytes(pdf([front_page(), page]))
    return path


def test_the_same_answer_with_progress_and_images(report_path: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    images = tmp_path / "images"
    images.mkdir()
    report = read_in_child(report_path, on_progress=lambda done, total: steps.append((done, total)), images_to=images)
    assert report == read_report(report_path)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert sorted(p.name for p in images.iterdir()) == ["page-0001.png", "page-0002.png"]
    with Image.open(images / "page-0002.png") as image:
        assert 800 <= image.width <= 1000


def test_its_refusals_arrive_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(LOCKED)
    with pytest.raises(EncryptedError, match="password"):
        read_in_child(path)
    with pytest.raises(NotAReportFileError):
        read_in_child(tmp_path / "none.pdf")


def test_time_runs_out(report_path: Path) -> None:
    with pytest.raises(TookTooLongError):
        read_in_child(report_path, limits=Limits(seconds=0.05))


def test_memory_runs_out(report_path: Path) -> None:
    with pytest.raises((TookTooLongError, DamagedError)):
        read_in_child(report_path, limits=Limits(memory=15_000_000))


def test_a_killed_child_is_an_error_and_nothing_more(report_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            started.append(self.pid)
            os.kill(self.pid, signal.SIGSTOP)
            threading.Timer(0.2, os.kill, (self.pid, signal.SIGKILL)).start()

    monkeypatch.setattr("springboard.kernel.reports.isolated.subprocess.Popen", Watched)
    with pytest.raises(ReportError):
        read_in_child(report_path)
    assert started
    time.sleep(0.3)


def test_noise_instead_of_an_answer(report_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "_BOOT", "print('noise'); print('[1]'); print('{\"report\": {\"format\": 1}}')")
    with pytest.raises(DamagedError):
        read_in_child(report_path)


def test_the_child_does_not_inherit_the_environment(report_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    boot = (
        "import os, json; print(json.dumps({'error': {'kind': 'DamagedError', 'happened': repr('SECRET_KEY' "
        "in os.environ), 'to_do': 'x'}}))"
    )
    monkeypatch.setattr(isolated, "_BOOT", boot)
    with pytest.raises(DamagedError, match="False"):
        read_in_child(report_path)
