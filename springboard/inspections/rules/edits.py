"""What a reviewer may write on a finding, and how two reviewers' versions differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from springboard.inspections.choices import REPORT_LEVELS
from springboard.kernel.vocabulary import core_services, title_of
from springboard.plan.choices import KEY_QUESTIONS, Level
from springboard.plan.rules import Difference, Refused

INSTRUMENTS: Final = {"2014": "2014 Regulations", "2009": "2009 Registration Regulations", "2010": "2010 Regulations"}


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """What a reviewer decided about one finding's contents; already checked by ``check_edit``."""

    level: str
    text: str
    core_service: str = ""
    trust_wide: bool = False
    unit_id: int | None = None
    key_questions: tuple[str, ...] = ()
    regulations: tuple[dict[str, Any], ...] = ()
    deadline: date | None = None


_CITED: Final = re.compile(
    r"^\s*(?:reg(?:ulation)?s?\.?\s*)?(?P<number>\d{1,2}A?)\s*(?P<paragraphs>(?:\(\s*[0-9a-z]{1,4}\s*\)\s*)*)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def regulation_from(text: str, instrument: str) -> dict[str, Any]:
    """``12(2)(a) Safe care and treatment`` and an instrument as a regulation; the title comes from the instrument.

    Refuses what names no regulation of that instrument.
    """
    if instrument not in INSTRUMENTS:
        raise Refused("Say which regulations the number belongs to: a number alone means nothing.")
    cited = _CITED.match(text)
    if not cited:
        raise Refused(f"“{text.strip()[:40]}” does not begin with the number of a regulation, such as 12(2)(a).")
    number = cited["number"].upper()
    title = title_of(instrument, number)  # type: ignore[arg-type]
    if title is None:
        raise Refused(f"There is no regulation {number} in the {INSTRUMENTS[instrument]}.")
    paragraphs = re.sub(r"\s", "", cited["paragraphs"])
    return {
        "instrument": instrument,
        "number": number,
        "paragraphs": paragraphs or None,
        "title": title,
        "inferred": False,
    }


def regulation_words(regulation: dict[str, Any]) -> str:
    """``12(2)(a) Safe care and treatment``: as a person would type it."""
    title = regulation.get("title") or ""
    return f"{regulation['number']}{regulation.get('paragraphs') or ''} {title}".strip()


def check_edit(edit: DraftEdit) -> None:
    """Refuses a finding that could not stand in the plan: no words, a level no report has, whole trust and a place."""
    if not edit.text.strip():
        raise Refused("Say what was found, in one sentence.")
    if edit.level not in REPORT_LEVELS:
        raise Refused("Choose what kind of finding it is.")
    if edit.trust_wide and (edit.core_service or edit.unit_id):
        raise Refused("A finding about the whole trust has no ward or team. Choose a service, or leave Where empty.")


def differences(mine: DraftEdit, theirs: DraftEdit) -> tuple[Difference, ...]:
    """Field by field, in words, what this reviewer wrote and what somebody else saved meanwhile."""
    rows = []
    for name, label, words in _FIELDS:
        ours, others = words(mine), words(theirs)
        if ours != others:
            rows.append(Difference(name, label, ours or "(empty)", others or "(empty)"))
    return tuple(rows)


def service_name(code: str) -> str:
    """CQC's name of a core service; the code itself when the vocabulary does not know it."""
    return next((service.name for service in core_services() if service.code == code), code)


def _service_words(edit: DraftEdit) -> str:
    return "The whole trust" if edit.trust_wide else service_name(edit.core_service)


_FIELDS: Final[tuple[tuple[str, str, Callable[[DraftEdit], str]], ...]] = (
    ("level", "Level", lambda edit: str(Level(edit.level).label)),
    ("text", "What was found", lambda edit: edit.text.strip()),
    ("core_service", "Service", _service_words),
    ("unit_id", "Where", lambda edit: f"unit {edit.unit_id}" if edit.unit_id else ""),
    ("key_questions", "Key question", lambda edit: ", ".join(KEY_QUESTIONS[code] for code in edit.key_questions)),
    ("regulations", "Regulation", lambda edit: "; ".join(regulation_words(row) for row in edit.regulations)),
    ("deadline", "To be put right by", lambda edit: edit.deadline.isoformat() if edit.deadline else ""),
)
