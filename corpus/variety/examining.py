"""Reads random reports and says where the reader fails: by level, by era, by parameter of the look."""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.score import score
from corpus.tables import LevelScore, Score, lines
from corpus.variety.rendering import Rendered, rendered
from springboard.kernel.reports import read_report
from springboard.kernel.reports.errors import ReportError
from springboard.kernel.reports.model import Report


@dataclass(slots=True)
class Result:
    """One seed: what was rendered, how well it was read, or why it was refused."""

    rendered: Rendered
    score: Score
    refused: str | None = None
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def wrong(self) -> int:
        return sum(len(s.missed) + len(s.extra) for s in (*self.score.levels.values(), self.score.ratings))


def as_answer(report: Report) -> dict[str, Any]:
    """The report in the JSON shape of ``springboard read --json``."""
    whole = dataclasses.asdict(report)
    whole["report"] = {name: whole[name] for name in ("title", "published", "inspected_from", "inspected_to", "era")}
    return whole


def examined(seed: int, folder: Path, producer: str | None = None) -> Result:
    """Render one seed, read it, score it."""
    one = rendered(seed, folder, producer)
    truth = one.made.truth
    try:
        answer = as_answer(read_report(one.path))
    except ReportError as problem:
        return Result(one, score(truth, {}, one.pages, one.unread_pages), f"{problem.code}: {problem}")
    return Result(one, score(truth, answer, one.pages, one.unread_pages), None, answer)


def whole(result: Result) -> LevelScore:
    """All levels of one report together."""
    out = LevelScore()
    for one in result.score.levels.values():
        out.add(one)
    return out


def by_parameter(results: list[Result]) -> list[tuple[str, str, int, LevelScore]]:
    """(parameter, value, reports, score) for every value, worst first."""
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        for name, value in result.rendered.made.look.items():
            groups[name, value].append(result)
    rows = []
    for (name, value), some in groups.items():
        total = LevelScore()
        for result in some:
            total.add(whole(result))
        rows.append((name, value, len(some), total))
    return sorted(rows, key=lambda row: min(row[3].recall, row[3].precision))


def explained(result: Result) -> list[str]:
    """Everything that was missed, made up or wrong in one report."""
    one = result.score
    out = [f"refused: {result.refused}"] if result.refused else []
    out += [f"missed {level}: {text}" for level, s in one.levels.items() for text in s.missed]
    out += [f"made up {level}: {text}" for level, s in one.levels.items() for text in s.extra]
    out += [f"rating missed: {text}" for text in one.ratings.missed]
    out += [f"rating made up: {text}" for text in one.ratings.extra]
    return out + [f"{name}: {text}" for name, tally in one.fields.items() for text in tally.wrong]


def table(results: list[Result]) -> str:
    total = Score()
    for result in results:
        total.add(result.score)
    return "\n".join(lines(total))


def parameter_table(results: list[Result], most: int = 25) -> str:
    """The values of the look with the worst recall or precision."""
    rows = [f"{'parameter':<30}{'reports':>8}{'recall':>9}{'precision':>11}"]
    for name, value, count, one in by_parameter(results)[:most]:
        rows.append(f"{name + ' = ' + value:<30}{count:>8}{one.recall:>9.3f}{one.precision:>11.3f}")
    return "\n".join(rows)


def examination(seeds: list[int], folder: Path, producer: str | None = None) -> tuple[list[Result], float]:
    """All seeds, and the seconds it took."""
    start = time.monotonic()
    return [examined(seed, folder, producer) for seed in seeds], time.monotonic() - start
