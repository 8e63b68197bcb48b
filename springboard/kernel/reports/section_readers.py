"""Hands each section to the reader of its kind; a section that was to hold something and gave nothing is unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from springboard.kernel.reports.findings import settled
from springboard.kernel.reports.headings import is_definition
from springboard.kernel.reports.list_words import EXPLAINED, NOTHING, OWN_MODAL, PRACTICE_INTRO, TABLE_HEAD
from springboard.kernel.reports.lists import ListReader, Reading
from springboard.kernel.reports.model import Rating, Unread
from springboard.kernel.reports.notice_words import INTRO
from springboard.kernel.reports.notices import NoticeReader
from springboard.kernel.reports.prose import ProseReader
from springboard.kernel.reports.sections import LIST_KINDS, TABLE_KINDS, Section

_LOOKED_LIKE = {
    **dict.fromkeys(("must", "should", "areas"), "a list of actions"),
    **dict.fromkeys(("requirement_notices", "enforcement"), "notices"),
    "conditions": "conditions",
    "recommendations": "recommendations",
    "good_practice": "a list of good practice",
    "outstanding_practice": "a list of outstanding practice",
}


def read_sections(reading: Reading, sections: list[Section]) -> None:
    """Reads every section's findings into ``reading``."""
    narrated: list[ProseReader] = []
    for section in sections:
        before = len(reading.findings), len(reading.unread), len(reading.notes)
        told = _read(reading, section)
        if told is not None:
            narrated.append(told)
        silent = before == (len(reading.findings), len(reading.unread), len(reading.notes))
        if silent and section.kind in _LOOKED_LIKE and not (told is not None and (told.narrated or told.vague)):
            _nothing_came(reading, section)
    settled(reading, narrated)


def _read(reading: Reading, section: Section) -> ProseReader | None:
    if section.kind in LIST_KINDS:
        ListReader(reading, section).read()
        return None
    if section.kind in TABLE_KINDS:
        return _notices(reading, section)
    if section.kind == "contents":
        return None
    reader = ProseReader(reading, section)
    reader.read()
    return reader


def _notices(reading: Reading, section: Section) -> ProseReader | None:
    if section.kind == "requirement_notices" and _is_list(reading, section):
        ListReader(reading, replace(section, kind="areas")).read()
        return None
    notices = NoticeReader(reading, section)
    notices.read()
    reader = ProseReader(reading, replace(section, blocks=notices.prose))
    reader.read()
    if notices.prose and (section.kind == "requirement_notices" or not reader.narrated):
        notices.leftovers()
    return reader


def _is_list(reading: Reading, section: Section) -> bool:
    """Whether bulleted must-dos stand where notices were to come: "Actions we have told the provider to take"."""
    items = [b.text(reading.joiner) for b in section.blocks if b.glyph]
    asked = [text for text in items if OWN_MODAL.match(text)]
    tabled = any(line.text.lower().startswith("regulated activit") for b in section.blocks for line in b.lines)
    return bool(items) and len(asked) == len(items) and not tabled


def _nothing_came(reading: Reading, section: Section) -> None:
    texts = [b.text(reading.joiner) for b in section.blocks]
    left = [t for t in texts if not _only_introduces(t)]
    said = " ".join(left)
    if len(said) > 40 and any(c.isalpha() for c in said):
        why = (
            f"“{section.heading or 'a section'}” looked like {_LOOKED_LIKE[section.kind]}, and nothing was found in it"
        )
        reading.unread.append(Unread(section.blocks[texts.index(left[0])].page, why, said[:500]))


def _only_introduces(text: str) -> bool:
    return (
        is_definition(text)
        or bool(EXPLAINED.match(text) or INTRO.match(text) or PRACTICE_INTRO.match(text) or TABLE_HEAD.match(text))
        or (bool(NOTHING.match(text)) and len(text) < 200)
    )


def unread_ratings(sections: Iterable[Section], rated: tuple[Rating, ...]) -> list[Unread]:
    """A heading of ratings in a report in which no rating could be read: they may be drawn as pictures."""
    headed = next((s for s in sections if s.kind == "grid"), None)
    if rated or headed is None:
        return []
    why = f"no rating could be read under “{headed.heading}”; they may be drawn as pictures"
    return [Unread(headed.page, why, headed.heading)]
