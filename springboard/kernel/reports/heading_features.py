"""Headings of sections in words no template has: told by what they speak of, not by how they are worded."""

from __future__ import annotations

import re

# Quick look: a heading this module knows begins with one of these words.
_FIRST = frozenset(
    [
        *("action", "actions", "area", "areas", "breaches", "change", "changes", "essential", "examples", "findings"),
        *("further", "improvement", "improvements", "innovation", "key", "legal", "matters", "must", "musts", "our"),
        *("outstanding", "previous", "recommended", "recommendations", "regulatory", "required", "requirement"),
        *("requirements", "should", "shoulds", "steps", "things", "this", "urgent", "what", "where"),
    ]
)
_ACTED = frozenset(
    [
        *("action", "actions", "area", "areas", "improvement", "improvements", "improve", "improved", "change"),
        *("changes", "requirement", "requirements", "do", "dos", "steps", "things", "matters", "recommendations"),
        *("musts", "shoulds"),
    ]
)
_BEFORE = frozenset(["last", "previous", "earlier", "prior"])
_VISITS = frozenset(["inspection", "inspections", "visit", "visits", "report", "reports", "assessment"])
_ASKED = _ACTED | {"breach", "breaches", "notice", "notices", "told", "asked"}
_NEED = frozenset(["need", "needs", "needed", "required", "requiring"])
# No heading of ours speaks of these: a sentence, or what another thing is called.
_NOT_A_HEADING = frozenset(
    [
        *("ensure", "was", "were", "has", "have", "had", "told", "they", "it", "staff", "patients", "people"),
        *("because", "not", "plan", "plans"),
    ]
)
_RATING = frozenset(["rating", "ratings", "rated", "outstanding", "requires"])
_DANGLING = frozenset(
    [
        *("a", "an", "and", "as", "at", "by", "for", "from", "in"),
        *("of", "on", "or", "that", "the", "this", "to", "with"),
    ]
)
_DONE = frozenset(["made", "taken", "addressed", "improved", "completed"])
_MOST_WORDS = 13
_NAMED_PRACTICE = re.compile(
    r"^(?:areas? |examples? |of |our |the |and |innovation |innovative |notable |key )*"
    r"(?P<which>outstanding|good|notable) practices?(?: (?:we|that we) (?:found|saw|identified|noted))?$"
)


def heading_by_features(text: str) -> str | None:
    """The kind of section a short title-like text opens, by the words it holds; ``None`` when it is no such title."""
    first = text.split(" ", 1)[0].strip("(:–-").lower()
    if first.partition("-")[0] not in _FIRST or text.endswith((".", ";", ",")) or any(c.isdigit() for c in text):
        return None
    words = re.findall(r"[a-z]+", text.lower())
    if len(words) > _MOST_WORDS:
        return None
    held = set(words)
    if practice := _practice(words):
        return practice
    if held & _RATING or words[-1] in _DANGLING:
        return None
    return _before(held) or (None if held & _NOT_A_HEADING else _asked(words, held))


def _before(held: set[str]) -> str | None:
    """What an earlier inspection found or asked for."""
    of_inspection = bool(held & _BEFORE and held & _VISITS)
    of_notices = "previous" in held and bool(held & {"notices", "musts", "breaches"})
    return "previous" if (of_inspection and held & (_ASKED | {"findings", "our"})) or of_notices else None


def _practice(words: list[str]) -> str | None:
    match = _NAMED_PRACTICE.match(" ".join(words))
    if match is None:
        return None
    return "outstanding_practice" if match.group("which") == "outstanding" else "good_practice"


def _asked(words: list[str], held: set[str]) -> str | None:
    """What must, should or needs to be done, and the notices."""
    must, should = held & {"must", "musts"}, held & {"should", "shoulds"}
    if {"requirement", "notices"} <= held or {"regulatory", "notices"} <= held:
        return "requirement_notices"
    if held & _ACTED and ("be" not in held or words[-1] in _DONE):
        if must and should:
            return "areas"
        if must or should:
            return "must" if must else "should"
        if held & {"improve", "improvement", "improvements"} and (held & _NEED or words[:2] == ["areas", "to"]):
            return "areas"
    return None
