"""Patterns that tell items, explanations, stems and remarks of lists apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.model import Level

LEVEL_OF: dict[str, Level] = {
    "must": "must",
    "should": "should",
    "good_practice": "good_practice",
    "outstanding_practice": "outstanding_practice",
    "recommendations": "recommendation",
    "conditions": "condition",
}
PREVIOUS = re.compile(
    r"\b(?:last|previous|earlier|prior|our \d{4}|the \d{4}) (?:comprehensive |focused |"
    r"core service )?(?:inspections?|visits?|reports?|assessments?)\b"
    r"|\b(?:last|when we|since we) (?:inspected|visited|assessed|rated|reported)\b"
    r"|\bpreviously\b|\b(?:at|after|following|during|in|from) (?:our|the|that|"
    r"an) (?:[\w ]{0,25})?inspection (?:in|of|on|dated) "
    r"|\bat (?:that|the) time\b|\bwe had (?:told|issued|required)\b|\bin (?:\w+ )?20\d\d,? we (?:told|issued|"
    r"required|said)\b",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"^(?:none|n/?a|no (?:areas?|actions?|examples?|breaches|outstanding|good|requirement)|there (?:are|were|"
    r"is|was) no|not applicable|nil"
    r"|we (?:did not|saw no|found no|have not)|nothing)\b",
    re.IGNORECASE,
)
PRACTICE_INTRO = re.compile(
    r"^(?:we|inspectors|the inspection team) (?:also )?(?:found|saw|identified|noted)\b.{0,80}\b(?:outstanding|"
    r"good|notable|innovative) practice\b(?:.{0,120}|[^.:]{0,200}\.\s+"
    r"(?:for (?:more|further)|see|more|you can|these|this is|details?)\b[^:]{0,160})$",
    re.IGNORECASE,
)
ONLY_REGULATION = re.compile(r"^\(?\s*(?:HSCA\s+|CQC\s+)?Reg(?:ulation)?s?\b[\w\s(),&.:;–-]{1,160}$")
EXPLAINED = re.compile(
    r"^(?:where (?:it|we) says? )?[“\"]?(?:a )?(?:must|should)[”\"]? (?:means|is something|"
    r"indicates|refers)\b",
    re.IGNORECASE,
)
TABLE_HEAD = re.compile(
    r"^(?:no|ref|number|reference|item|id|#|actions?|actions? required|what|requirements?|regulations?|reg|"
    r"regulation breached|"
    r"service|core service|key question|location|ward|area|page|deadline|by when|must|should|findings?|"
    r"what (?:must|should|needs to) (?:be done|change|happen|improve))\s*[.:]?$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^[A-Z]{0,3}\d{1,3}\s+(?=[A-Z][a-z]+\s)")
OBLIGES = re.compile(r"\b(?:ha(?:s|ve) to|needs? to|(?:is|are) required to|(?:is|are) to)\b", re.IGNORECASE)
# The verb of the sentence itself: no clause may have begun before it.
OWN_MODAL = re.compile(
    r"^[A-Z](?:(?!\b(?:that|which|who|whom|whose|what|when|where|if|how|because|so|say|says|state|states)\b)[^.;:])"
    r"{1,90}?\b(?P<modal>(?i:must|should))\b"
)
INNER_BULLET = re.compile(r"(?:^|\s)[•●▪■‣◦○►➢\uf0b7\uf0a7]\s+")
INNER_LIST = re.compile(r"^(?P<stem>[^:;]{3,200}\b(?:must|should)\b[^:;.]{0,60}:)\s+(?P<items>[^;]+;.+)$", re.DOTALL)
SENTENCE_ITEM = re.compile(r"(?<=[.)])\s+(?=(?:The|This) [\w’' -]{2,45}? (?:must|should)\b)")
_CONDITION_STEM = re.compile(
    r"\bconditions?\b[^.]*:$|\bimposed\b[^.]*\bconditions?\b.*:$|\bsection 31\b.*:$", re.IGNORECASE | re.DOTALL
)
_WARNING_STEM = re.compile(r"\bwarning notices?\b.*:$", re.IGNORECASE | re.DOTALL)


def listed_under(stem: Block, following: Sequence[Block], joiner: Joiner) -> list[Block]:
    """The items of the list a stem announces: bulleted, else set in or worded like items; up to the next heading."""
    out: list[Block] = []
    for block in following:
        text = block.text(joiner)
        if block.kind or text.endswith(":"):
            break
        bare = not (out and out[0].glyph) and (
            text[:1].islower() or (OWN_MODAL.match(text) is not None) or block.body_x > stem.body_x + 8
        )
        if not (block.glyph or (bare and text.endswith((".", ";", ",", ")", " and")))):
            break
        out.append(block)
    return out


def asks(text: str) -> bool:
    """Whether a paragraph between bulleted items is an item: what the provider must do, or any must with its source."""
    return OWN_MODAL.match(text) is not None and (text.startswith(("The ", "This ")) or "egulation" in text)


def stem_level(text: str) -> Level | None:
    """What a list announces: conditions, or the failings of a warning notice; ``None`` for anything else."""
    if not text.endswith(":"):
        return None
    if _CONDITION_STEM.search(text):
        return "condition"
    return "warning_notice" if _WARNING_STEM.search(text) else None
