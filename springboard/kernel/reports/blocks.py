"""Groups lines into blocks: a heading, a paragraph, a list item, a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from springboard.kernel.reports.block import Block, begins_group, heading_like, styled_apart, titled
from springboard.kernel.reports.glyphs import LONE, glyphs_moved_on, glyphs_placed
from springboard.kernel.reports.group_names import names_group
from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.lines import SOFT, Line, PageLines, split_bullet
from springboard.kernel.reports.measures import Measures
from springboard.kernel.reports.wording import is_instruction

_ENDED = re.compile(r"[.;:?!][)\]”’\"']*$|\)[.;]?$|[.;]\s*and$")
_ACTOR_MODAL = re.compile(
    r"^(?:[A-Z][\w’'/&-]*(?: [\w’'/&,-]+){0,7}? (?i:must|should)\b|(?:Ensure|Review|Improve|Consider|Continue|"
    r"Make sure|Provide)\b)"
)
_CITING_ENDS = ("egulation", "egulations", "Reg", "Regs", "Reg.", "Regs.", "ection")
_CITING = re.compile(r"\S\s*\b(?:[Rr]egulations?|Regs?\.?|[Ss]ection)$")
_ACT = re.compile(
    r"^(?:(?:and )?(?:Social )?Care Act 20\d\d|\(?Regulated Activities\)|\(RA\)|Act 20\d\d|Regulations 20\d\d|"
    r"Health and Social Care Act)"
)
_PARAGRAPHS = re.compile(r"^\((?:\d|[a-z])\)")
_NUMBERED_CITATION = re.compile(r"\bReg(?:ulation|s|\.)?s? \d{1,2}A?\s?(?:\(\w{1,3}\)\s?)*$", re.IGNORECASE)
_DANGLING = frozenset(["the", "of", "a", "an", "to", "in", "for", "with", "by", "on", "at", "from", "that"])
_CITATION_BEGINS = re.compile(r"[a-z(\d]|Regulations?\b|Health and Social|Act\b")
_SAID = frozenset(["was", "were", "is", "are", "had", "has", "have", "that", "did", "this", "we", "they", "our", "not"])
_BROKEN_NAME = (" and", " or", " of", " for", " with", " a", " adults")
_BEGUN = re.compile(r"^(?:is|are|was|were|has|have|had|and|or|for|of|with|at|in)\b")
_LISTED = re.compile(r";(?:\s*(?:and|or))?$")
_CITED = re.compile(r"\)[.;,]?(?:\s*and)?$")


def blocks_of(pages: Iterable[PageLines]) -> list[Block]:
    """All blocks of the report, in reading order; a block may run over a page break."""
    out: list[Block] = []
    pages = list(pages)
    rings = [line for page in pages for line in page.lines if line.text == "o"]
    for line in rings if len(rings) > 1 else []:
        line.text = "○"  # the letter drawn as a bullet, on a line of its own
    for page in pages:
        lines = glyphs_placed(glyphs_moved_on(page.lines))
        measures = Measures(lines)
        for line in lines:
            if out and _belongs(out, line, measures):
                out[-1].lines.append(line)
                continue
            out.append(_started(line))
    for block in out:
        _named_whole(block)
    return _lone_resolved(out)


def _belongs(out: list[Block], line: Line, measures: Measures) -> bool:
    if _runs_on(out[-1], line, measures):
        return True
    if out[-1].glyph and len(out) > 1:
        out[-1].column = bool(out[-2].glyph) and not out[-2].first and len(out[-2].lines) == 1
    return _same_block(out[-1], line, measures) and not _ends_as_before(out, line)


def _ends_as_before(out: list[Block], line: Line) -> bool:
    """In a list in small letters without bullets: this item breaks off with the comma or "and" the last one had."""
    last = out[-1].lines[-1].text
    if len(out) < 2 or not last.endswith((",", " and")) or not line.text[:1].islower() or out[-1].glyph:
        return False
    before = out[-2]
    alike = before.lines[-1].text.endswith(last[-1]) and abs(before.body_x - out[-1].body_x) < 2
    listed = not before.glyph and before.first[:1].islower() and is_instruction(before.first)
    begun = before.lines[-1].text.endswith(":") and out[-1].first[:1].islower() and last.endswith(",")
    return (begun or (alike and listed)) and is_instruction(out[-1].first) and is_instruction(line.text)


def _named_whole(block: Block) -> None:
    """A heading over two or three lines is known only when all of it is there."""
    if block.kind is None and not block.glyph and 2 <= len(block.lines) <= 3:
        words = " ".join([block.first, *(line.text for line in block.lines[1:])])
        if len(words) < 120 and not _ENDED.search(block.lines[0].text):
            block.kind = heading_kind(words)


def _started(line: Line) -> Block:
    glyph, rest = split_bullet(line.text)
    if glyph and not rest and not LONE.match(line.text.strip()):
        glyph, rest = "", line.text  # a bare number or letter is no bullet
    kind = heading_kind(rest if glyph and glyph[0].isdigit() else line.text)
    if kind:
        glyph, rest = "", line.text
    elif glyph[:1].isdigit() and (titled(line, rest) or names_group(rest)):
        glyph = ""  # a numbered heading
    return Block([line], glyph, rest, kind, line.x0, line.x0)


def _runs_on(block: Block, line: Line, measures: Measures) -> bool:
    """Most lines of a report, seen at once: small letters straight below a line of the block that broke off in a word.

    Whatever is true here :func:`_same_block` would say too, only later.
    """
    last, text = block.lines[-1], line.text
    if not (text[:2].isalpha() and text[0].islower() and last.text[-1:].isalpha()) or block.kind is not None:
        return False
    if not (block.glyph and block.first) and (block.first[:1].islower() or not _begun_sentence(block)):
        return False
    if line.size <= 0 or line.size != last.size or line.bold != last.bold or line.page != last.page:
        return False
    if not 2 <= line.y0 - last.y0 <= 1.28 * measures.pitch * line.size or line.x0 > last.x1 + 20:
        return False
    return not (last.text.endswith((" and", " or")) or ")" in text[:6] or "." in text[:6])


def _begun_sentence(block: Block) -> bool:
    """Whether a block is too long, or says too much, to be the name of a service."""
    return len(block.lines) > 2 or not _SAID.isdisjoint(block.first.split())


def _same_block(block: Block, line: Line, measures: Measures) -> bool:
    last = block.lines[-1]
    text = line.text
    if last.text.endswith(SOFT):
        return True
    if len(block.lines) == 1 and block.glyph and not block.first:
        return not LONE.match(text.strip())
    if _cites_on(block, last, text):
        return True
    if _is_new_item(text) or _after_group(block, text):
        return False
    if block.kind and block.kind != "definition":
        return _heading_goes_on(block, line)
    return _completes_heading(block, line) or (not heading_kind(text) and _goes_on(block, last, line, measures))


def _completes_heading(block: Block, line: Line) -> bool:
    """Whether only this line makes a heading of the short lines before it: "Actions that the trust" + "MUST take"."""
    last = block.lines[-1]
    if block.glyph or len(block.lines) > 2 or len(last.text) > 70 or len(line.text) > 60 or line.page != last.page:
        return False
    alike = abs(line.size - last.size) < 0.2 and line.bold == last.bold
    near = 0 < line.y0 - last.y0 < 1.9 * line.size if line.size else not line.gap
    if not (alike and near) or _ENDED.search(last.text):
        return False
    both = " ".join([block.first, *(w.text for w in block.lines[1:]), line.text])
    if heading_kind(both) not in {None, "other"}:
        return True
    named = (line.bold and last.bold) or " – " in both or both.isupper() or last.text.lower().endswith(_BROKEN_NAME)
    return (
        named
        and names_group(both)
        and (not names_group(both[: -len(line.text) - 1]) or last.text.lower().endswith((" and", " or")))
    )


def _cites_on(block: Block, last: Line, text: str) -> bool:
    """Whether a line goes on with a citation: "… Regulation" + "11 HSCA", or a bracket that is still open."""
    if last.text.endswith(_CITING_ENDS) and _CITING.search(last.text) and last.cells == 1:
        return bool(re.match(r"[\d(]", text))
    if text.startswith("(") and text[1:2].isalpha() and _NUMBERED_CITATION.search(last.text):
        return True  # the title: "Regulation 13" + "(Safeguarding …)"
    if _ACT.match(text) or (_PARAGRAPHS.match(text) and _NUMBERED_CITATION.search(last.text)):
        return not _ENDED.search(last.text) or text.startswith("(")
    if not _CITATION_BEGINS.match(text) or _is_new_item(text):
        return False
    latest = " ".join(line.text for line in block.lines[-2:])
    opened = latest.rfind("(Reg") if "(Reg" in latest else latest.rfind("[Reg")
    return opened >= 0 and latest.count("(", opened) + latest.count("[", opened) > latest.count(
        ")", opened
    ) + latest.count("]", opened)


def _after_group(block: Block, text: str) -> bool:
    """Whether an item in small letters begins under a service's name, which is whole without it."""
    if not text[:1].islower() or block.glyph or len(block.lines) > 2:
        return False
    name = " ".join(line.text for line in block.lines)
    return names_group(name) and not names_group(f"{name} {text}") and not _BEGUN.match(text)


