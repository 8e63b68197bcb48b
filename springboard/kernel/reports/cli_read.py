"""``springboard read``: reports in, a table, JSON, CSV or a workbook out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from springboard.kernel.reports.errors import ReportError

if TYPE_CHECKING:
    from springboard.kernel.reports.model import Report

READ, PARTLY, UNREADABLE = 0, 1, 2
_WIDTH = 120  # columns of a table that goes to a file or a pipe
_SUFFIXES = {".pdf", ".txt", ".json"}
Outcome = tuple[str, "Report | None", "ReportError | None"]


def parser() -> argparse.ArgumentParser:
    """The arguments of ``springboard read``."""
    made = argparse.ArgumentParser(
        prog="springboard read",
        description="Reads CQC inspection reports (PDF, text, or an answer of CQC's API) and lists what they found.",
        epilog="Exit status: 0 everything was read, 1 something in a report could not be used, 2 a file was "
        "not readable.",
    )
    made.add_argument("paths", nargs="+", metavar="PATH", help="reports, or folders of reports")
    made.add_argument(
        "--json", metavar="FILE", help="write JSON to FILE (- for standard output); one object a line for several"
    )
    made.add_argument("--csv", metavar="FILE", help="write the findings as CSV to FILE (- for standard output)")
    made.add_argument("--xlsx", metavar="FILE", help="write an action-plan workbook to FILE")
    made.add_argument("--in-process", action="store_true", help="read without the protecting child process (faster)")
    return made


def run(argv: list[str]) -> int:
    """Runs the command with its arguments; returns the exit status and writes nothing half."""
    given = parser().parse_args(argv)
    files = _files([Path(p) for p in given.paths])
    if not files:
        _complain("No report was found.", "Give the path of a PDF, a text file or JSON, or a folder that holds some.")
        return UNREADABLE
    outcomes = list(_outcomes(files, isolated=not given.in_process))
    try:
        _write(given, outcomes, several=len(files) > 1)
    except OSError as problem:
        _complain(
            f"The result could not be written ({problem.strerror}: {problem.filename}).",
            "Check the folder and try again.",
        )
        return UNREADABLE
    return _status(outcomes)


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and those of folders that look like reports, in order of name."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _outcomes(files: list[Path], *, isolated: bool) -> Iterator[Outcome]:
    with _progress(len(files)) as step:
        for index, path in enumerate(files):
            yield _read(path, isolated, partial(step, index, path.name))


def _read(path: Path, isolated: bool, progress: Callable[[int, int], None]) -> Outcome:
    try:
        if isolated:
            from springboard.kernel.reports.isolated import read_in_child  # noqa: PLC0415  (help needs no reader)

            return str(path), read_in_child(path, on_progress=progress), None
        from springboard.kernel.reports.reader import read_report  # noqa: PLC0415  (the child has its own)

        return str(path), read_report(path, progress=progress), None
    except ReportError as problem:
        _complain(f"{path}: {problem.happened}", problem.to_do)
        return str(path), None, problem


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int, str, int, int], None]]:
    """A bar on standard error when that is a terminal; otherwise silence."""
    if not sys.stderr.isatty():
        yield lambda index, name, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=float(count))

        def step(index: int, name: str, done: int, total: int) -> None:
            bar.update(task, completed=index + done / max(total, 1), description=f"Reading {name}")

        yield step


def _write(given: argparse.Namespace, outcomes: list[Outcome], *, several: bool) -> None:
    read = [(source, report) for source, report, _ in outcomes if report is not None]
    if given.json:
        _put(given.json, _json(outcomes, several))
    if given.csv:
        from springboard.kernel.reports.outputs.as_csv import csv_text  # noqa: PLC0415

        _put(given.csv, csv_text(read))
    if given.xlsx and read:
        _workbook(read, Path(given.xlsx))
    if not (given.json or given.csv or given.xlsx):
        _tables(read)


def _json(outcomes: list[Outcome], several: bool) -> str:
    from springboard.kernel.reports.outputs.as_json import json_text  # noqa: PLC0415

    if not several:
        source, report, problem = outcomes[0]
        return json_text(report, source=source) + "\n" if report else _json_problem(source, problem) + "\n"
    lines = [
        json_text(report, source=source, indent=None) if report else _json_problem(source, problem)
        for source, report, problem in outcomes
    ]
    return "\n".join(lines) + "\n"


def _json_problem(source: str, problem: ReportError | None) -> str:
    import json  # noqa: PLC0415

    said = {"code": problem.code, "happened": problem.happened, "to_do": problem.to_do} if problem else None
    return json.dumps({"source": source, "error": said}, ensure_ascii=False)


def _put(target: str, text: str) -> None:
    """Writes text whole: to standard output, or to a file."""
    if target == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
        return
    with _whole(Path(target)) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of the one at ``path`` only when it is complete.

    A device or a pipe is written straight into: renaming over it would take it away from everybody else.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as there:
            yield there
        return
    kept = path.resolve()  # through a link to the file it names: the link stays
    half = kept.with_name(kept.name + ".part")
    try:
        with half.open("wb") as file:
            yield file
        half.replace(kept)
    finally:
        half.unlink(missing_ok=True)


def _workbook(read: list[tuple[str, Report]], path: Path) -> None:
    from springboard.kernel.reports.outputs.as_workbook import write_workbook  # noqa: PLC0415

    with _whole(path) as file:
        write_workbook(read, file)


def _tables(read: list[tuple[str, Report]]) -> None:
    from rich.console import Console  # noqa: PLC0415

    from springboard.kernel.reports.outputs.as_table import print_report  # noqa: PLC0415

    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    for source, report in read:
        print_report(report, console, source=source)


def _status(outcomes: list[Outcome]) -> int:
    if any(report is None for _, report, _ in outcomes):
        return UNREADABLE
    return PARTLY if any(report and report.unread for _, report, _ in outcomes) else READ


def _complain(happened: str, to_do: str) -> None:
    sys.stderr.write(f"{happened}\n  {to_do}\n")
