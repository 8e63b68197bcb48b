"""What a score is made of: recall and precision of each level, right answers of each field; and its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.truth import LEVELS


@dataclass(slots=True)
class Tally:
    """So many right of so many; ``wrong`` says which were not, in words."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, ok: bool, what: str) -> None:
        self.of += 1
        self.right += ok
        if not ok:
            self.wrong.append(what)

    def add(self, other: Tally) -> None:
        self.right, self.of = self.right + other.right, self.of + other.of
        self.wrong += other.wrong

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


@dataclass(slots=True)
class LevelScore:
    """Recall and precision of one level: what was found, missed and made up."""

    found: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed)) if self.found or self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.extra)) if self.found or self.extra else 1.0

    def add(self, other: LevelScore) -> None:
        self.found += other.found
        self.missed += other.missed
        self.extra += other.extra


@dataclass(slots=True)
class Score:
    """One report's score, or the sum of several."""

    levels: dict[str, LevelScore] = field(default_factory=lambda: {level: LevelScore() for level in LEVELS})
    fields: dict[str, Tally] = field(default_factory=dict)
    ratings: LevelScore = field(default_factory=LevelScore)

    def tally(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())

    def add(self, other: Score) -> None:
        for level, score in other.levels.items():
            self.levels[level].add(score)
        for name, tally in other.fields.items():
            self.tally(name).add(tally)
        self.ratings.add(other.ratings)


def lines(total: Score) -> Iterator[str]:
    """The score as a table in plain text: levels, then fields."""
    yield f"{'level':<22}{'found':>6}{'missed':>8}{'extra':>7}{'recall':>9}{'precision':>11}"
    for level, one in [*total.levels.items(), ("ratings", total.ratings)]:
        if one.found or one.missed or one.extra:
            yield (
                f"{level:<22}{one.found:>6}{len(one.missed):>8}{len(one.extra):>7}"
                f"{one.recall:>9.3f}{one.precision:>11.3f}"
            )
    yield ""
    for name, tally in sorted(total.fields.items()):
        yield f"{name:<22}{tally.right:>6} of {tally.of:<5}{tally.share:>8.3f}"