def _is_new_item(text: str) -> bool:
    glyph, rest = split_bullet(text)
    if not glyph:
        return False
    if glyph in "-–—" and rest[:1].islower() and len(rest) > 0:
        return True
    return bool(rest) or bool(LONE.match(text.strip()))


def _heading_goes_on(block: Block, line: Line) -> bool:
    last = block.lines[-1]
    alike = abs(line.size - last.size) < 0.2 and line.bold == last.bold and line.page == last.page
    near = not line.size or line.y0 - last.y0 < 1.7 * line.size
    both = " ".join([*(w.text for w in block.lines), line.text])
    return alike and near and line.text[:1].islower() and len(line.text) < 60 and heading_kind(both) == block.kind


def _goes_on(block: Block, last: Line, line: Line, measures: Measures) -> bool:
    """Whether a line without a bullet goes on with the block, by punctuation first and geometry then."""
    ended = bool(_ENDED.search(last.text))
    upper = not line.text[:1].islower()
    grouped = ended and upper and begins_group(line.text)
    if grouped or _begins_item(block, last, line, ended) or _next_in_column(block, last, line, measures):
        return False
    if last.text.rpartition(" ")[2] in _DANGLING and not line.gap and abs(last.size - line.size) < 0.3:
        return True
    if not line.size or not last.size:
        return _goes_on_plain(block, last, line, measures, ended, upper)
    if styled_apart(last, line) and (upper or abs(line.size - last.size) > 0.15 * last.size):
        return False
    if line.page != last.page or line.y0 < last.y0 - 2:
        return _over_jump(block, line, ended, upper)
    return _goes_on_below(block, last, line, measures, ended, upper)


