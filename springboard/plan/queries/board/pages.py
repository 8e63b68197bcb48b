"""One page of the plan: the facts say what stands on it, and only that is read whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from springboard.accounts.models import User
from springboard.organisations.scope import Scope
from springboard.plan.choices import Outcome
from springboard.plan.models import Action, Programme
from springboard.plan.panels import outcomes, outcomes_are_read
from springboard.plan.queries.board.kept import View, view
from springboard.plan.queries.board.words import found
from springboard.plan.queries.loading import action_rows, finding_rows, values
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board.asked import Asked, count_actions, count_answers, heaps_of
from springboard.plan.rules.board.counting import Counts
from springboard.plan.rules.board.facts import Board
from springboard.plan.rules.board.filters import Filters
from springboard.plan.rules.board.grouping import Block, Group, Page
from springboard.plan.rules.board.lines import OF_ACTIONS, Lines, Part, lines
from springboard.plan.rules.board.rows import ActionRow, FindingRow

_NO_PAGE = Page((), 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Opened:
    """The plan as one person asked for it. What does not depend on who asks is worked out once for all."""

    scope: Scope
    asked: Asked

    @property
    def filters(self) -> Filters:
        return self.asked.filters

    def answers(self) -> dict[AnswerState, int]:
        """Findings that the filters let through, by where they stand with their answer."""
        filters = Filters(level=self.filters.level, service=self.filters.service, text=self.filters.text,
                          key_question=self.filters.key_question)  # fmt: skip
        return self.asked.board.keep(("answers", filters), lambda: count_answers(self.asked))

    def counts(self) -> Counts:
        """Every value of every filter, each under the others."""
        filters = self.filters.but(level="", status="", outcome="", only="", group="service")
        board, asked = self.asked.board, self.asked
        everybodys = asked.everybodys()
        if asked.outcome is not None:
            return count_actions(asked, heaps_of(asked, everybodys))
        return count_actions(asked, board.keep(("heaps", filters), lambda: heaps_of(asked, everybodys)))

    def lines(self, size: int, services: Mapping[str, str]) -> Lines:
        """Everything shown, in order and cut into pages."""
        asked = self.asked
        if asked.outcome is not None:
            return lines(asked, self._names(), services, size)
        whose = self.scope.user_id if self.filters.only == "mine" else None
        key = ("lines", self.filters.but(), size, whose)
        return asked.board.keep(key, lambda: lines(asked, self._names(), services, size))

    def _names(self) -> dict[int, str]:
        if self.filters.group not in OF_ACTIONS:
            return {}
        field = f"{self.filters.group}_id"
        ids = {getattr(row, field) for row in self.asked.board.facts.actions.values()} - {None}
        rows = User.objects.filter(pk__in=ids) if field == "owner_id" else Programme.objects.filter(pk__in=ids)
        return dict(rows.order_by().values_list("pk", "name"))

    def page(self, shown: Lines | None, also: Collection[int]) -> tuple[Page, dict[int, FindingRow]]:
        """One page of what is shown, and the findings on it and ``also`` by id. Two queries at most."""
        number = min(max(self.filters.page, 1), shown.pages) if shown else 1
        parts = shown.on(number - 1) if shown else ()
        findings = self.findings({part.finding_id for part in parts if part.finding_id is not None} | set(also))
        if not shown or not parts:
            return _NO_PAGE, findings
        actions = self._actions([pk for part in parts for pk in part.action_ids])
        groups = tuple(
            _group(self.asked.board, shown, heading, list(some), findings, actions)
            for heading, some in groupby(parts, key=lambda part: part.heading)
        )
        before, upto = shown.before[number - 1], shown.before[number]
        first = before + 1 if upto > before else 0
        return Page(groups, number, shown.pages, first, upto, shown.before[-1]), findings

    def findings(self, ids: Collection[int]) -> dict[int, FindingRow]:
        """These findings, with those merged into them. One query: what answers them is known."""
        return finding_rows(values(self.scope, ids), self.asked.board.tied_to(ids)) if ids else {}

    def _actions(self, ids: Sequence[int]) -> dict[int, ActionRow]:
        if not ids:
            return {}
        return {row.id: row for row in action_rows(self.scope, Action.objects.filter(pk__in=ids))}


def opened(scope: Scope, filters: Filters, seen: View | None = None) -> Opened:
    """The plan, with what these filters need of it read."""
    seen = seen or view(scope)
    board = seen.board
    words = board.keep(("words", filters.text), lambda: found(scope, filters.text)) if filters.text else None
    return Opened(scope, Asked(board, filters, seen.asker, words, _outcomes(scope, board.facts.actions)))


def _outcomes(scope: Scope, ids: Collection[int]) -> dict[int, str] | None:
    """The outcome of every action, as the rooms say that know; while there is none, every action has no measure."""
    if not outcomes_are_read():
        return None
    return {pk: Outcome(seen.state).value for pk, seen in outcomes(scope, list(ids)).items()}


def _group(
    board: Board,
    shown: Lines,
    heading: int,
    parts: Sequence[Part],
    findings: Mapping[int, FindingRow],
    actions: Mapping[int, ActionRow],
) -> Group:
    heap = shown.heaps[heading]
    blocks = (
        Block(
            None if part.finding_id is None else findings.get(part.finding_id),
            tuple(actions[pk] for pk in part.action_ids if pk in actions),
            continued=part.continued,
        )
        for part in parts
    )
    return Group(heap.name, tuple(blocks), heap.tally(board), continued=parts[0].page > shown.first_pages[heading])
