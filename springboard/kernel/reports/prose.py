"""What stands in running text: inline breaches, recommendations, and enforcement that is only narrated."""

from __future__ import annotations

import re
from dataclasses import replace

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.dates import WRITTEN, dates_in
from springboard.kernel.reports.hearsay import is_earlier, is_quoted
from springboard.kernel.reports.list_words import PREVIOUS, listed_under, stem_level
from springboard.kernel.reports.lists import ListReader, Reading
from springboard.kernel.reports.model import Finding, Inference, Level, Regulation
from springboard.kernel.reports.notice_lists import read_stemmed
from springboard.kernel.reports.regulations import by_subject, cited
from springboard.kernel.reports.sections import Section
from springboard.kernel.reports.wording import sentence, stem_of, untrailed

_INTEREST = ("breach", "ecommend", "arning notice", "ondition", "ection 31", "Breach", "Warning Notice")
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“‘\"(])")
_BREACH = re.compile(
    r"\b(?:is|are|was|were|be|been|being|constituted?|represents?|amount(?:s|ed)? to) (?:therefore )?(?:a |an |"
    r"in |also |in continued |a continued |a further )*"
    r"breach(?:es|ed)?\b|\bin breach of\b|\b(?:found|identified|was|were|had)\s*(?:a |an |one |two |three |"
    r"four |five |six |seven |"
    r"eight |nine |ten |\d+ |further |new |several |multiple |the following )*breach(?:es)?\b|\bbreach(?:es|"
    r"ed)? (?:of|in)\b.*\bregulation|\b(?:which|this|and|that) breach(?:ed|es) (?:the )?regulations?\b",
    re.IGNORECASE,
)
_NO_BREACH = re.compile(
    r"\bno longer in breach\b|\bnot (?:in|a) breach\b|\bno breach|\bany breach|\bif .{0,60}breach|"
    r"\bno longer a breach\b|"
    r"\bwas in breach .{0,80}\b(?:last|previous)\b|\bhad been in breach\b|\bfind a breach\b|"
    r"\bbreach(?:es)? (?:of|in) (?:confidentiality|security|data|policy|"
    r"the policy|trust|information|the peace)\b|\bdata breach|\bwould be (?:a |in )breach|\bmet the breach|"
    r"\brisk of breach|\b(?:we|inspectors|cqc) did not (?:find|identify|see)\b.{0,90}\bbreach|"
    r"\bwithout (?:a |any )?breach",
    re.IGNORECASE,
)
# Files that lose spaces lose them here too: "abreach of", "identifiedbreaches".
_GLUED = re.compile(
    r"\b(a|an|in|of|no|the|was|were|had|found|identified|further|multiple)(breach(?:es|ed)?)\b", re.IGNORECASE
)
_BACK_REFERENCE = re.compile(r"^(?:This|That|These|It|Which|Both|They)\b", re.IGNORECASE)
_RECOMMEND = re.compile(
    r"^(?:however,? |therefore,? )?(?:(?:we|cqc|inspectors|(?:our|the inspection) team) "
    r"(?:also |have |would |strongly |therefore )*recommend(?:s|ed)?\b(?!ation)|"
    r"our recommendation (?:is|to the \w+ is)\b|"
    r"it is (?:also )?recommended that the (?:trust|provider|service|hospital|registered)\b)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\bmade (?:a|one|two|three|four|\d+|several|some) recommendations?\b|\bspecial measures\b|"
    r"\brecommended to (?:NHS|the Secretary|Monitor)|\bwe recommended (?:at|in|that nhs)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:issued|served|serve|serving|issue|gave|sent|given|received)\b[^.]{0,120}\bwarning notices?\b|"
    r"\bwarning notices?\b[^.]{0,80}\b(?:was|were|has been|have been) (?:issued|served)\b",
    re.IGNORECASE,
)
_IMPOSED = re.compile(
    r"\b(?:imposed?|placed|added|set|issued|varied)\b[^.]{0,80}\bconditions?\b[^.]{0,80}\b(?:registration|section 31|"
    r"provider|trust)\b"
    r"|\bsection 31\b[^.]{0,80}\b(?:notice|conditions?)\b|\bconditions? (?:was|were|have been|"
    r"has been) (?:imposed|placed)\b",
    re.IGNORECASE,
)
_NOT_NEW = re.compile(
    r"\b(?:considering|letter of intent|whether to|possible|removed|lifted|(?:were|been|was|had|now) met|complied|"
    r"no longer|withdrawn|since we|"
    r"had (?:been )?(?:issued|served|imposed)|previous|last inspection|"
    r"earlier|in response to the|did not issue|not issued|would|(?-i:may)|could|can)\b",
    re.IGNORECASE,
)


_DUE_BY = re.compile(r"\b(?:by|before|until|no later than)\b", re.IGNORECASE)
# The sentence after the one that tells of a notice: "It has to be met no later than 30 October 2016."
_DUE = re.compile(
    r"^(?:The|This|That|It|They|These|We)\b[^.]{0,120}\b(?:must|has to|have to|had to|needs? to|required|"
    r"(?:is|are|was) to|gave|deadline|due)\b[^.]{0,160}\b(?:by|before|until|no later than|is|was|on)\b",
    re.IGNORECASE,
)


