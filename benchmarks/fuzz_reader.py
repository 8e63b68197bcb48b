"""Feeds the reader mutated PDFs, texts and JSON, and stops at the first thing raised that is not a ReportError.

    python benchmarks/fuzz_reader.py [--count 10000] [--seed 0]

Text and JSON are read in this process; so are PDFs, in batches inside child processes, because a broken PDF may bring
down PDFium itself: a batch that dies is tried again one by one through ``read_in_child``, which must answer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from springboard.kernel.reports import ReportError
from springboard.kernel.reports.isolated import read_in_child
from tests.kernel.reports.test_fuzz_reader import ANSWER, BODY, HEAD, mutated, sample, sound

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "cqc"
BATCH = 50


def samples() -> dict[str, bytes]:
    """What is mutated: our own small reports, and the real ones where they are."""
    out = {"pdf": sample(), "text": (HEAD + BODY).encode(), "json": json.dumps(ANSWER).encode()}
    real = sorted((REFERENCE / "reports").glob("*.pdf"))
    if real:
        out["real pdf"] = real[0].read_bytes()
    answers = sorted((REFERENCE / "api" / "locations").glob("*.json"), key=lambda p: p.stat().st_size)
    if answers:
        out["real json"] = answers[-1].read_bytes()
    return out


def batch(kind: str, first: int, last: int) -> None:
    """Reads mutations ``first`` to ``last`` of one sample; anything but a ReportError ends it."""
    content = samples()[kind]
    for seed in range(first, last):
        try:
            sound(mutated(content, seed))
        except Exception as problem:
            raise SystemExit(f"{kind}, seed {seed}: {problem!r}") from problem


def one_by_one(kind: str, first: int, last: int) -> int:
    """A batch that killed its process: each mutation in a child of its own; returns how many killed theirs."""
    content = samples()[kind]
    killed = 0
    for seed in range(first, last):
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(mutated(content, seed))
            file.flush()
            try:
                read_in_child(Path(file.name))
            except ReportError as problem:
                killed += "broke the program" in problem.happened
    return killed


def run_batch(kind: str, first: int, last: int) -> int:
    """Runs a batch in a child; returns how many mutations killed the PDF library. Exits on any other failure."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import fuzz_reader as f; "
        f"f.batch({kind!r}, {first}, {last})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=900)
    if done.returncode < 0:
        return one_by_one(kind, first, last)
    if done.returncode:
        print(done.stderr[-3000:])
        sys.exit(1)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    kinds = list(samples())
    each = max(given.count // len(kinds), 1)
    started, killed = time.monotonic(), 0
    for kind in kinds:
        for first in range(given.seed, given.seed + each, BATCH):
            killed += run_batch(kind, first, min(first + BATCH, given.seed + each))
        print(f"{kind}: {each:,} mutations read or refused ({time.monotonic() - started:.0f} s so far)")
    print(
        f"{each * len(kinds):,} mutations; {killed} brought the PDF library down inside its child; nothing "
        f"else escaped."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
