"""How much the reader finds in the example reports, and how much of it is right: recall and precision per level.

    python benchmarks/reader_accuracy.py                 all four sets
    python benchmarks/reader_accuracy.py dev --wrong     one set, with everything that was missed or made up
    python benchmarks/reader_accuracy.py dev --each      a line for each report

The set held back measures the reader on reports that nobody who writes it has seen, so of it only totals are shown: no
report by itself, and nothing that was got wrong unless ``held_back --wrong`` is asked for by name. Who writes the
reader does not ask.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus.render import Rendered, left_out, render_report, specs
from corpus.score import score
from corpus.tables import Score, lines
from springboard.kernel.reports.errors import ReportError
from springboard.kernel.reports.model import Report

DEFAULT = ("dev", "kept_aside", "blind", "held_back")
UNSEEN = "held_back"


def as_answer(report: Report) -> dict[str, Any]:
    """The report in the JSON shape of ``springboard read --json``, straight from the model."""
    whole = dataclasses.asdict(report)
    whole["report"] = {name: whole[name] for name in ("title", "published", "inspected_from", "inspected_to", "era")}
    return whole


def read(path: Path) -> Report:
    from springboard.kernel.reports import read_report  # noqa: PLC0415 - so that --help works without the reader

    return read_report(path)


def score_one(rendered: Rendered) -> tuple[Score, list[str]]:
    """One report's score and what went wrong as a whole (refused, or read though it had to be refused)."""
    truth = rendered.spec.truth
    try:
        report = read(rendered.path)
    except ReportError as error:
        if truth.refused == error.code:
            return Score(), []
        return score(truth, {}, rendered.pages, rendered.unread_pages), [f"refused ({error.code}): {error}"]
    if truth.refused:
        return Score(), [f"read, though it had to be refused as {truth.refused}"]
    return score(truth, as_answer(report), rendered.pages, rendered.unread_pages), []


def everything_wrong(one: Score) -> list[str]:
    out = [f"missed {level}: {text}" for level, s in one.levels.items() for text in s.missed]
    out += [f"made up {level}: {text}" for level, s in one.levels.items() for text in s.extra]
    out += [f"rating missed or wrong: {text}" for text in one.ratings.missed]
    out += [f"rating made up: {text}" for text in one.ratings.extra]
    return out + [f"{name}: {text}" for name, tally in one.fields.items() for text in tally.wrong]


def run(which: str, wrong: bool, each: bool) -> Score:
    """Render and read one set, print its table, and return its sum."""
    total = Score()
    print(f"\n=== {which} ===")
    with tempfile.TemporaryDirectory() as folder:
        for path in specs(which):
            one, said = score_one(render_report(path, Path(folder)))
            total.add(one)
            if each or (said and which != UNSEEN):
                found = sum(s.found for s in one.levels.values())
                missed = sum(len(s.missed) for s in one.levels.values())
                extra = sum(len(s.extra) for s in one.levels.values())
                print(f"{path.stem:<28} found {found:>3}  missed {missed:>3}  made up {extra:>3}  {'; '.join(said)}")
            if wrong:
                for text in everything_wrong(one):
                    print(f"    {path.stem}: {text}")
    for path in left_out(which):
        print(f"{path.stem}: left out, since Chromium is not installed")
    print("\n".join(lines(total)))
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=[])
    parser.add_argument("--wrong", action="store_true", help="print everything that was missed, made up or wrong")
    parser.add_argument("--each", action="store_true", help="print a line for each report")
    given = parser.parse_args()
    for which in given.sets or DEFAULT:
        named = which in given.sets or which != UNSEEN
        run(which, given.wrong and named, given.each and named)
    return 0


if __name__ == "__main__":
    sys.exit(main())
