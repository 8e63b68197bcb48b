"""Recognises regulated activities, a closed list, in the left cells of notice tables."""

from __future__ import annotations

import re

from springboard.kernel.reports.lines import SOFT, Line, split_bullet
from springboard.kernel.vocabulary import regulated_activities
from springboard.kernel.vocabulary.loading import plain


def activities_at(lines: list[Line], index: int, may_follow: re.Pattern[str]) -> tuple[int, list[str], str]:
    """(lines used, activities' names, what follows on the last line) when an activity begins on this line."""
    for count in range(1, min(4, len(lines) - index) + 1):
        text = glued(*(line.text.strip() for line in lines[index : index + count]))
        text = split_bullet(text)[1]
        names, rest = _leading_activities(text)
        if names and (not rest or count == 1 or may_follow.match(rest)):
            if rest and not may_follow.match(rest):
                continue
            return count, names, rest
        if not any(
            plain(a.name).startswith(plain(text)) or plain(text).startswith(plain(a.name))
            for a in regulated_activities()
        ):
            break
    return 0, [], ""


def glued(*texts: str) -> str:
    """Texts of neighbouring lines as one, a word broken at the line's end whole again."""
    return " ".join(texts).replace(f"{SOFT} ", "")


def _leading_activities(text: str) -> tuple[list[str], str]:
    names: list[str] = []
    rest = text.strip(" ,;")
    while rest:
        found = next((a for a in _longest_first() if plain(rest).startswith(plain(a))), None)
        if found is None:
            break
        names.append(found)
        rest = _after_words(rest, len(plain(found).split()))
    return names, rest


def _after_words(text: str, count: int) -> str:
    for seen, match in enumerate(re.finditer(r"[A-Za-z0-9’']+", text), 1):
        if seen == count:
            return text[match.end() :].strip(" ,;")
    return ""


def _longest_first() -> list[str]:
    return sorted((a.name for a in regulated_activities()), key=len, reverse=True)
