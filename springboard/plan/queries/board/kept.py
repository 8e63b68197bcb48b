"""Keeps the facts of the plan in this process, and knows from the database's own notes (``plan.triggers``) whether they
are still true: an unchanged plan is not counted twice, and of a changed one only what changed is read.

What is kept is found by database, trust, day and the day CQC comes back, and within them by the very findings and
actions the person may see, so that nobody is ever shown a count of what they may not see.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import triggers
from springboard.plan.models.change import ACTION, EVERYTHING, FINDING, TIES
from springboard.plan.queries.board.facts import Seen, brought_up_to_date, facts_of, seen_by
from springboard.plan.rules.board.facts import Board, Facts
from springboard.plan.rules.board.filters import Asker

MOST_TRUSTS: Final = 8
MOST_VIEWS: Final = 32  # of one trust: the whole of it, and what people of single wards see
_MANY: Final = 500  # so many changed rows are read no faster one by one than with all others
# What a transaction has changed and may yet take back is not kept. A test that is one transaction says otherwise.
KEEP_WITHIN_TRANSACTIONS = False
Line = tuple[int, str, int]


@dataclass(slots=True)
class _Kept:
    """The facts of a trust, the lines of its changes that were known when they were read, and the boards of those who
    look at them."""

    facts: Facts
    lines: frozenset[int]
    boards: OrderedDict[Seen | None, Board] = field(default_factory=OrderedDict)


_trusts: Final[OrderedDict[Any, _Kept]] = OrderedDict()
_noted: Final[dict[str, bool]] = {}
_lock: Final = Lock()


@dataclass(frozen=True, slots=True)
class View:
    """What somebody sees of the plan today, as facts."""

    board: Board
    asker: Asker


def view(scope: Scope) -> View:
    """The plan's facts for this person. One query when nothing has changed since somebody looked, up to four when
    something has, one more for somebody who does not see the whole trust."""
    reinspection_on, lines = _lines(scope.trust_id)
    asker = Asker(scope.user_id, reinspection_on)
    if not _may_keep():
        facts, seen = facts_of(scope.trust_id, reinspection_on), seen_by(scope)
        return View(Board(facts if seen is None else facts.only(*seen)), asker)
    name = str(connection.settings_dict["NAME"])
    key = (connection.vendor, name, scope.trust_id, timezone.localdate(), reinspection_on)
    kept = _current(key, scope.trust_id, reinspection_on, lines)
    return View(_board(kept, scope), asker)


def forget() -> None:
    """Throw everything away: for tests, which empty the database behind our back."""
    with _lock:
        _trusts.clear()
        _noted.clear()


def _lines(trust_id: int) -> tuple[date | None, list[Line]]:
    """The day CQC comes back, and the lines of what changed lately. Read before the facts, so that facts are never
    older than the lines kept with them."""
    rows = Trust.objects.filter(pk=trust_id).order_by()
    read = rows.values_list("reinspection_on", "plan_changes__id", "plan_changes__kind", "plan_changes__thing_id")
    given = list(read)
    return given[0][0], [(pk, kind, thing) for _, pk, kind, thing in given if pk is not None]


def _may_keep() -> bool:
    """Not within a transaction, and not when the database does not note what changes."""
    if connection.in_atomic_block and not KEEP_WITHIN_TRANSACTIONS:
        return False
    name = str(connection.settings_dict["NAME"])
    if name not in _noted:
        _noted[name] = not triggers.missing(connection)
    return _noted[name]


def _current(key: Any, trust_id: int, reinspection_on: date | None, lines: Sequence[Line]) -> _Kept:
    with _lock:
        kept = _trusts.get(key)
    new = [(kind, thing) for pk, kind, thing in lines if kept is None or pk not in kept.lines]
    if kept is None or new:
        kept = _Kept(_read(kept, trust_id, reinspection_on, new), frozenset(pk for pk, _, _ in lines))
    with _lock:
        _trusts[key] = kept
        _trusts.move_to_end(key)
        while len(_trusts) > MOST_TRUSTS:
            _trusts.popitem(last=False)
    return kept


def _read(kept: _Kept | None, trust_id: int, reinspection_on: date | None, new: Sequence[tuple[str, int]]) -> Facts:
    if kept is None or len(new) > _MANY or any(kind == EVERYTHING for kind, _ in new):
        return facts_of(trust_id, reinspection_on)
    findings = {thing for kind, thing in new if kind == FINDING}
    actions = {thing for kind, thing in new if kind in {ACTION, TIES}}
    return brought_up_to_date(kept.facts, trust_id, reinspection_on, findings, actions)


def _board(kept: _Kept, scope: Scope) -> Board:
    """Shared by all who see the same. What somebody sees is asked of the database every time, never remembered."""
    seen = seen_by(scope)
    with _lock:
        board = kept.boards.get(seen)
    if board is None:
        board = Board(kept.facts if seen is None else kept.facts.only(*seen))
    with _lock:
        kept.boards[seen] = board
        kept.boards.move_to_end(seen)
        while len(kept.boards) > MOST_VIEWS:
            kept.boards.popitem(last=False)
    return board
