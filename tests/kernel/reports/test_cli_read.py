"""``springboard read``: files and folders in, every output out, exit status 0, 1 or 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from springboard.kernel.reports.cli_read import run
from tests.kernel.reports.examples import HEAD, front_page
from tests.kernel.reports.pdf_maker import MadePage, pdf

ITEM = "Action the trust MUST take to improve\n\n• The trust must mend doors. (Regulation 15)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "reports"
    inside.mkdir()
    (inside / "a.txt").write_text(HEAD + ITEM, "utf-8")
    (inside / "b.pdf").write_bytes(pdf([front_page(), MadePage(picture=True)]))
    (inside / "notes.docx").write_bytes(b"PK\x03\x04")
    return inside


def test_json_of_one_report(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run([str(folder / "a.txt"), "--json", "-", "--in-process"]) == 0
    answer = json.loads(capfdbinary.readouterr().out)
    assert answer["findings"][0]["text"] == "The trust must mend doors. (Regulation 15)."


def test_a_folder_gives_one_object_a_line_and_status_1_when_something_is_unread(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert run([str(folder), "--json", str(target), "--in-process"]) == 1
    answers = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [Path(a["source"]).name for a in answers] == ["a.txt", "b.pdf"]
    assert answers[1]["unread"][0]["page"] == 2


def test_an_unreadable_file_gives_status_2_and_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(folder / "a.txt"), str(folder / "notes.docx"), "--in-process"]) == 2
    shown = capsys.readouterr()
    assert "mend doors" in shown.out
    assert "a Word, Excel or zip file" in shown.err
    assert "Traceback" not in shown.err


def test_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path)]) == 2
    assert "No report was found" in capsys.readouterr().err


def test_csv_and_workbook(folder: Path, tmp_path: Path) -> None:
    table, book = tmp_path / "out.csv", tmp_path / "out.xlsx"
    assert run([str(folder / "a.txt"), "--csv", str(table), "--xlsx", str(book), "--in-process"]) == 0
    assert "mend doors" in table.read_text("utf-8")
    assert book.read_bytes().startswith(b"PK")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("output", ["--json", "--csv", "--xlsx"])
def test_a_pipe_or_device_is_written_into_and_stays(folder: Path, tmp_path: Path, output: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as other:
        read = other.submit(pipe.read_bytes)
        assert run([str(folder / "a.txt"), output, str(pipe), "--in-process"]) == 0
        assert read.result(timeout=30)
    assert pipe.is_fifo()


def test_a_link_to_a_file_stays_a_link(folder: Path, tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.json", tmp_path / "link.json"
    link.symlink_to(kept)
    assert run([str(folder / "a.txt"), "--json", str(link), "--in-process"]) == 0
    assert link.is_symlink()
    assert json.loads(kept.read_text("utf-8"))["findings"]


def test_a_target_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(folder / "a.txt"), "--json", str(folder / "no" / "such" / "x.json"), "--in-process"]) == 2
    assert "could not be written" in capsys.readouterr().err


def test_it_loads_neither_django_nor_a_workbook_writer() -> None:
    code = (
        "import sys; from springboard.kernel.reports.cli_read import run; run(sys.argv[1:]); "
        "assert not {'django', 'jinja2', 'openpyxl', 'rich'} & sys.modules.keys(), sorted(sys.modules)"
    )
    here = Path(__file__)
    done = subprocess.run(
        [sys.executable, "-c", code, str(here), "--json", "-"], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"not" in done.stderr
