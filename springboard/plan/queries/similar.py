"""Findings that may say the same as another one, each with why. Only ever a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection
from django.db.models import Case, F, FloatField, Sum, Value, When

from springboard.kernel.text.likeness import Alike, Weights, stems
from springboard.organisations.scope import Scope
from springboard.plan.choices import PRACTICE
from springboard.plan.models import Finding, FindingWord
from springboard.plan.queries.statuses import standing
from springboard.plan.queries.visible import visible_findings

# Words count most; the same service and the same regulation lift findings whose words are near.
_ALIKE_FROM: Final = 0.5
_WORDS_FROM: Final = 0.25
_SAME_REGULATION: Final = 0.15
_SAME_SERVICE: Final = 0.1
_COMMON: Final = 200  # a word in so many findings weighs next to nothing and finds nobody
_NEAREST: Final = 200
_FEW: Final = 6

_WORDS: Final = FindingWord._meta.db_table  # noqa: SLF001 - the table is named in SQL below


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
    """Standing findings the person sees that may say the same as ``text``, most alike first. Six queries at most.

    Never good practice, nor the finding ``but`` itself or those merged into it. Words alone have to be
    alike to some degree: the same regulation and service make no suggestion by themselves.

    No text is read but those of the suggestions, and the work does not grow with the trust: findings are looked up by
    the words that stand in fewer than ``_COMMON`` others, and the nearest ``_NEAREST`` are compared exactly. In a trust
    of fewer findings than that the answer is that of comparing all.
    """
    mine = stems(text)
    if not mine:
        return []
    counts = _found_in(scope.trust_id, mine)
    weights = Weights(Finding.objects.filter(trust_id=scope.trust_id).count(), counts, common_from=_COMMON)
    seen = standing(visible_findings(scope)).exclude(level__in=PRACTICE).exclude(pk=but or 0).order_by()
    ids = _nearest(scope.trust_id, mine, weights)
    rows: Any = list(seen.filter(pk__in=ids).values("id", "reference", "level", "text", "core_service", "regulations"))
    near = _words_of([row["id"] for row in rows])
    others = {stem for theirs in near.values() for stem in theirs} - set(mine)
    weights = replace(weights, found_in=counts | _found_in(scope.trust_id, others))
    cited = _cited(regulations)
    alike = ((row, weights.alike(text, near[row["id"]])) for row in rows if row["id"] in near)
    found = [_similar(row, a, core_service, cited) for row, a in alike if a is not None and a.score >= _WORDS_FROM]
    found = [similar for similar in found if similar.score >= _ALIKE_FROM]
    return sorted(found, key=lambda similar: (-similar.score, similar.id))[:limit]


def _found_in(trust_id: int, some: Collection[str]) -> dict[str, int]:
    """In how many findings each of these words stands, counted no further than ``_COMMON``. One query at most."""
    if not some:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH asked(stem) AS (VALUES {", ".join(["(%s)"] * len(some))})
            SELECT stem, (SELECT COUNT(*) FROM (SELECT 1 FROM {_WORDS} word WHERE word.trust_id = %s
            AND word.stem = asked.stem LIMIT {_COMMON}) counted) FROM asked""",  # noqa: S608
            (*some, trust_id),
        )
        return dict(cursor.fetchall())


def _nearest(trust_id: int, mine: Mapping[str, int], weights: Weights) -> list[int]:
    """The findings that share the heaviest of these words. Common words find nobody, unless there are no others."""
    rare = [stem for stem in mine if 0 < weights.found_in.get(stem, 0) < _COMMON]
    asked = rare or sorted(mine)[:_FEW]
    if not asked:
        return []
    weight = Case(*(When(stem=stem, then=Value(weights.of(stem) ** 2 * mine[stem])) for stem in asked))
    sharing = FindingWord.objects.filter(trust_id=trust_id, stem__in=asked).values("finding_id")
    shared = sharing.annotate(weight=Sum(weight * F("number"), output_field=FloatField()))
    return list(shared.order_by("-weight", "finding_id").values_list("finding_id", flat=True)[:_NEAREST])


def _words_of(ids: Collection[int]) -> dict[int, dict[str, int]]:
    words: dict[int, dict[str, int]] = {}
    for pk, stem, number in FindingWord.objects.filter(finding_id__in=ids).values_list("finding_id", "stem", "number"):
        words.setdefault(pk, {})[stem] = number
    return words


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
