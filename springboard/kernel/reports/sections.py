"""Divides the report into sections and keeps track of which service and key question is being written about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.contents import contents_of
from springboard.kernel.reports.group_names import ASIDE, CONTINUED, DURING, OF_CHAPTER, names_group, of_provider
from springboard.kernel.reports.headings import is_trust_wide, squeezed, template_kind
from springboard.kernel.reports.hearsay import asks_nothing
from springboard.kernel.reports.lines import Joiner, Place
from springboard.kernel.reports.list_places import asks_provider, is_listed, items_at, obliges, places_of_lists
from springboard.kernel.reports.list_words import ONLY_REGULATION, OWN_MODAL, stem_level
from springboard.kernel.reports.measures import usual_size
from springboard.kernel.reports.model import KeyQuestion
from springboard.kernel.reports.notice_words import HEADER
from springboard.kernel.reports.wording import stem_of
from springboard.kernel.vocabulary import key_question_named, rating_named, service_named

ACTION_KINDS = frozenset({"must", "should", "areas"})
LIST_KINDS = ACTION_KINDS | {"good_practice", "outstanding_practice", "recommendations", "conditions"}
TABLE_KINDS = frozenset({"requirement_notices", "enforcement"})
# Kinds that a heading in words of its own may open: it has to look like a heading then.
_BY_FEATURES = frozenset(
    {"must", "should", "areas", "previous", "requirement_notices", "good_practice", "outstanding_practice"}
)
_QUESTION = re.compile(
    r"^(?:are(?:the|these)?(?:core)?services?(?:(?:at|in|for|of|by|from|provided)\w{2,40}?)?|"
    r"is(?:the|this)?\w{0,14}?|isit)?(safe|effective|caring|responsive|wellled)$"
)


@dataclass(slots=True)
class Context:
    """What is being written about at a point of the report."""

    service: str | None = None
    trust_wide: bool = False
    location: str | None = None
    key_question: KeyQuestion | None = None


@dataclass(slots=True)
class Section:
    """A heading and the blocks under it, with what they are about."""

    kind: str
    heading: str
    blocks: list[Block] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    page: int | None = None
    size: float = 0.0


def question_of(text: str) -> KeyQuestion | None:
    """The key question a heading asks, whatever its form and spacing."""
    match = _QUESTION.match(squeezed(text)) if len(text) < 60 else None
    return key_question_named(match.group(1).replace("wellled", "well led")) if match else None


class Sectioner:
    """Walks the blocks once; see :func:`divided`."""

    def __init__(self, joiner: Joiner, body: float, report_service: str | None, since: date | None = None) -> None:
        self.joiner = joiner
        self.since = since  # the first day of the inspection
        self.body = body
        self.context = Context(service=report_service)
        self.sections: list[Section] = [Section("front", "", context=Context(service=report_service))]
        self.chapters: dict[Place, Context] = {}
        self.report_service = report_service
        self.chapter_size = 0.0
        self.chapter_asks = False
        self.lists_repeat = False  # there are several lists of must-dos: one for each part
        self.entries: set[int] = set()  # blocks of the list of contents: nothing in it opens anything
        self.bare_items = False  # the items of the list that only its stem opened have no bullets
        self.resumed: Section | None = None  # what goes on after a list that only its stem opened

    @property
    def current(self) -> Section:
        """The section being filled."""
        return self.sections[-1]

    def add(self, block: Block, following: list[Block], index: int) -> None:
        """Files a block: opens a section, or goes into the current one."""
        kind = block.kind
        if kind in _BY_FEATURES and not self._stands_out(block) and template_kind(block.text(self.joiner)) is None:
            kind = block.kind = None  # a line of running text that holds the same words
        if index in self.entries:
            self._open_contents(block)
            return
        if self.resumed is not None and (kind or not self._in_list(block)):
            self._resume(block)
        if self._opens_list(block, following) or self._bare_list(block, following):
            self._open_list(block)
            return
        text = block.text(self.joiner) if kind or self._stands_out(block) else ""
        question = question_of(text) if text else None
        if kind == "definition":
            self._definition(block)
        elif question and not (self.current.kind in LIST_KINDS and kind != "question"):
            self.context.key_question = question
            self.chapter_asks = True
            self._open("question", block, text)
        elif kind and not question:
            self._known(kind, block, text)
        elif text and (self._is_chapter(block, text) or self._begins_part(block, following)):
            self._chapter(block, text)
        elif text and self._ends_list(block):
            self._open("other", block, text)
        else:
            self.current.blocks.append(block)

    def _open_contents(self, block: Block) -> None:
        if self.current.kind != "contents":
            self.resumed = None
            self._open("contents", block, "")
        self.current.blocks.append(block)

    def _opens_list(self, block: Block, following: list[Block]) -> bool:
        """A stem ("The trust must:") with no heading over it, and under it bullets, or a service's name and bullets."""
        if block.glyph or block.kind or self.current.kind in LIST_KINDS | {"contents"} or not following:
            return False
        last = block.lines[-1].text.rstrip()
        if not last.endswith((":", "must", "should", "MUST", "SHOULD", ")")):
            return False
        text = CONTINUED.sub("", block.text(self.joiner))
        if not text.endswith((":", "must", "should", "MUST", "SHOULD")) or len(text) > 260:
            return False
        if stem_of(text) is None or stem_level(text) or asks_nothing(text, self.since):
            return False
        if self.current.kind == "previous" and not (block.size and self._stands_out(block)):
            return False
        first = next((b for b in following if not self._is_group(b)), None)
        self.bare_items = first is not None and not is_listed(first, self.joiner) and obliges(first, self.joiner)
        return first is not None and (is_listed(first, self.joiner) or self.bare_items)

    def _bare_list(self, block: Block, following: list[Block]) -> bool:
        """Items of what the provider must do, under a heading no template has and without a stem."""
        if self.current.kind in LIST_KINDS | TABLE_KINDS | {"previous", "contents"} or block.kind or not following:
            return False
        if not items_at(block, following[0], self.joiner):
            return False
        above = next((b for b in reversed(self.current.blocks) if not b.glyph), None)
        lead = above.text(self.joiner) if above is not None else self.current.heading
        if stem_level(lead):
            return False  # conditions, or failings of a notice
        self.bare_items = not block.glyph
        return not asks_nothing(f"{self.current.heading} {lead[-400:]}", self.since)

    def _open_list(self, block: Block) -> None:
        held = self.current
        self._open("areas", block, held.heading if held.kind in LIST_KINDS else block.text(self.joiner))
        self.current.blocks.append(block)
        self.resumed = held

    def _in_list(self, block: Block) -> bool:
        """Whether a list that only its stem opened goes on: an item, a service's name, another stem, a citation."""
        text = block.text(self.joiner)
        stem = CONTINUED.sub("", text).endswith(":") and stem_of(CONTINUED.sub("", text)) is not None
        listed = is_listed(block, self.joiner) or (
            obliges(block, self.joiner) and (self.bare_items or asks_provider(text))
        )
        return listed or stem or self._is_group(block) or bool(ONLY_REGULATION.match(text))

    def _is_group(self, block: Block) -> bool:
        text = block.text(self.joiner)
        return not text.endswith((".", ";", ",")) and names_group(text)

    def _resume(self, block: Block) -> None:
        """After such a list the part of the report it stood in goes on."""
        held, self.resumed = self.resumed, None
        if held is not None:
            self.sections.append(Section(held.kind, held.heading, [], held.context, block.page, held.size))

    def _definition(self, block: Block) -> None:
        if self.current.kind not in ACTION_KINDS:
            self._open("areas", block, "")
        block.kind = None
        self.current.blocks.append(block)

    def _known(self, kind: str, block: Block, text: str) -> None:
        if kind == self.current.kind and kind in LIST_KINDS | TABLE_KINDS:
            self.current.size = max(self.current.size, block.size)
            return  # the heading repeated on a continuation page, or below the running header that spells it
        if kind == "requirement_notices" and self._heads_enforcement(text):
            return  # the words of the table, under "Enforcement actions"
        self._leave_chapter(kind, block)
        if kind in {"requirement_notices", "enforcement"} or (kind == "other" and self.current.kind == "question"):
            self.context.key_question = None if kind != "other" else self.context.key_question
        self._open(kind, block, text)

    def _heads_enforcement(self, text: str) -> bool:
        begun = sum(len(line.text) for b in self.current.blocks for line in b.lines) > 120
        return self.current.kind == "enforcement" and not begun and text.lower().startswith("action")

    def _leave_chapter(self, kind: str, block: Block) -> None:
        """A heading at least as large as the one that began a part about one service ends that part."""
        if self.context.service == self.report_service or kind == "question":
            return
        if kind == "other" and not block.size and OF_CHAPTER.match(squeezed(block.first)):
            return  # text shows no sizes, and each part of a report has these for itself
        level = block.size * (1.01 if block.bold else 1.0)
        if self.lists_repeat and kind in ACTION_KINDS and level <= 1.02 * self.chapter_size:
            return  # each part has lists of its own, in headings no larger than the part's
        ends = level >= self.chapter_size if block.size and self.chapter_size else not self.chapter_asks
        if ends:
            self.context = Context(service=self.report_service)
            self.chapters[block.lines[0].place] = self.context

    def _open(self, kind: str, block: Block, text: str) -> None:
        context = Context(self.context.service, False, self.context.location, self.context.key_question)
        if kind in LIST_KINDS | TABLE_KINDS:
            context.key_question = None
        self.sections.append(Section(kind, text, [], context, block.page, block.size))

    def _stands_out(self, block: Block) -> bool:
        """Could this block be a heading by its looks alone?"""
        if block.glyph or len(block.lines) > 3:
            return False
        if block.size and self.body:
            larger = block.size > 1.06 * self.body
            return larger or (block.bold and len(block.lines[0].text) < 110)
        return len(block.lines) == 1 and len(block.lines[0].text) < 110

    def _is_chapter(self, block: Block, text: str) -> bool:
        if DURING.match(text):
            return True
        if self.current.kind in LIST_KINDS | TABLE_KINDS | {"contents", "grid", "front"}:
            return self.current.kind in LIST_KINDS | TABLE_KINDS and self._much_larger(block)
        return len(text) < 110 and not text.endswith((".", ";", ",")) and service_named(text, loosely=False) is not None

    def _begins_part(self, block: Block, following: list[Block]) -> bool:
        """In a list: a service's name with a paragraph of the report under it, and no items."""
        if self.current.kind not in ACTION_KINDS or not self._is_group(block) or not following:
            return False
        below = following[0]
        if rating_named(below.text(self.joiner)) is not None:
            return True
        told = len(below.text(self.joiner)) > 160 and not is_listed(below, self.joiner) and below.kind is None
        text = below.text(self.joiner)
        return told and not OWN_MODAL.match(text) and (len(below.lines) > 1 or ". " in text)

    def _chapter(self, block: Block, text: str) -> None:
        during = DURING.match(text)
        name = during.group("what") if during else text
        if during or service_named(text, loosely=False):
            self.context = Context(service=name.strip(" :."))
            self.chapters[block.lines[0].place] = self.context
            self.chapter_size = block.size * (1.01 if block.bold else 1.0)
            self.chapter_asks = False
        self._open("other", block, text)

    def _much_larger(self, block: Block) -> bool:
        return bool(block.size) and block.size > 1.05 * max(self.current.size, self.body * 1.05)

    def _ends_list(self, block: Block) -> bool:
        """A heading larger than the section's own heading ends the section; a table's header cells never do."""
        if self.current.kind in TABLE_KINDS and HEADER.match(block.text(self.joiner)):
            return False
        return self.current.kind in LIST_KINDS | TABLE_KINDS | {"previous"} and self._much_larger(block)