def _begins_item(block: Block, last: Line, line: Line, ended: bool) -> bool:
    """In lists without bullets: "…; and" or "…)" before, or "The trust must" and "Ensure" after a full stop."""
    if block.glyph and not (block.column and LONE.match(block.lines[0].text.strip())):
        return False
    if ended and _ACTOR_MODAL.match(line.text):
        return True
    if ended and is_instruction(line.text) and last.text.endswith("."):
        return True
    listed = bool(_LISTED.search(last.text)) or (bool(_CITED.search(last.text)) and is_instruction(line.text))
    if block.column and last.text.endswith((",", " and")) and line.text[:1].islower():
        listed = listed or is_instruction(line.text)
    return listed and (not block.glyph or block.column)


def _next_in_column(block: Block, last: Line, line: Line, measures: Measures) -> bool:
    """Items in small letters without bullets: the line before broke off although there was room."""
    if block.glyph or not line.text[:1].islower() or not is_instruction(line.text):
        return False
    if last.text.endswith(":"):
        return True
    return block.first[:1].islower() and is_instruction(block.first) and measures.fits_column(last, line)


def _goes_on_below(block: Block, last: Line, line: Line, measures: Measures, ended: bool, upper: bool) -> bool:
    """The same question for the next line down in one column."""
    if abs(line.y0 - last.y0) < 2:
        return line.cells == 1 and last.cells == 1
    if line.x0 > last.x1 + 20 or (last.text.endswith(":") and not block.glyph and line.x0 > block.body_x + 8):
        return False
    if upper and last.cells > 1 and line.cells == 1 and line.x0 < block.body_x - 40:
        return False  # under a table's row, back at the margin
    if line.y0 - last.y0 > 1.28 * measures.pitch * max(line.size, 1):
        return not ended and not upper
    outdented = line.x0 <= block.indent + 1 and (block.indent + 1 < _text_x(block) or line.text.endswith(":"))
    if block.glyph and upper and ended and outdented:
        return False
    return not (upper and measures.fits(last, line) and (ended or not block.glyph))


def _text_x(block: Block) -> float:
    return block.lines[1].x0 if len(block.lines) > 1 else block.indent


def _over_jump(block: Block, line: Line, ended: bool, upper: bool) -> bool:
    """Over a page or column break: the sentence goes on, or the item's next sentence in the item's own indent."""
    if not ended:
        return not upper or not heading_like(line)
    hanging = len(block.lines) > 1 and block.lines[1].x0 > block.indent + 3
    return bool(block.glyph) and hanging and abs(line.x0 - block.lines[1].x0) < 2 and line.page != block.page


def _goes_on_plain(block: Block, last: Line, line: Line, measures: Measures, ended: bool, upper: bool) -> bool:
    if line.gap:
        return not ended and not upper and bool(last.text) and not block.kind
    if not upper:
        return not (ended and last.text.endswith(":"))
    if ended and last.text.endswith((":", ";")):
        return False
    return not measures.fits(last, line)


def _lone_resolved(blocks: list[Block]) -> list[Block]:
    """Glyphs on lines of their own: each takes the next text; a column of n glyphs takes the next n texts."""
    out: list[Block] = []
    owed: list[str] = []
    for block in blocks:
        if block.glyph and not block.first and len(block.lines) > 1:
            block.lines = block.lines[1:]
            block.first = block.lines[0].text
        if block.glyph and not block.first:
            owed.append(block.glyph)
            continue
        if owed and block.kind is None and not block.glyph:
            block.glyph = owed.pop(0)
        elif block.kind is not None:
            owed = []
        out.append(block)
    return out
