"""The table's lines over facts: the twin of ``grouping.group`` and ``grouping.paged``, which make the same of whole
rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from typing import Final, NamedTuple

from springboard.plan.choices import Delivery, Level
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.asked import Asked
from springboard.plan.rules.board.facts import ActionFact, Board
from springboard.plan.rules.board.grouping import Key, KeyOf, Tally, key_of, named

OF_ACTIONS: Final = {"owner": "No owner yet", "programme": "No programme"}


class Part(NamedTuple):
    """A finding with its actions, or as many of them as a page holds. ``heading`` is the place of its group."""

    heading: int
    finding_id: int | None
    action_ids: tuple[int, ...]
    page: int
    continued: bool


@dataclass(slots=True)
class Heap:
    """One group: its actions under the finding they are shown under."""

    name: str
    blocks: dict[int | None, list[ActionFact]] = field(default_factory=dict)

    def tally(self, board: Board) -> Tally:
        """What the whole group counts, also when it goes on over a page."""
        found = [pk for pk in self.blocks if pk is not None]
        levels = Counter(board.levels[pk] for pk in found)
        return Tally(
            levels={level: levels[level] for level in Level.values if levels[level]},
            actions=sum(len(rows) for rows in self.blocks.values()),
            assured=sum(row.state == Delivery.ASSURED for rows in self.blocks.values() for row in rows),
            decided=sum(board.states[pk] == AnswerState.DECISION for pk in found),
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Everything shown, in order and cut into pages. ``heaps`` are the groups, whole, by the place of their heading;
    ``before`` is how much stands on the pages before each, and in all: actions, or findings when only what a decision
    answers is asked for."""

    parts: Sequence[Part]
    heaps: Sequence[Heap]
    first_pages: Sequence[int]
    pages: int
    before: Sequence[int]

    def on(self, page: int) -> Sequence[Part]:
        """The parts of one page, counted from 0."""
        pages = _Pages(self.parts)
        return self.parts[bisect_right(pages, page - 1) : bisect_right(pages, page)]


class _Pages(Sequence[int]):
    """The page of each part, without making a list of them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        return self.parts[place].page


def lines(asked: Asked, names: Mapping[int, str], services: Mapping[str, str], size: int) -> Lines:
    """Every action once, under the strongest of its findings that the filters let through; findings that may stand
    without an action by themselves. ``names`` of owners or programmes when the plan is grouped by them."""
    homes = _homes(asked)
    heaps: dict[Key, Heap] = {}
    keys = _Keys(asked, names, services)
    for row, home in homes:
        _heap(heaps, keys.of(home, row)).setdefault(home, []).append(row)
    for finding_id in _alone(asked, {home for _, home in homes}):
        _heap(heaps, keys.of(finding_id, None)).setdefault(finding_id, [])
    return _cut(asked, [heaps[key] for key in sorted(heaps)], size)


def _heap(heaps: dict[Key, Heap], key: Key) -> dict[int | None, list[ActionFact]]:
    heap = heaps.get(key)
    if heap is None:
        heap = heaps[key] = Heap(key[1])
    return heap.blocks


def _homes(asked: Asked) -> list[tuple[ActionFact, int | None]]:
    roots, rows = asked.board.roots, asked.shown()
    if not asked.asks_of_findings:
        return [(row, tied[0] if (tied := roots[row.id]) else None) for row in rows]
    fitting = {row.id for row in asked.board.standing.values() if asked.fits(row)}
    return [(row, _home(roots[row.id], fitting)) for row in rows]


def _home(roots: Sequence[int], fitting: set[int]) -> int | None:
    return next((root for root in roots if root in fitting), next(iter(roots), None))


def _alone(asked: Asked, homes: set[int | None]) -> Iterable[int]:
    """``grouping._alone``."""
    if asked.filters.about_actions:
        return ()
    board = asked.board
    shown = (AnswerState.DECISION if asked.filters.only == "decided" else AnswerState.ACTIONS).value
    others = (pk for pk, state in board.states.items() if state == shown and pk not in homes)
    return [pk for pk in others if asked.fits(board.standing[pk])]


class _Keys:
    """What each line sorts by and its group is called, worked out once for each finding, owner and programme."""

    def __init__(self, asked: Asked, names: Mapping[int, str], services: Mapping[str, str]) -> None:
        self.group, self.names, self.standing = asked.filters.group, names, asked.board.standing
        self.field = f"{self.group}_id" if self.group in OF_ACTIONS else ""
        self.of_finding: KeyOf = key_of(self.group, services)
        self.known: dict[object, Key] = {}

    def of(self, finding_id: int | None, row: ActionFact | None) -> Key:
        about = (getattr(row, self.field) if row else -1) if self.field else finding_id
        key = self.known.get(about)
        if key is None:
            finding = None if finding_id is None else self.standing[finding_id]
            key = self.known[about] = self._of_action(row) if self.field else self.of_finding(finding, None)
        return key

    def _of_action(self, row: ActionFact | None) -> Key:
        pk = getattr(row, self.field) if row else None
        return named(row, self.names.get(pk, "") if pk is not None else "", pk, OF_ACTIONS[self.group])


def _cut(asked: Asked, heaps: Sequence[Heap], size: int) -> Lines:
    parts: list[Part] = []
    at, place = 0, asked.board.place
    for heading, heap in enumerate(heaps):
        for finding_id in _in_order(place, heap.blocks):
            for start, some in _pieces(heap.blocks[finding_id], size):
                parts.append(Part(heading, finding_id, some, at // size, start > 0))
                at += len(some) or 1
    firsts = {part.heading: part.page for part in reversed(parts)}
    pages = parts[-1].page + 1 if parts else 1
    before = _before(parts, pages, of_findings=asked.filters.only == "decided")
    return Lines(parts, heaps, [firsts[heading] for heading in range(len(heaps))], pages, before)


def _pieces(rows: Sequence[ActionFact], size: int) -> Iterable[tuple[int, tuple[int, ...]]]:
    """The actions under one finding by number, a page's worth at a time."""
    if len(rows) < 2:
        return ((0, tuple([row.id for row in rows])),)
    ids = tuple([row.id for row in sorted(rows, key=attrgetter("number"))])
    return ((start, ids[start : start + size]) for start in range(0, len(ids), size))


def _before(parts: Iterable[Part], pages: int, *, of_findings: bool) -> Sequence[int]:
    number = [0] * pages
    for part in parts:
        number[part.page] += (part.finding_id is not None) if of_findings else len(part.action_ids)
    return list(accumulate(number, initial=0))


def _in_order(place: Mapping[int, int], findings: Iterable[int | None]) -> list[int | None]:
    """Findings in the order of the plan, then what answers none."""
    last = len(place)
    return sorted(findings, key=lambda pk: last if pk is None else place[pk])
