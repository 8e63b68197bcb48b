"""The filters of findings as conditions of the database, as the register asks them: each is the twin of one in
``rules.board.filters``."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from springboard.kernel.text.folding import fold
from springboard.organisations.scope import Scope
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING


def in_place(filters: Any) -> Q:
    """In this service and about this key question, as the plan's filters or the register's ask."""
    found = Q(core_service="" if filters.service == ACROSS else filters.service) if filters.service else Q()
    return found & about(filters.key_question) if filters.key_question else found


def about(question: str) -> Q:
    """About this key question, or about none."""
    return Q(questions="[]") if question == NO_FINDING else Q(questions__contains=f'"{question}"')


def says(scope: Scope, text: str) -> Q:
    """Every word stands in the finding or in one that is merged into it."""
    every = Q()
    for word in fold(text).split():
        every &= _holds(scope, word)
    return every


def _holds(scope: Scope, word: str) -> Q:
    merged = visible_findings(scope).filter(merged_into_id=OuterRef("pk"), search_text__contains=word)
    return Q(search_text__contains=word) | Q(Exists(merged))
