"""Which findings and actions hold the words that were typed."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, Final

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.queries.loading import live_actions
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board.asked import Found

_AT_ONCE: Final = 50  # words told apart by the bits of one number


def found(scope: Scope, text: str) -> Found | None:
    """A bit for each word, ``None`` when nothing was typed. A finding holds what those merged into it hold. One query
    for fifty words."""
    words = sorted(set(fold(text).split()))
    if not words:
        return None
    findings: dict[int, int] = {}
    actions: dict[int, int] = {}
    for start in range(0, len(words), _AT_ONCE):
        for kind, pk, bits in _holding(scope, words[start : start + _AT_ONCE]):
            held = actions if kind else findings
            held[pk] = held.get(pk, 0) | bits << start
    return Found(findings, actions, 2 ** len(words) - 1)


def _holding(scope: Scope, words: list[str]) -> Any:
    pk = Coalesce("merged_into_id", "pk")
    findings = _some(visible_findings(scope), words).values_list(Value(0), pk, "bits")
    actions = _some(live_actions(scope), words).values_list(Value(1), F("pk"), "bits")
    return findings.union(actions, all=True)


def _some(rows: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
    any_of_them, bits = Q(), []
    for place, word in enumerate(words):
        any_of_them |= Q(search_text__contains=word)
        bits.append(Case(When(search_text__contains=word, then=2**place), default=0, output_field=BigIntegerField()))
    holding: QuerySet[Any] = rows.filter(any_of_them).order_by().annotate(bits=reduce(add, bits))
    return holding
