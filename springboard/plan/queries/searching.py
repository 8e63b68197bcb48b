"""Search over findings and actions, by reference or by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.choices import Level
from springboard.plan.queries.visible import visible_actions, visible_findings

_ACTION: Final = re.compile(r"a\s*-?\s*(\d{1,9})")
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding or action found. ``exact`` when what was typed is its reference."""

    kind: str
    reference: str
    text: str
    about: str
    href: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """``more`` is true when there are others beyond the limit."""

    findings: tuple[Hit, ...] = ()
    actions: tuple[Hit, ...] = ()
    more: bool = False

    @property
    def exact(self) -> Hit | None:
        """The one thing whose reference was typed, to go straight to it."""
        return next((hit for hit in (*self.actions, *self.findings) if hit.exact), None)


def search(scope: Scope, typed: str, *, limit: int = 25) -> Hits:
    """Findings and actions the person sees that hold every word typed, in any case and with or without
    accents; a reference (``A-118``, ``a118``, ``CQC-2026-03/M12``) comes first. Withdrawn ones are left
    out. Two queries."""
    typed = typed.replace("\x00", " ")  # PostgreSQL keeps no such character
    words = fold(typed).split()[:_MOST_WORDS]
    if not words:
        return Hits()
    findings = _findings(scope, words, fold(typed), limit)
    actions = _actions(scope, words, fold(typed), limit)
    more = len(findings) > limit or len(actions) > limit
    return Hits(tuple(_exact_first(findings)[:limit]), tuple(_exact_first(actions)[:limit]), more)


def _holds(words: list[str]) -> Q:
    every = Q()
    for word in words:
        every &= Q(search_text__contains=word)
    return every


def _findings(scope: Scope, words: list[str], typed: str, limit: int) -> list[Hit]:
    wanted = _holds(words) | Q(reference__iexact=typed)
    rows = visible_findings(scope).filter(wanted, withdrawn_on__isnull=True).order_by("-raised_on", "id")
    return [
        Hit(
            "finding",
            row.reference,
            row.text,
            Level(row.level).label,
            row.get_absolute_url(),
            fold(row.reference) == typed,
        )
        for row in rows[: limit + 1]
    ]


def _actions(scope: Scope, words: list[str], typed: str, limit: int) -> list[Hit]:
    reference = _ACTION.fullmatch(typed)
    number = int(reference.group(1)) if reference else 0
    wanted = _holds(words) | (Q(number=number) if number else Q(pk__in=[]))
    rows = visible_actions(scope).filter(wanted, withdrawn_on__isnull=True).select_related("owner").order_by("-number")
    return [
        Hit(
            "action",
            row.reference,
            row.what,
            str(row.owner) if row.owner else "No owner yet",
            row.get_absolute_url(),
            row.number == number,
        )
        for row in rows[: limit + 1]
    ]


def _exact_first(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: not hit.exact)
