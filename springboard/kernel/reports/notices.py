"""Requirement notices and enforcement actions: tables of regulated activities and regulations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.dates import WRITTEN, dates_in
from springboard.kernel.reports.lines import Line, rects_of, split_bullet
from springboard.kernel.reports.list_words import listed_under, stem_level
from springboard.kernel.reports.lists import Reading
from springboard.kernel.reports.model import Finding, Level, Unread
from springboard.kernel.reports.notice_activities import activities_at, glued
from springboard.kernel.reports.notice_lists import read_stemmed
from springboard.kernel.reports.notice_words import (
    ACTION,
    ACTION_LEAD,
    ACTIVITIES_LEAD,
    BARE_REGULATION,
    CONDITION,
    DEADLINE,
    HEADER,
    INTRO,
    MAY_FOLLOW,
    NOTICE_TYPE,
    REGULATION_HEAD,
    SERVED,
    SUBS,
)
from springboard.kernel.reports.regulations import cited
from springboard.kernel.reports.sections import Context, Section, group_of
from springboard.kernel.reports.wording import MODAL, sentence
from springboard.kernel.vocabulary import service_named
from springboard.kernel.vocabulary.loading import plain


@dataclass(slots=True)
class _Notice:
    activities: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    subs: list[str] = field(default_factory=list)
    action: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)  # "Variation of a condition": what kind of notice it is
    lines: list[Line] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    page: int | None = None

    @property
    def begun(self) -> bool:
        """Whether anything but activities has been filed."""
        return bool(self.heads or self.prose or self.subs or self.action)


class NoticeReader:
    """Reads one section of notices line by line: cells arrive one after the other, whatever drew the table."""

    def __init__(self, reading: Reading, section: Section) -> None:
        self.reading = reading
        self.section = section
        self.context = Context(section.context.service, section.context.trust_wide)
        self.notices: list[_Notice] = []
        self.state = "intro"
        self.since = ""  # whether the last line was a cell of the table's header or another
        self.loose: list[Line] = []
        self.prose: list[Block] = []  # all there is, where the section holds no table at all

    def read(self) -> None:
        """Files every line with a notice; what stands before the first one and is no introduction is unread."""
        blocks = self._without_lists(self.section.blocks)
        lines = [line for block in blocks for line in self._rows(block)]
        index = 0
        while index < len(lines):
            index += self._take(lines, index)
        for notice in self.notices:
            self._file(notice)
        self.prose = [] if self.notices else blocks
        if self.notices:
            self.leftovers()

    def _rows(self, block: Block) -> list[Line]:
        return block.lines

    def _without_lists(self, blocks: list[Block]) -> list[Block]:
        """Takes out "We imposed conditions: • … • …" lists: each bullet of those is a finding of its own."""
        kept: list[Block] = []
        index = 0
        while index < len(blocks):
            text = blocks[index].text(self.reading.joiner)
            level = stem_level(text) if not blocks[index].glyph else None
            end = index + 1
            end += len(listed_under(blocks[index], blocks[end:], self.reading.joiner)) if level else 0
            while level and end < len(blocks) and blocks[end].glyph:
                end += 1
            if level and end > index + 1:
                read_stemmed(self.reading, text, level, blocks[index + 1 : end], self.section.heading, self.context)
                index = end
            else:
                kept.append(blocks[index])
                index += 1
        return kept

    def _take(self, lines: list[Line], index: int) -> int:
        """Files the line at ``index`` (and those that finish its cell); returns how many were used."""
        text = lines[index].text.strip()
        lead = ACTIVITIES_LEAD.match(text)
        if lead:
            lines[index] = replace(lines[index], text=text[lead.end() :])
        count, names, rest = activities_at(lines, index, MAY_FOLLOW)
        if count and lead and self.state == "head" and self.notices:
            self.notices[-1].activities = names  # printed under the head: those of the notice before do not hold
            self.notices[-1].lines.extend(lines[index : index + count])
            return count
        if count:
            self._activity(names, lines[index : index + count])
            if rest:
                self.since = "line"
                self._line(rest, lines[index + count - 1])
            return count
        self.since = "header" if HEADER.match(text) else "line"
        if self.since == "header":
            self._header(text)
        else:
            self._line(text, lines[index])
        return 1

    def _header(self, text: str) -> None:
        if ACTION_LEAD.match(text):
            self.state = "action"
        elif self.state == "head" and "how" in text.lower():
            self.state = "prose"

    def _activity(self, names: list[str], lines: list[Line]) -> None:
        beside = bool(self.notices) and self.state == "head" and self.since == "line" and self._only_head()
        beside = beside and not set(names) & set(self.notices[-1].activities)  # named again: the next row
        if not self.notices or (self.notices[-1].begun and not beside):
            self.notices.append(_Notice(context=self.context))
        self.notices[-1].activities.extend(n for n in names if n not in self.notices[-1].activities)
        self.notices[-1].lines.extend(lines)
        self.state = "head"

    def _only_head(self) -> bool:
        """Activities after a head that nothing follows yet are its own: the left cell was longer than the right."""
        last = self.notices[-1]
        return bool(last.heads and last.activities) and not (last.prose or last.subs or last.action)

    def _line(self, text: str, line: Line) -> None:
        if self._is_action_lead(text):
            self.state = "action"
        elif self.notices and self.section.kind == "enforcement" and NOTICE_TYPE.match(text):
            self.notices[-1].types.append(text)
            self.notices[-1].lines.append(line)
        elif REGULATION_HEAD.match(text) or (self.state == "head" and BARE_REGULATION.match(text)):
            self._head(text, line)
        elif not self.notices:
            self.loose.append(line)
        elif self.state == "head" and (self._finishes_head(text) or self._wraps_head(line)):
            self.notices[-1].heads[-1] = glued(self.notices[-1].heads[-1], text)
            self.notices[-1].lines.append(line)
        elif self._is_group(text, line):
            self.context = group_of(text, self.context) or self.context
            self.state = "intro"
        else:
            self._body(text, line)

    def _is_action_lead(self, text: str) -> bool:
        """ "Section 29A … warning notice" under a row that has its failing already says which action was taken."""
        begun = bool(self.notices) and bool(self.notices[-1].prose)
        return begun and bool(re.match(r"^Section\s+\d{2}A?\b", text)) and self.state != "head"

    def _head(self, text: str, line: Line) -> None:
        if not self.notices or self.notices[-1].prose or self.notices[-1].subs or self.notices[-1].action:
            if self.notices and self._repeats(text):
                self._body(text, line)
                return
            last = self.notices[-1].activities if self.notices else []
            self.notices.append(_Notice(activities=list(last), context=self.context))
        self.notices[-1].heads.append(text)
        self.notices[-1].page = self.notices[-1].page or line.page
        self.notices[-1].lines.append(line)
        self.state = "head"

    def _repeats(self, text: str) -> bool:
        """A sentence in the prose that cites the notice's own regulation again opens no new notice."""
        known = {(r.instrument, r.number) for h in self.notices[-1].heads for r in cited(h)}
        new = {(r.instrument, r.number) for r in cited(text)}
        return bool(new) and new <= known and self.state != "intro"

    def _finishes_head(self, text: str) -> bool:
        """A title that wrapped: "Regulation 11 HSCA (RA) Regulations 2014 Need for" + "consent"."""
        if not self.notices[-1].heads or SUBS.match(text):
            return False
        head = self.notices[-1].heads[-1]
        after = re.split(r"20\d\d", head)[-1]
        titles = [plain(t) for r in cited(head) if (t := r.title)]
        now, then = plain(after), plain(glued(after, text))
        return any(t.startswith(then) and t != now for t in titles) or (
            "(RA)" in head and "20" not in head.split("(RA)")[-1] and text.startswith(("Regulations", "20"))
        )

    def _wraps_head(self, line: Line) -> bool:
        """A head in bold over two lines, with the words under it in an ordinary face."""
        last = self.notices[-1].lines[-1]
        below = 0 < line.y0 - last.y0 < 1.9 * line.size and abs(line.x0 - last.x0) < 2
        return bool(self.notices[-1].heads) and line.bold and last.bold and below and line.size == last.size

    def _is_group(self, text: str, line: Line) -> bool:
        return (
            len(text) < 110
            and not text.endswith((".", ";", ","))
            and (line.bold or not line.size)
            and not MODAL.search(text)
            and service_named(text.strip(" :"), loosely=False) is not None
        )

    def _body(self, text: str, line: Line) -> None:
        notice = self.notices[-1]
        notice.lines.append(line)
        lead = ACTION_LEAD.match(text)
        if lead:
            self.state = "action"
            text = text[lead.end() :].strip()
        if not text:
            return
        if self.state == "action":
            notice.action.append(text)
        elif SUBS.match(text):
            notice.subs.append(text)
            self.state = "subs"
        elif self.state == "subs" and re.match(r"^[\s(),a-z0-9and&]{1,40}$", text) and "(" in text:
            notice.subs[-1] += f" {text}"
        else:
            self.state = "prose"
            notice.prose.append(split_bullet(text)[1])

    def leftovers(self) -> None:
        """Reports as unread what stands before the first notice and is no introduction."""
        text = self.reading.joiner.join([line.text for line in self.loose])
        if not text or (INTRO.match(text) and (self.notices or len(text) < 500)) or len(text) < 4:
            return
        if self.notices and len(text) < 500 and not ACTION.search(text):
            return  # an introduction in words we did not know, before a table that was read whole
        why = f"text under “{self.section.heading}” that could not be read as a notice"
        page = self.loose[0].page
        if ACTION.search(text) or not self.notices:
            self.reading.unread.append(Unread(page, why, text[:500]))

    def _file(self, notice: _Notice) -> None:
        join = self.reading.joiner.join
        prose, action = join(notice.prose), join(notice.action)
        said = " ".join([*notice.heads, *notice.types, prose, *notice.subs])
        if not said.strip():
            self.reading.unread.append(
                Unread(
                    notice.lines[0].page, "a row of a notice table without a regulation", "; ".join(notice.activities)
                )
            )
            return
        level = self._level(notice, action)
        deadline = dates_in(action) or (dates_in(prose) if level == "warning_notice" and DEADLINE.search(prose) else [])
        printed = WRITTEN.search(action or prose) if deadline else None
        quote = join([*notice.heads, *notice.types, *notice.prose, *notice.subs, *notice.action])
        self.reading.findings.append(
            Finding(
                level=level,
                text=sentence(prose or " ".join([*notice.heads, *notice.types]) or action),
                quote=quote,
                page=notice.page or notice.lines[0].page,
                rects=rects_of(notice.lines),
                service=notice.context.service or _service_in(notice.heads),
                trust_wide=notice.context.trust_wide,
                location=notice.context.location,
                regulations=cited(said, self.reading.default),
                activities=tuple(notice.activities),
                deadline=deadline[-1] if deadline else None,
                deadline_printed=printed.group() if printed else None,
                section=self.section.heading or None,
            )
        )

    def _level(self, notice: _Notice, action: str) -> Level:
        said = " ".join([*notice.heads, *notice.types, action]).lower()
        if not action and (served := SERVED.search(" ".join(notice.prose))):
            said += served.group().lower()
        if "warning notice" in said or "29a" in said:
            return "warning_notice"
        if CONDITION.search(said) and self.section.kind == "enforcement":
            return "condition"
        if self.section.kind == "requirement_notices":
            return "requirement_notice"
        return "requirement_notice" if "requirement notice" in said else "warning_notice"


def _service_in(heads: list[str]) -> str | None:
    """The core service a notice's head names: "Section 29A warning notice: Forensic wards, Regulation 12"."""
    parts = [part.strip() for part in re.split(r"[:;,]\s|\s[–-]\s", " ".join(heads))]
    return next((part for part in parts if len(part) > 8 and service_named(part, loosely=False)), None)
