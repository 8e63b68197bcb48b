"""Findings that may say the same as another one, each with why. Only ever a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Count, QuerySet

from springboard.kernel.text.likeness import Alike, Weights, stems
from springboard.organisations.scope import Scope
from springboard.plan.choices import PRACTICE
from springboard.plan.models import Finding, FindingWord
from springboard.plan.queries.board.sql import sql_of
from springboard.plan.queries.statuses import standing
from springboard.plan.queries.visible import visible_findings

# Words count most; the same service and the same regulation lift findings whose words are near.
_ALIKE_FROM: Final = 0.5
_WORDS_FROM: Final = 0.25
_SAME_REGULATION: Final = 0.15
_SAME_SERVICE: Final = 0.1
_ROUNDING: Final = 1 - 1e-9  # what two ways of adding the same figures may differ by

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

    No text is read but those of the suggestions: ``FindingWord`` knows which findings share enough of the words.
    """
    mine, seen = stems(text), standing(visible_findings(scope)).exclude(level__in=PRACTICE).order_by()
    if not mine:
        return []
    words = FindingWord.objects.filter(trust_id=scope.trust_id, finding_id__in=seen.values("pk")).order_by()
    number, common = seen.count(), _found_in(words, mine)
    near = _near(scope, seen.exclude(pk=but or 0), mine, Weights(number, common), core_service)
    if not near:
        return []
    weights = Weights(
        number, common | _found_in(words, {stem for theirs in near.values() for stem in theirs} - set(mine))
    )
    rows: Any = seen.filter(pk__in=near).values("id", "reference", "level", "text", "core_service", "regulations")
    cited = _cited(regulations)
    alike = ((row, weights.alike(text, near[row["id"]])) for row in rows)
    found = [_similar(row, a, core_service, cited) for row, a in alike if a is not None and a.score >= _WORDS_FROM]
    found = [similar for similar in found if similar.score >= _ALIKE_FROM]
    return sorted(found, key=lambda similar: (-similar.score, similar.id))[:limit]


def _found_in(words: QuerySet[FindingWord], some: Collection[str]) -> dict[str, int]:
    """In how many findings each of these words stands."""
    return dict(words.filter(stem__in=some).values_list("stem").annotate(number=Count("pk")))


def _near(
    scope: Scope, seen: QuerySet[Finding], mine: Mapping[str, int], weights: Weights, core_service: str
) -> dict[int, dict[str, int]]:
    """The findings that could be alike enough, with all their words.

    A text is at least as long as the words it shares, so two texts can be no more alike than these words' part of
    ``mine``: sum / (length of mine × length of the shared words). Whatever stays below what is asked is left out
    here, by the database; whatever is left is compared exactly.
    """
    least = weights.length(mine) ** 2 * _ROUNDING
    same, other = _WORDS_FROM**2 * least, (_ALIKE_FROM - _SAME_REGULATION) ** 2 * least
    rows = sql_of(seen.values_list("pk", "core_service"))
    given = [
        value
        for stem, number in mine.items()
        for value in (stem, number * weights.of(stem) ** 2, weights.of(stem) ** 2)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH mine(stem, one, square) AS (VALUES {", ".join(["(%s, %s, %s)"] * len(mine))}),
            seen(id, core_service) AS MATERIALIZED ({rows.text}),
            shared AS MATERIALIZED (SELECT word.finding_id, SUM(mine.one * word.number) AS one,
                SUM(mine.square * word.number * word.number) AS square
                FROM mine CROSS JOIN {_WORDS} word WHERE word.trust_id = %s AND word.stem = mine.stem
                GROUP BY word.finding_id)
            SELECT finding_id FROM shared WHERE finding_id IN (SELECT id FROM seen) AND one * one >= square * CASE
                WHEN finding_id IN (SELECT id FROM seen WHERE core_service = %s AND core_service <> '')
                THEN %s ELSE %s END""",  # noqa: S608
            (*given, *rows.params, scope.trust_id, core_service, same, other),
        )
        ids = [pk for (pk,) in cursor.fetchall()]
    near: dict[int, dict[str, int]] = {}
    for pk, stem, number in FindingWord.objects.filter(finding_id__in=ids).values_list("finding_id", "stem", "number"):
        near.setdefault(pk, {})[stem] = number
    return near


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
