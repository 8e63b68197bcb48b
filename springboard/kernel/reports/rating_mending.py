"""Puts short cells of a page together again: words that wrapped, and arrows drawn under their rating."""

from __future__ import annotations

import re
from dataclasses import replace

from springboard.kernel.reports.lines import SOFT, Line
from springboard.kernel.reports.rating_words import change_of, rating_only

_ARROWS = re.compile(r"^[↑⬆⇧▲↓⬇⇩▼→←↔➡⬅\s]+$")
_UNFINISHED = re.compile(r"(?:^|\s)(?:Requires|Inspected(?: but)?|Not|Insufficient(?: evidence)?)$", re.IGNORECASE)
_FINISH = re.compile(r"^(?:improvement|but not rated|not rated|rated|evidence to rate|to rate)\b", re.IGNORECASE)


def mended(lines: list[Line]) -> list[Line]:
    """Short cells whose words wrapped ("Requires" over "improvement", "Respon-" over "sive") in one piece again."""
    gone: set[int] = set()
    lines = list(lines)
    for index, line in enumerate(lines):
        if len(line.text) > 59 or id(line) in gone:
            continue
        broken = line.text.endswith(SOFT) and len(line.text) < 16
        if not (broken or _UNFINISHED.search(line.text)):
            continue
        for below in lines[index + 1 : index + 14]:
            if id(below) not in gone and _under(line, below) and (broken or _FINISH.match(below.text)):
                text = line.text.rstrip(SOFT) + below.text if broken else f"{line.text} {below.text}"
                lines[index] = replace(line, text=text, x1=max(line.x1, below.x1), y1=max(line.y1, below.y1))
                gone.add(id(below))
                break
    return _with_arrows([line for line in lines if id(line) not in gone])


def _with_arrows(lines: list[Line]) -> list[Line]:
    """Arrows drawn alone straight under a rating stand behind it, as they do where they share its line."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if last and line.size and len(line.text) < 8 and _ARROWS.match(line.text) and rating_only(last.text):
            near = -1 < line.y0 - last.y1 < 1.2 * last.size and last.x0 <= (line.x0 + line.x1) / 2 <= last.x1
            if near and change_of(last.text) is None:
                out[-1] = replace(last, text=f"{last.text} {line.text}", y1=line.y1)
                continue
        out.append(line)
    return out


def _under(line: Line, below: Line) -> bool:
    if not line.size:
        return 0 < below.y0 - line.y0 < 25 and (line.cells == 1 or abs(below.x0 - line.x0) < 12)
    overlap = min(line.x1, below.x1) - max(line.x0, below.x0)
    return 0 < below.y0 - line.y0 < 1.9 * line.size and overlap > 0 and len(below.text) < 40