def divided(
    blocks: list[Block], joiner: Joiner, report_service: str | None, since: date | None = None
) -> tuple[list[Section], dict[Place, Context]]:
    """The report's sections in order, and at which line (by its place) a part about another service begins.

    The first section has kind ``front``: everything before the first known heading.
    """
    sectioner = Sectioner(joiner, usual_size(line for block in blocks for line in block.lines), report_service, since)
    sectioner.entries = contents_of(blocks)
    sectioner.lists_repeat = places_of_lists(blocks, sectioner.entries, joiner) > 1
    for index, block in enumerate(blocks):
        sectioner.add(block, blocks[index + 1 : index + 4], index)
    return sectioner.sections, sectioner.chapters


def group_of(text: str, context: Context) -> Context | None:
    """The context a group heading inside a list sets; ``None`` when the text is no such heading's kind."""
    bare = CONTINUED.sub("", text.strip(" :.–-")).strip(" :.–-")
    question = question_of(bare)
    if question:
        return Context(context.service, context.trust_wide, context.location, question)
    aside = ASIDE.match(bare)
    name = bare[aside.end() :] if aside else bare
    if service_named(short := of_provider(name), loosely=False):
        name = short
    if is_trust_wide(bare) or is_trust_wide(name):
        return Context(None, True)
    service = service_named(name, loosely=False) or service_named(name)
    current = service_named(context.service) if context.service else None
    if service and (current is None or service.code != current.code or not aside):
        return Context(name)
    if re.search(r"\b(?:services?|wards|teams|care|pathway|division|directorate)\b", name) and not aside:
        return Context(name)
    return Context(context.service, context.trust_wide, name, None)
