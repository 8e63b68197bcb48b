"""What is usual on a page: where its lines end and how far apart they stand."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

from springboard.kernel.reports.lines import Line


def usual_size(lines: Iterable[Line]) -> float:
    """The font size most characters are set in; 0 without geometry."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class Measures:
    """What is usual on a page: the distance between lines and where lines of a column end."""

    def __init__(self, lines: list[Line]) -> None:
        self.pitch = _usual_pitch(lines)
        ends: defaultdict[int, list[float]] = defaultdict(list)
        lengths: list[int] = []
        for line in lines:
            ends[round(line.x0 / 24)].append(line.x1)
            lengths.append(len(line.text))
        self.ends = {key: _upper(values) for key, values in ends.items()}
        self.length = _upper(lengths) if lengths else 0

    def fits(self, a: Line, b: Line) -> bool:
        """Whether b's first word would have fitted on a's line: then the break between them was meant."""
        word = b.text.split(" ", 1)[0]
        if a.x1 > a.x0 and a.size:
            end = self.ends.get(round(a.x0 / 24), a.x1)
            return a.x1 + (len(word) + 1) * a.size * 0.5 < end
        return len(a.text) + 1 + len(word) < self.length * 0.97

    def fits_column(self, a: Line, b: Line) -> bool:
        """The same for a list set in from its column: the text over it shows where the column ends."""
        if not (a.x1 > a.x0 and a.size):
            return self.fits(a, b)
        key = round(a.x0 / 24)
        end = max((self.ends[k] for k in range(key - 2, key + 1) if k in self.ends), default=a.x1)
        return a.x1 + (len(b.text.split(" ", 1)[0]) + 1) * a.size * 0.5 < end


def _upper(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.85))]


def _usual_pitch(lines: list[Line]) -> float:
    """The usual distance between lines, as a multiple of the font size."""
    ratios = sorted(
        (b.y0 - a.y0) / a.size
        for a, b in itertools.pairwise(lines)
        if a.size and a.size == b.size and 0.55 < (b.y0 - a.y0) / a.size < 2.4
    )
    return ratios[len(ratios) // 4] if ratios else 1.3
