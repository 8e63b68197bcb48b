"""Reads a report in a child process with limits on memory and time, so that a hostile file can only hurt the child."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from springboard.kernel.reports import errors
from springboard.kernel.reports.errors import DamagedError, ReportError, TookTooLongError
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Limits
from springboard.kernel.reports.model import Report
from springboard.kernel.reports.serial import report_from_dict

_MOST_OUTPUT = 200_000_000
_TRY = "Check that the file is a single CQC report; if it is, download it again from CQC's website."


def read_in_child(
    path: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Callable[[int, int], None] | None = None,
    images_to: Path | None = None,
) -> Report:
    """Like ``read_report(path)``, safe against hostile files; also draws the pages as ``page-0001.png``… into
    ``images_to``.

    ``on_progress`` gets (steps done, steps in all): a step is a page read, and a page drawn when images are asked for.
    Raises only ReportError: the child's own, TookTooLongError when time or memory ran out, DamagedError when the
    child died.
    """
    order = {"path": str(path), "images_to": str(images_to) if images_to else None, "limits": _limits(limits)}
    child = subprocess.Popen(  # noqa: S603  (this interpreter, with arguments of our own)
        [sys.executable, "-I", "-c", _BOOT, json.dumps(_import_paths())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
    )
    try:
        return _attended(child, order, limits, on_progress)
    finally:
        _ended(child)


_BOOT = (
    "import sys, json; sys.path[:0] = json.loads(sys.argv[1]); "
    "from springboard.kernel.reports.isolated_child import main; main()"
)


def _import_paths() -> list[str]:
    """Where the child finds the same packages: isolated mode (-I) ignores the environment."""
    return [str(Path(__file__).resolve().parents[3]), *(p for p in sys.path if p)]


def _limits(limits: Limits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in limits.__dataclass_fields__}


def _attended(
    child: subprocess.Popen[bytes],
    order: dict[str, Any],
    limits: Limits,
    on_progress: Callable[[int, int], None] | None,
) -> Report:
    if child.stdin is None or child.stdout is None:
        raise DamagedError("The reader could not be started.", "Try again.")
    try:
        child.stdin.write(json.dumps(order).encode() + b"\n")
        child.stdin.close()
    except BrokenPipeError:
        raise DamagedError("The reader stopped before it had begun.", "Try again.") from None
    deadline = time.monotonic() + limits.seconds
    for message in _messages(child, deadline, limits):
        if "report" in message:
            return _report(message["report"])
        if "error" in message:
            raise _error(message["error"])
        if on_progress and "done" in message:
            on_progress(int(message["done"]), int(message["total"]))
    raise _stopped(child)


def _messages(child: subprocess.Popen[bytes], deadline: float, limits: Limits) -> Any:
    """The child's messages, one JSON object a line, until it closes its end or the time is up."""
    out = child.stdout
    if out is None:
        return
    begun: list[bytes] = []  # the pieces of a line that has not ended yet: the report comes as one line of megabytes
    taken = 0
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TookTooLongError(
                    f"Reading this report took more than {limits.seconds:.0f} seconds and was stopped.", _TRY
                )
            chunk = os.read(out.fileno(), 1 << 16)
            if not chunk:
                return
            taken += len(chunk)
            if taken > _MOST_OUTPUT:
                raise TookTooLongError("This report holds more than can be kept.", _TRY)
            yield from (m for line in _ended_lines(begun, chunk) if (m := _message(line)))


def _ended_lines(begun: list[bytes], chunk: bytes) -> list[bytes]:
    """The lines that end in ``chunk``; ``begun`` holds the pieces of the one before it and then of the one after."""
    first, *others = chunk.split(b"\n")
    begun.append(first)
    if not others:
        return []
    lines = [b"".join(begun), *others[:-1]]
    begun[:] = others[-1:]
    return lines


def _message(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _report(values: Any) -> Report:
    try:
        return report_from_dict(values)
    except (ValueError, AttributeError) as problem:
        raise DamagedError("The reader's answer could not be understood.", _TRY) from problem


def _error(values: Any) -> ReportError:
    kinds = {k.__name__: k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, ReportError)}
    given = values if isinstance(values, dict) else {}
    kind = kinds.get(str(given.get("kind")), DamagedError)
    return kind(str(given.get("happened", "The report could not be read.")), str(given.get("to_do", _TRY)))


def _stopped(child: subprocess.Popen[bytes]) -> ReportError:
    """Why a child ended without an answer: out of time or memory by its limits, or it crashed."""
    code = child.wait(timeout=10)
    if code in {-9, -24, 137, 152}:  # killed; over its processor time
        return TookTooLongError("This report needed more time or memory than is allowed and was stopped.", _TRY)
    return DamagedError("This file broke the program that reads PDFs, so nothing was kept of it.", _TRY)


def _ended(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None and not pipe.closed:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    child.wait()
