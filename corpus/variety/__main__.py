"""How well the reader does on layouts nobody tuned it on.

python -m corpus.variety --seeds 1-60                 the whole table
python -m corpus.variety --seeds 2-60 --even          the seeds for development only
python -m corpus.variety --seeds 1-59 --odd           the seeds kept for measuring: look at the figures only
python -m corpus.variety --show 14                    everything that went wrong in one
python -m corpus.variety --seeds 1-60 --producer typst
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from corpus.variety.composing import made
from corpus.variety.examining import Result, examination, examined, explained, parameter_table, table
from corpus.variety.looks import ERAS, PRODUCERS


def _seeds(written: str, only: str | None) -> list[int]:
    first, _, last = written.partition("-")
    numbers = range(int(first), int(last or first) + 1)
    return [n for n in numbers if only is None or n % 2 == (0 if only == "even" else 1)]


def _show(seed: int, producer: str | None, folder: Path, keep: Path | None) -> None:
    result = examined(seed, folder, producer)
    print(" ".join(f"{name}={value}" for name, value in result.rendered.made.look.items()))
    print("\n".join(explained(result)))
    if keep:
        print(shutil.copy(result.rendered.path, keep))


def _report(results: list[Result], seconds: float, worst: int) -> None:
    print(table(results))
    for era in ERAS:
        some = [r for r in results if r.rendered.made.look["era"] == era]
        if some:
            print(f"\n--- {era}: {len(some)} reports\n{table(some)}")
    print(f"\n{parameter_table(results)}")
    for result in sorted(results, key=lambda r: -r.wrong)[:worst]:
        if result.wrong:
            made_here = result.rendered.made
            print(f"\nseed {made_here.seed} ({made_here.look['producer']}): {result.wrong} wrong")
            print("\n".join(f"    {text[:190]}" for text in explained(result)[:14]))
    print(f"\n{len(results)} reports in {seconds:.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-60", help="one seed or a range (even: development, odd: measuring)")
    parser.add_argument("--producer", choices=PRODUCERS, help="lay every report out with this program")
    parser.add_argument("--even", dest="only", action="store_const", const="even", help="only even seeds")
    parser.add_argument("--odd", dest="only", action="store_const", const="odd", help="only odd seeds; no worst list")
    parser.add_argument("--show", type=int, metavar="SEED", help="everything wrong in one report")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --show: a copy of the report")
    parser.add_argument("--worst", type=int, default=8, help="how many of the worst to explain")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.show is not None:
            _show(given.show, given.producer, Path(name), given.keep)
            return 0
        seeds = _seeds(given.seeds, given.only)
        if shutil.which("chromium") is None:
            seeds = [s for s in seeds if (given.producer or made(s).look["producer"]) != "chromium"]
        results, seconds = examination(seeds, Path(name), given.producer)
    _report(results, seconds, 0 if given.only == "odd" else given.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
