"""What may be written: cleaned text, references, regulations. Every input is hostile or mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from springboard.accounts.rules import clean
from springboard.plan.choices import INSTRUMENTS, KEY_QUESTIONS
from springboard.plan.rules.refusals import Refused

__all__ = ["check_key_questions", "check_reference", "check_regulations", "clean"]
_REFERENCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]*(/[A-Za-z0-9.\-]+)?")
_LOOKS_LIKE_AN_ACTION: Final = re.compile(r"[Aa]-\d+")
_NUMBER: Final = re.compile(r"\d{1,3}[A-Z]?")


def check_reference(reference: str) -> str:
    """A reference as it is kept. Refuses what cannot be an address, and what would be taken for an
    action's."""
    reference = reference.strip()
    if not _REFERENCE.fullmatch(reference) or len(reference) > 60 or ".." in reference:
        raise Refused(
            f"'{reference[:60]}' cannot be a reference. Use letters, figures and hyphens, as in CQC-2026-03/M12."
        )
    if _LOOKS_LIKE_AN_ACTION.fullmatch(reference):
        raise Refused(f"'{reference}' is how actions are called. Give the finding another reference.")
    return reference


def check_key_questions(codes: Iterable[str]) -> list[str]:
    """Key questions in CQC's order, each once. Refuses a code that is none of the five."""
    wanted = set(codes)
    if unknown := wanted - set(KEY_QUESTIONS):
        raise Refused(f"Not a key question: {', '.join(sorted(map(str, unknown)))}.", field="key_questions")
    return [code for code in KEY_QUESTIONS if code in wanted]


def check_regulations(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Regulations as kept: instrument, number, paragraphs, title, inferred. A number without its instrument
    means nothing (regulation 18 is two things), so it is refused."""
    return [_regulation(row) for row in given]


def _regulation(row: Mapping[str, Any]) -> dict[str, Any]:
    instrument, number = str(row.get("instrument") or ""), str(row.get("number") or "").upper()
    if instrument not in INSTRUMENTS or not _NUMBER.fullmatch(number):
        raise Refused(f"Regulation {number or '?'} needs its number and its instrument (2014, 2010 or 2009).")
    return {
        "instrument": instrument,
        "number": number,
        "paragraphs": clean(row.get("paragraphs"), name="the paragraphs", longest=80),
        "title": clean(row.get("title"), name="the title", longest=200),
        "inferred": bool(row.get("inferred")),
    }
