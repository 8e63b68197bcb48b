"""What each page held, and which pages gave nothing although they might have."""

from __future__ import annotations

from collections.abc import Iterable

from springboard.kernel.reports.lines import PageLines
from springboard.kernel.reports.model import Page, Rating, Unread
from springboard.kernel.reports.sections import Section

_NAMES = {
    "front": "front",
    "contents": "contents",
    "must": "must",
    "should": "should",
    "areas": "areas",
    "requirement_notices": "requirement_notices",
    "enforcement": "enforcement",
    "conditions": "enforcement",
    "good_practice": "good_practice",
    "outstanding_practice": "good_practice",
    "recommendations": "recommendations",
    "previous": "previous",
}


def page_map(pages: list[PageLines], sections: Iterable[Section], ratings: Iterable[Rating]) -> tuple[Page, ...]:
    """One entry for each page."""
    holds: dict[int, dict[str, None]] = {page.number: {} for page in pages}
    for section in sections:
        name = _NAMES.get(section.kind, "narrative")
        numbers = [section.page] if section.kind not in {"front"} else []
        numbers += [line.page for block in section.blocks for line in (block.lines[0], block.lines[-1])]
        for number in numbers:
            if number in holds:
                holds[number][name] = None
    for rating in ratings:
        if rating.page in holds:
            holds[rating.page]["ratings"] = None
    return tuple(Page(p.number, p.width, p.height, tuple(holds[p.number]) or (_empty(p),), p.characters) for p in pages)


def _empty(page: PageLines) -> str:
    if page.lines:
        return "narrative"
    return "no_text" if page.pictures or page.sideways or page.refused else "blank"


def unread_pages(pages: Iterable[PageLines]) -> list[Unread]:
    """Pages without text that are not simply blank."""
    out: list[Unread] = []
    for page in pages:
        if page.refused:
            out.append(Unread(page.number, "this page is damaged or of an impossible size and could not be read"))
        elif page.pictures:
            out.append(Unread(page.number, "this page is a picture without text, as from a scanner"))
        elif page.sideways:
            out.append(Unread(page.number, "the text of this page is printed sideways and was not read"))
    return out