class ProseReader:
    """Reads the narrative blocks of one section."""

    def __init__(self, reading: Reading, section: Section) -> None:
        self.reading = reading
        self.section = section
        self.narrated: list[Finding] = []
        self.vague: list[Finding] = []

    def read(self) -> None:
        """Finds what a narrative section says; must and should in prose are not actions and are passed over."""
        blocks = self.section.blocks
        index = 0
        previous = ""
        while index < len(blocks):
            block = blocks[index]
            raw = " ".join(line.text for line in block.lines).replace("\u00ad ", "")
            if not (any(word in raw for word in _INTEREST) or raw.rstrip().endswith(":")):
                previous = raw
                index += 1
                continue
            text = block.text(self.reading.joiner)
            bullets = self._bullets(blocks, index) if text.endswith(":") else []
            if not bullets and stem_level(text):
                bullets = listed_under(block, blocks[index + 1 :], self.reading.joiner)
            if bullets:
                self._list(text, previous, bullets)
            elif self.section.kind != "previous":
                self._sentences(block, text, previous)
            previous = text
            index += 1 + len(bullets)

    def _bullets(self, blocks: list[Block], index: int) -> list[Block]:
        out: list[Block] = []
        for block in blocks[index + 1 :]:
            text = block.text(self.reading.joiner)
            low = text[:1].islower() and not block.lines[0].gap
            if not (block.glyph or low):
                break
            out.append(block)
        return out

    def _list(self, stem: str, previous: str, bullets: list[Block]) -> None:
        """A list in the narrative: musts under "we told the trust it must:", conditions, failings; or only prose."""
        old = is_earlier(stem, self.reading.since) or self.section.kind == "previous"
        level = stem_level(stem)
        if _RECOMMEND.match(stem) and not old:
            for block in bullets:
                text = f"{stem.rstrip(' :')} {block.text(self.reading.joiner)}"
                self._add(block, "recommendation", untrailed(text), cited(text, self.reading.default))
        elif level and not old:
            read_stemmed(self.reading, stem, level, bullets, self.section.heading, self.section.context)
        elif (
            (found := stem_of(stem))
            and not old
            and not is_quoted(stem)
            and re.search(r"\b(?:told|must|required)\b", stem, re.IGNORECASE)
        ):
            section = Section("areas", stem, bullets, self.section.context, bullets[0].page)
            inner = ListReader(self.reading, section)
            inner.stem, inner.level = found, "should" if found.modal == "should" else "must"
            inner.read()
        elif found and old:
            self.reading.notes.append(f"A list of actions from an earlier inspection was not taken as new: “{stem}”")
        else:
            for block in bullets:
                self._sentences(block, block.text(self.reading.joiner))

    def _sentences(self, block: Block, text: str, previous: str = "") -> None:
        parts = _SENTENCE.split(text)
        told = _SENTENCE.split(previous)[-1] if block.bold and _BACK_REFERENCE.match(text) else ""
        for index, part in enumerate(parts):
            before = parts[index - 1] if index else told  # in bold: "This was a breach of …"
            if "breach" in part.lower() and not _ISSUED.search(part):
                self._breach(block, part, before)
            elif _RECOMMEND.search(part) and not _ANNOUNCED.search(part):
                self._add(block, "recommendation", part, cited(part, self.reading.default))
            elif not _NOT_NEW.search(part) and not PREVIOUS.search(part):
                self._enforcement(block, part, parts[index + 1] if index + 1 < len(parts) else "")

    def _enforcement(self, block: Block, part: str, after: str) -> None:
        level: Level | None = (
            "warning_notice" if _ISSUED.search(part) else "condition" if _IMPOSED.search(part) else None
        )
        if level is None:
            return
        due = dates_in(part) and _DUE_BY.search(part)
        if not due and _DUE.search(after) and dates_in(after):
            part = f"{part} {after}"
        days = dates_in(part) if _DUE_BY.search(part) else []
        printed = WRITTEN.search(part) if days else None
        found = self._finding(block, level, part, cited(part, self.reading.default))
        self.narrated.append(
            replace(found, deadline=days[-1] if days else None, deadline_printed=printed.group() if printed else None)
        )

    def _breach(self, block: Block, part: str, before: str) -> None:
        part = _GLUED.sub(r"\1 \2", part)
        if not _BREACH.search(part) and "breaches" not in part.lower():
            return
        if _NO_BREACH.search(part) or PREVIOUS.search(part) or (PREVIOUS.search(before) and not cited(part)):
            return
        regulations = cited(part, self.reading.default)
        subjects = () if regulations else by_subject(_after_breach(part), self.reading.default)
        said = f"{before} {part}" if before and _BACK_REFERENCE.match(part) else part
        if regulations or subjects:
            self._add(block, "breach", said, regulations or subjects)
        else:
            self.vague.append(self._finding(block, "breach", said, ()))

    def _add(self, block: Block, level: Level, text: str, regulations: tuple[Regulation, ...]) -> None:
        self.reading.findings.append(self._finding(block, level, text, regulations))

    def _finding(self, block: Block, level: Level, text: str, regulations: tuple[Regulation, ...]) -> Finding:
        context = self.section.context
        inferred: list[Inference] = []
        if context.key_question:
            inferred.append(Inference("key_question", "it stands in the part of the report about this key question"))
        if context.service:
            inferred.append(Inference("service", "it stands in the part of the report about this service"))
        return Finding(
            level=level,
            text=sentence(text),
            quote=text,
            page=block.page,
            rects=block.rects,
            service=context.service,
            trust_wide=context.trust_wide,
            location=context.location,
            key_question=context.key_question,
            regulations=regulations,
            section=self.section.heading or None,
            inferred=tuple(inferred),
        )


def _after_breach(text: str) -> str:
    """The words after "breach…": subjects before it belong to something else."""
    at = text.lower().rfind("breach")
    return re.sub(r"\b(to|of|in|and)(?=[a-z]{4,})", r"\1 ", text[at:]) if "relation to" in text[at:] else text[at:]
