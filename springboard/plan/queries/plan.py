"""The plan as one page: unanswered findings first, then groups of findings with their actions, and the
counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from springboard.accounts.permissions import Permission
from springboard.kernel.vocabulary import core_services
from springboard.organisations.scope import Scope
from springboard.plan.queries import board
from springboard.plan.queries.loading import Loaded, load
from springboard.plan.queries.waiting import Mine, waiting_count
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import Counts, Filters, FindingRow, Group, Page, count, group, matching, paged
from springboard.plan.rules.board.asked import ANSWERS
from springboard.plan.rules.board.filters import Asker, finding_matches
from springboard.plan.rules.board.grouping import PAGE_ROWS, findings_on
from springboard.plan.rules.permissions import Place, may

WAITING_FIRST = 10  # how many unanswered findings stand above the plan before "all of them" is a page of its own
EVERYTHING = 10**9


def service_names() -> dict[str, str]:
    """Core service codes with CQC's names, in CQC's order."""
    return {service.code: service.name for service in core_services()}


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the plan shows for some filters. ``waiting`` are the unanswered findings that stand on the page;
    ``mine`` counts those this person may answer, whatever the filters. ``answers`` counts the findings that ask for an
    answer, under the filters that can be asked of a finding: not answered, answered by actions, answered by a
    decision. ``findings`` are those on the page, by id."""

    filters: Filters
    counts: Counts
    page: Page
    waiting: tuple[FindingRow, ...]
    answers: Mapping[AnswerState, int]
    mine: Mine
    findings: Mapping[int, FindingRow]
    may_answer: Callable[[FindingRow], bool]
    sources: int
    reinspection_on: date | None

    @property
    def waiting_in_filters(self) -> int:
        """Unanswered findings whatever "only …" says, so that its link shows as many."""
        return self.answers[AnswerState.WAITING]

    @property
    def decided_in_filters(self) -> int:
        return self.answers[AnswerState.DECISION]

    @property
    def waiting_pages(self) -> int:
        return _waiting_pages(self.waiting_in_filters)

    @property
    def waiting_page(self) -> int:
        return min(self.filters.page, self.waiting_pages)


def _waiting_pages(number: int) -> int:
    return max(1, -(-number // PAGE_ROWS))


def plan_page(scope: Scope, filters: Filters, *, size: int = PAGE_ROWS) -> PlanPage:
    """One page of the plan, ``size`` lines or a little more. Three queries when nothing has changed since somebody
    looked, seven at most (one more for words, one for the names of owners): however large the plan is."""
    plan = board.opened(scope, filters)
    answers, services = plan.answers(), service_names()
    shown = plan.lines(size, services) if filters.only != "waiting" else None
    number = min(filters.page, shown.pages) if shown else filters.page
    waiting = _waiting(plan, number, answers[AnswerState.WAITING])
    page, findings = plan.page(shown, waiting)
    return PlanPage(
        filters=filters,
        counts=plan.counts(),
        page=page,
        waiting=tuple(findings[pk] for pk in waiting if pk in findings),
        answers=answers,
        mine=waiting_count(scope, plan.asked.board),
        findings=findings,
        may_answer=lambda row: _may_answer(scope, row),
        sources=plan.asked.board.sources,
        reinspection_on=plan.asked.asker.reinspection_on,
    )


def _waiting(plan: board.Opened, number: int, in_all: int) -> list[int]:
    """The unanswered findings on this page: the first few above the plan, or a page of nothing else."""
    filters = plan.filters
    if not _shows_waiting(filters) or not in_all:
        return []
    start, most = 0, WAITING_FIRST if number == 1 else 0
    if filters.only == "waiting":
        start, most = (min(filters.page, _waiting_pages(in_all)) - 1) * PAGE_ROWS, PAGE_ROWS
    fitting = (row.id for row in plan.asked.board.waiting if plan.asked.fits(row))
    return list(islice(fitting, start, start + most))


def _may_answer(scope: Scope, row: FindingRow) -> bool:
    return may(scope, Permission.FINDING_RESPOND, Place(row.unit_id, row.core_service))


def _shows_waiting(filters: Filters) -> bool:
    return not filters.about_actions and filters.only != "decided"


# -- all of it: for paper and spreadsheets -----------------------------------------------------------------------------
def whole_plan(scope: Scope, filters: Filters, *, size: int = EVERYTHING) -> PlanPage:
    """Everything that fits on one page, every unanswered finding too, made from the rows in memory. Seven queries at
    most. ``size`` is for the test that holds this and ``plan_page`` equal."""
    loaded, seen = load(scope), board.view(scope)
    standing, asker = loaded.standing, seen.asker
    groups = _groups(loaded, standing, filters, asker)
    waiting = sorted((f for f in standing.values() if f.state == AnswerState.WAITING), key=lambda f: f.order)
    shown = [finding for finding in waiting if finding_matches(finding, filters)] if _shows_waiting(filters) else []
    return PlanPage(
        filters=filters,
        counts=count(loaded.actions, standing, filters, asker),
        page=paged(groups, filters.page, size=size, of=findings_on if filters.only == "decided" else None),
        waiting=tuple(shown),
        answers=_answers(standing.values(), filters),
        mine=waiting_count(scope, seen.board),
        findings=standing,
        may_answer=lambda row: _may_answer(scope, row),
        sources=len({row.source.source_reference or row.source.kind for row in loaded.findings.values()}),
        reinspection_on=asker.reinspection_on,
    )


def _answers(findings: Iterable[FindingRow], filters: Filters) -> dict[AnswerState, int]:
    tally = Counter(finding.state for finding in findings if finding_matches(finding, filters))
    return {state: tally[state] for state in ANSWERS}


def _groups(loaded: Loaded, standing: dict[int, FindingRow], filters: Filters, asker: Asker) -> list[Group]:
    if filters.only == "waiting":
        return []
    shown = [] if filters.only == "decided" else matching(loaded.actions, standing, filters, asker)
    return group(shown, standing, filters, service_names=service_names())
