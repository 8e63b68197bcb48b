"""Rows into blocks (a finding and its actions), blocks into groups, groups onto pages that keep them
together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from springboard.plan.choices import KEY_QUESTIONS, Delivery, Level
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.filters import Filters, finding_matches
from springboard.plan.rules.board.rows import ActionRow, FindingRow

# Findings stand with a line above their actions and fill the screen of a phone in threes: a page is what somebody can
# take in before they would rather filter.
PAGE_ROWS: Final = 25
Key = tuple[Any, str]  # what it sorts by, what it is called
Counted = Callable[[Iterable["Group"]], int]


@dataclass(frozen=True, slots=True)
class Block:
    """A finding with the actions shown under it; ``finding`` is ``None`` for actions that answer no
    finding. ``continued`` when its first actions stand on an earlier page."""

    finding: FindingRow | None
    actions: tuple[ActionRow, ...]
    continued: bool = False

    @property
    def rows(self) -> int:
        return max(1, len(self.actions))


@dataclass(frozen=True, slots=True)
class Tally:
    """What a whole group counts, also when it goes on over a page: findings by level, strongest first, actions, those
    of them that are assured, and findings answered by a decision."""

    levels: Mapping[str, int]
    actions: int
    assured: int
    decided: int


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one service, owner… ``continued`` when its first blocks stand on an earlier page."""

    name: str
    blocks: tuple[Block, ...]
    tally: Tally
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of groups, and the rows on it as "1 to 48 of 118": actions, or findings where no action is shown."""

    groups: tuple[Group, ...]
    number: int
    pages: int
    first: int
    last: int
    total: int


def group(
    actions: Sequence[ActionRow],
    findings: Mapping[int, FindingRow],
    filters: Filters,
    *,
    service_names: Mapping[str, str],
) -> list[Group]:
    """Every action once, under the strongest of its findings that the filters let through; a finding whose
    actions are shown elsewhere stands as a row of its own. Findings answered by a decision stand only where
    they are asked for: nobody has anything left to do about them."""
    keys = key_of(filters.group, service_names)
    heaps: dict[Key, dict[int | None, list[ActionRow]]] = {}
    for action in actions:
        finding = _home(action, findings, filters)
        heaps.setdefault(keys(finding, action), {}).setdefault(finding.id if finding else None, []).append(action)
    if not filters.about_actions:
        for finding in _alone(actions, findings, filters):
            heaps.setdefault(keys(finding, None), {}).setdefault(finding.id, [])
    return [_group(key, heaps[key], findings) for key in sorted(heaps)]


def _home(action: ActionRow, findings: Mapping[int, FindingRow], filters: Filters) -> FindingRow | None:
    mine = [findings[i] for i in action.finding_ids if i in findings]
    through = [finding for finding in mine if finding_matches(finding, filters)]
    return min(through or mine, key=lambda finding: finding.order, default=None)


def _alone(actions: Iterable[ActionRow], findings: Mapping[int, FindingRow], filters: Filters) -> Iterable[FindingRow]:
    """Findings to show under which no action is shown: answered by actions elsewhere, or decided when that is asked."""
    homes = {home.id for home in (_home(action, findings, filters) for action in actions) if home}
    shown = AnswerState.DECISION if filters.only == "decided" else AnswerState.ACTIONS
    rows = (finding for finding in findings.values() if finding.state == shown and finding.id not in homes)
    return (finding for finding in rows if finding_matches(finding, filters))


def _group(key: Key, heap: Mapping[int | None, list[ActionRow]], findings: Mapping[int, FindingRow]) -> Group:
    blocks = [
        Block(None if i is None else findings[i], tuple(sorted(rows, key=lambda a: a.number)))
        for i, rows in heap.items()
    ]
    blocks.sort(key=lambda block: (1,) if block.finding is None else (0, *block.finding.order))
    return Group(key[1], tuple(blocks), _tally(blocks))


def _tally(blocks: Sequence[Block]) -> Tally:
    found = [block.finding for block in blocks if block.finding]
    actions = [action for block in blocks for action in block.actions]
    levels = Counter(finding.level for finding in found)
    return Tally(
        levels={level: levels[level] for level in Level.values if levels[level]},
        actions=len(actions),
        assured=sum(action.status.state == Delivery.ASSURED for action in actions),
        decided=sum(finding.state == AnswerState.DECISION for finding in found),
    )


# -- what a group is called and where it stands ------------------------------------------------------------------------
class Grouped(Protocol):
    """What of a finding says which group it belongs to: a whole row has it, and so have its bare facts."""

    @property
    def core_service(self) -> str: ...
    @property
    def key_question(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def rank(self) -> int: ...


KeyOf = Callable[[Grouped | None, ActionRow | None], Key]


def _by_service(names: Mapping[str, str]) -> KeyOf:
    order = {code: place for place, code in enumerate(names)}

    def key(finding: Grouped | None, action: ActionRow | None) -> Key:
        if finding is None:
            return (len(order) + 1, "Not tied to a finding")
        code = finding.core_service
        return (order.get(code, len(order)), names.get(code, code)) if code else (-1, "Across the trust")

    return key


def _by_question(names: Mapping[str, str]) -> KeyOf:
    order = list(KEY_QUESTIONS)

    def key(finding: Grouped | None, action: ActionRow | None) -> Key:
        code = finding.key_question if finding else ""
        return (order.index(code), KEY_QUESTIONS[code]) if code else (len(order), "No key question")

    return key


def _by_level(names: Mapping[str, str]) -> KeyOf:
    def key(finding: Grouped | None, action: ActionRow | None) -> Key:
        return (finding.rank, Level(finding.level).label) if finding else (99, "Not tied to a finding")

    return key


def _by_owner(names: Mapping[str, str]) -> KeyOf:
    def key(finding: Grouped | None, action: ActionRow | None) -> Key:
        return named(action, action.owner if action else "", action.owner_id if action else None, "No owner yet")

    return key


def _by_programme(names: Mapping[str, str]) -> KeyOf:
    def key(finding: Grouped | None, action: ActionRow | None) -> Key:
        name, pk = (action.programme, action.programme_id) if action else ("", None)
        return named(action, name, pk, "No programme")

    return key


def named(action: object | None, name: str, pk: int | None, nothing: str) -> Key:
    """Sorted by name; two people of one name stay two groups."""
    if action is None:
        return ((2, "", 0), "No action under this heading")
    return ((0, name.casefold(), pk), name) if pk is not None else ((1, "", 0), nothing)


_KEYS: Final[dict[str, Callable[[Mapping[str, str]], KeyOf]]] = {
    "service": _by_service,
    "key_question": _by_question,
    "level": _by_level,
    "owner": _by_owner,
    "programme": _by_programme,
}


def key_of(group: str, service_names: Mapping[str, str]) -> KeyOf:
    """What a line of this grouping sorts by, and what its group is called."""
    return _KEYS[group](service_names)


def paged(groups: Sequence[Group], number: int, *, size: int = PAGE_ROWS, of: Counted | None = None) -> Page:
    """One page of blocks. A finding is not parted from its actions: it stands whole on the page its first line falls
    on, and only one with more actions than a page holds goes on over the next; a group goes on under its name
    repeated. A number past the end gives the last page. ``of`` counts what its "1 to 25" speaks of: actions, unless
    told otherwise."""
    of = of or _actions
    pages = _pages(groups, size)
    number = min(max(number, 1), len(pages))
    before = sum(of(page) for page in pages[: number - 1])
    here = of(pages[number - 1])
    total = sum(of(page) for page in pages)
    return Page(tuple(pages[number - 1]), number, len(pages), before + 1 if here else 0, before + here, total)


def _pages(groups: Sequence[Group], size: int) -> list[list[Group]]:
    pages: dict[int, list[Group]] = {}
    at = 0
    for whole in groups:
        held: dict[int, list[Block]] = {}
        for block in whole.blocks:
            for part in _parts(block, size):
                held.setdefault(at // size, []).append(part)
                at += part.rows
        for turn, (number, blocks) in enumerate(held.items()):
            pages.setdefault(number, []).append(Group(whole.name, tuple(blocks), whole.tally, turn > 0))
    return list(pages.values()) or [[]]


def _parts(block: Block, size: int) -> Iterable[Block]:
    if block.rows <= size:
        return [block]
    starts = range(0, len(block.actions), size)
    return [Block(block.finding, block.actions[start : start + size], start > 0) for start in starts]


def findings_on(page: Iterable[Group]) -> int:
    """How many findings stand on a page."""
    return sum(block.finding is not None for group_ in page for block in group_.blocks)


def _actions(page: Iterable[Group]) -> int:
    return sum(len(block.actions) for group_ in page for block in group_.blocks)
