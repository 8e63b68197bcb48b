"""Items of must, should, practice, recommendation and condition lists. Whatever is not an item is reported unread."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.dates import dates_in
from springboard.kernel.reports.group_names import CONTINUED, names_group
from springboard.kernel.reports.headings import is_definition
from springboard.kernel.reports.hearsay import is_earlier, is_narrative
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.list_words import (
    EXPLAINED,
    INNER_BULLET,
    INNER_LIST,
    LEVEL_OF,
    NOTHING,
    NUMBER,
    OBLIGES,
    ONLY_REGULATION,
    OWN_MODAL,
    PRACTICE_INTRO,
    SENTENCE_ITEM,
    TABLE_HEAD,
    asks,
)
from springboard.kernel.reports.model import Finding, Inference, Instrument, Level, Unread
from springboard.kernel.reports.notice_words import DEADLINE
from springboard.kernel.reports.regulations import cited
from springboard.kernel.reports.sections import ACTION_KINDS, Section, group_of, question_of
from springboard.kernel.reports.wording import (
    MODAL,
    Stem,
    as_sentence,
    heading_stem,
    is_instruction,
    stem_of,
    unwrapped,
)


@dataclass(slots=True)
class Reading:
    """What the reader of lists needs to know, and where it puts what it finds."""

    joiner: Joiner
    default: Instrument
    actor: str = "the provider"
    findings: list[Finding] = field(default_factory=list)
    since: date | None = None  # the first day of the inspection
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ListReader:
    """Reads one section's blocks."""

    def __init__(self, reading: Reading, section: Section) -> None:
        self.reading = reading
        self.section = section
        self.context = section.context
        self.stem: Stem | None = None
        self.level: Level | None = LEVEL_OF.get(section.kind)
        modal = "should" if section.kind == "should" else "must"
        self.implied = (
            heading_stem(section.heading, modal, reading.actor) if section.kind in {"must", "should"} else None
        )
        self.skipping = False
        self.modal_blocks: int | None = None

    def read(self) -> None:
        """Every block becomes an item, a group heading, a stem, an explanation, or an entry in ``unread``."""
        blocks = self.section.blocks
        bulleted = any(b.glyph for b in blocks)
        index = 0
        while index < len(blocks):
            block = blocks[index]
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            children = self._children(block, index)
            if block.glyph:
                self._bullet(block, children)
            elif any(c.isalpha() for c in block.first):  # else the dots of a list of contents
                self._paragraph(block, following, bulleted)
            index += 1 + (len(children) if block.glyph else 0)

    def _children(self, block: Block, index: int) -> list[Block]:
        """Deeper bullets under a bullet that ends in a colon belong to it."""
        if not block.glyph or not block.text(self.reading.joiner).endswith(":"):
            return []
        out: list[Block] = []
        blocks = self.section.blocks
        for other in (blocks[at] for at in range(index + 1, len(blocks))):
            deeper = other.indent > block.indent + 4 or (not other.size and other.glyph != block.glyph)
            if not other.glyph or not deeper:
                break
            out.append(other)
        return out

    def _bullet(self, block: Block, children: list[Block]) -> None:
        text = block.text(self.reading.joiner)
        if children:
            parts = [c.text(self.reading.joiner) for c in children]
            self._item([block, *children], " ".join([text, *parts]))
        elif text.endswith(":") and stem_of(text):
            self._take_stem(text)
        elif (NOTHING.match(text) and len(text) < 120) or (ONLY_REGULATION.match(text) and self._attach(block, text)):
            return
        elif self.level is None and not MODAL.search(text) and self.stem is None:
            self._unread(block, text, "an item under “areas for improvement” that says neither must nor should")
        else:
            self._item([block], text)

    def _paragraph(self, block: Block, following: Block | None, bulleted: bool) -> None:
        text = block.text(self.reading.joiner)
        parts = self._run_together(block, text, bulleted)
        if parts:
            for part in parts:
                self._item([block], part)
            return
        if (
            is_definition(text)
            or EXPLAINED.match(text)
            or (NOTHING.match(text) and len(text) < 200)
            or PRACTICE_INTRO.match(text)
        ):
            return
        if (
            bulleted
            and self.section.kind in {"good_practice", "outstanding_practice"}
            and self._narrative(block, following)
        ):
            return
        if TABLE_HEAD.match(text):
            return
        if ONLY_REGULATION.match(text) and self._attach(block, text):
            return
        if self._is_group(block, text, following):
            self._group(text)
        elif CONTINUED.sub("", text).endswith(":") or (
            following and following.glyph and not text.endswith(".") and stem_of(text) and len(text) < 300
        ):
            self._take_stem(text)
        elif self._is_item(text, bulleted):
            self._item([block], text)
        else:
            self._leftover(block, text)

    def _run_together(self, block: Block, text: str, bulleted: bool) -> list[str]:
        """Items in one paragraph: "The trust must: ensure …; train …", bullets inside it, or sentence by sentence."""
        if self.section.kind not in ACTION_KINDS:
            return []
        inside = [p.strip() for p in INNER_BULLET.split(text) if p.strip()]
        if len(inside) > 1:
            if stem_of(inside[0]) and inside[0].endswith(":"):
                self._take_stem(inside.pop(0))
            return inside
        listed = INNER_LIST.match(text)
        if listed and stem_of(listed.group("stem")):
            self._take_stem(listed.group("stem"))
            return [p for p in re.split(r";\s*(?:and\s+)?", listed.group("items")) if p.strip(" .")]
        starts = SENTENCE_ITEM.split(text)
        return starts if len(starts) >= 3 and not bulleted and self._only_paragraph() else []

    def _only_paragraph(self) -> bool:
        """Whether a single block of the section says must or should: then its sentences are the items."""
        if self.modal_blocks is None:
            self.modal_blocks = sum(1 for b in self.section.blocks if MODAL.search(b.text(self.reading.joiner)))
        return self.modal_blocks == 1

    def _narrative(self, block: Block, following: Block | None) -> bool:
        """Where practice is listed with bullets, a paragraph that opens no further list is the report going on."""
        text = block.text(self.reading.joiner)
        return (
            not text.endswith(":")
            and (len(text) > 130 or text.endswith("."))
            and not (following is not None and following.glyph and len(text) < 130 and not text.endswith("."))
        )

    def _is_group(self, block: Block, text: str, following: Block | None) -> bool:
        if names_group(text) and not text.endswith((".", ";", ",")):
            return following is not None
        if MODAL.search(text) or len(text) > 130 or text.endswith((".", ";", ",", ")")) or following is None:
            return False
        if question_of(text) or text.endswith(":"):
            return True
        if is_instruction(text) or text[:1].islower():
            return False
        apart = block.bold or abs(block.size - following.size) > 0.4 or block.bold != following.bold
        return (apart if block.size else len(block.lines) <= 2) and len(text.split()) <= 16

    def _group(self, text: str) -> None:
        found = group_of(text, self.context)
        if found:
            self.context = found
        self.skipping = False

    def _take_stem(self, text: str) -> None:
        text = CONTINUED.sub("", text)
        stem = stem_of(text, self.stem.actor if self.stem else "the provider")
        self.skipping = is_earlier(text, self.reading.since) and self.section.kind not in {
            "good_practice",
            "outstanding_practice",
        }
        if stem:
            self.stem = stem
            if self.section.kind in ACTION_KINDS:
                self.level = "should" if stem.modal == "should" else "must"

    def _is_item(self, text: str, bulleted: bool) -> bool:
        if self.section.kind not in ACTION_KINDS:
            return len(text.split()) > 3
        if self.stem is not None and text[:1].islower():
            return True
        if MODAL.search(text):
            return not is_narrative(text) and (not bulleted or asks(text))
        if (
            self.level is not None
            and OBLIGES.search(text)
            and text.endswith((".", ")"))
            and not text.startswith(("These", "This"))
        ):
            return True
        return self.level is not None and is_instruction(text) and (not bulleted or text[:1].isupper())

    def _item(self, blocks: list[Block], text: str) -> None:
        if self.skipping:
            return
        text = NUMBER.sub("", text)
        level = self._level_of(text)
        said = (
            as_sentence(text, self.stem, self.implied)
            if self.section.kind in ACTION_KINDS
            else as_sentence(text, None, None)
        )
        days = dates_in(text) if level in {"condition", "warning_notice"} and DEADLINE.search(text) else []
        self.reading.findings.append(
            Finding(
                level=level,
                text=said,
                quote=text,
                page=blocks[0].page,
                rects=tuple(r for b in blocks for r in b.rects),
                service=self.context.service,
                trust_wide=self.context.trust_wide,
                location=self.context.location,
                key_question=self.context.key_question,
                regulations=cited(text, self.reading.default),
                deadline=days[-1] if days else None,
                section=self.section.heading or None,
                inferred=self._inferred(),
            )
        )

    def _inferred(self) -> tuple[Inference, ...]:
        if self.context.service and self.context is self.section.context:
            return (Inference("service", "it stands in the part of the report about this service"),)
        return ()

    def _level_of(self, text: str) -> Level:
        """The item's own "must" or "should" before its section's: boxes and columns may have been drawn elsewhere."""
        own = OWN_MODAL.match(text) if self.level in {None, "must", "should"} else None
        if own and not is_instruction(text):
            return "should" if own.group("modal").lower() == "should" else "must"
        return self.level or self._first_modal(text)

    def _first_modal(self, text: str) -> Level:
        match = MODAL.search(text)
        return "should" if match and match.group().lower() == "should" else "must"

    def _attach(self, block: Block, text: str) -> bool:
        """A citation on a line of its own belongs to the item before it."""
        findings = self.reading.findings
        if not findings or findings[-1].section != (self.section.heading or None):
            return False
        last = findings[-1]
        joined = f"{last.quote} {text}"
        findings[-1] = Finding(
            **{
                **{name: getattr(last, name) for name in last.__dataclass_fields__},
                "quote": joined,
                "text": f"{last.text.rstrip('.')} ({unwrapped(text)}).",
                "rects": last.rects + block.rects,
                "regulations": cited(joined, self.reading.default),
            }
        )
        return True

    def _leftover(self, block: Block, text: str) -> None:
        if self.skipping or len(text) < 4:
            return
        under = self.section.heading or "areas for improvement"
        self._unread(block, text, f"a paragraph under “{under}” that asks for nothing")

    def _unread(self, block: Block, text: str, why: str) -> None:
        self.reading.unread.append(Unread(block.page, why, text[:500]))
