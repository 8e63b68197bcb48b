"""Findings that may say the same as another one, each with why. Only ever a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from springboard.kernel.text.likeness import Alike, Likeness
from springboard.organisations.scope import Scope
from springboard.plan.choices import PRACTICE
from springboard.plan.queries.visible import visible_findings

# Words count most; the same service and the same regulation lift findings whose words are near.
_ALIKE_FROM: Final = 0.5
_WORDS_FROM: Final = 0.25
_SAME_REGULATION: Final = 0.15
_SAME_SERVICE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Similar:
    """A finding that may say the same. ``why`` is in words: "Same words: restraint, reviewed. Same
    service."""

    id: int
    reference: str
    level: str
    text: str
    score: float
    why: str


def find_similar(
    scope: Scope,
    text: str,
    core_service: str = "",
    regulations: Iterable[Mapping[str, Any]] = (),
    *,
    but: int | None = None,
    limit: int = 5,
) -> list[Similar]:
    """Standing findings the person sees that may say the same as ``text``, most alike first. One query.

    Never good practice, nor the finding ``but`` itself or those merged into it. Words alone have to be
    alike to some degree: the same regulation and service make no suggestion by themselves.
    """
    fields = ("id", "reference", "level", "text", "core_service", "regulations")
    standing = visible_findings(scope).filter(merged_into__isnull=True, withdrawn_on__isnull=True)
    rows = {row["id"]: row for row in standing.exclude(level__in=PRACTICE).order_by("id").values(*fields)}
    cited = _cited(regulations)
    alike = Likeness({pk: row["text"] for pk, row in rows.items()}).to(text)
    found = [
        _similar(rows[pk], words, core_service, cited)
        for pk, words in alike.items()
        if pk != but and words.score >= _WORDS_FROM
    ]
    found = [similar for similar in found if similar.score >= _ALIKE_FROM]
    return sorted(found, key=lambda similar: (-similar.score, similar.id))[:limit]


def _cited(regulations: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {(str(row.get("instrument")), str(row.get("number"))) for row in regulations}


def _similar(row: dict[str, Any], words: Alike, core_service: str, cited: set[tuple[str, str]]) -> Similar:
    same_service = bool(core_service) and row["core_service"] == core_service
    same = sorted(cited & _cited(row["regulations"]))
    score = words.score + _SAME_REGULATION * bool(same) + _SAME_SERVICE * same_service
    return Similar(
        row["id"], row["reference"], row["level"], row["text"], min(score, 1.0), _why(words, same_service, same)
    )


def _why(words: Alike, same_service: bool, same: list[tuple[str, str]]) -> str:
    parts = ["Nearly the same words" if words.score >= 0.9 else f"Same words: {', '.join(words.shared[:4])}"]
    if same_service:
        parts.append("Same service")
    if same:
        instrument, number = same[0]
        parts.append(f"Same regulation: {number} ({instrument})")
    return ". ".join(parts) + "."
