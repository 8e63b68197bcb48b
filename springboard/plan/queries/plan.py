"""The plan as one page: unanswered findings first, then groups of findings with their actions, and the
counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, When

from springboard.accounts.permissions import Permission
from springboard.kernel.vocabulary import core_services
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.queries import board
from springboard.plan.queries.board.parts import finding_fits, roots
from springboard.plan.queries.loading import Loaded, load, load_findings
from springboard.plan.queries.statuses import unanswered
from springboard.plan.queries.visible import visible_findings
from springboard.plan.queries.waiting import Mine, waiting_count
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import Counts, Filters, FindingRow, Group, Page, count, group, matching, paged
from springboard.plan.rules.board.filters import Asker, finding_matches
from springboard.plan.rules.board.grouping import PAGE_ROWS, findings_on
from springboard.plan.rules.permissions import Place, may

WAITING_FIRST = 10  # how many unanswered findings stand above the plan before "all of them" is a page of its own
EVERYTHING = 10**9
NO_PAGE = Page((), 1, 1, 0, 0, 0)


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
    """One page of the plan, ``size`` lines or a little more, read no further than that: twelve queries at most,
    however large the plan is."""
    asker, answers = _asker(scope), board.count_answers(scope, filters)
    page, findings = NO_PAGE, dict[int, FindingRow]()
    if filters.only != "waiting":
        page, findings = board.board_page(scope, filters, asker, size=size, services=service_names())
    return PlanPage(
        filters=filters,
        counts=board.count_actions(scope, filters, asker),
        page=page,
        waiting=_waiting(scope, filters, page.number, answers[AnswerState.WAITING]),
        answers=answers,
        mine=waiting_count(scope),
        findings=findings,
        may_answer=lambda row: _may_answer(scope, row),
        sources=_sources(scope),
        reinspection_on=asker.reinspection_on,
    )


def _waiting(scope: Scope, filters: Filters, number: int, in_all: int) -> tuple[FindingRow, ...]:
    """The unanswered findings on this page: the first few above the plan, or a page of nothing else."""
    if not _shows_waiting(filters) or not in_all:
        return ()
    start, most = 0, WAITING_FIRST if number == 1 else 0
    if filters.only == "waiting":
        start, most = (min(filters.page, _waiting_pages(in_all)) - 1) * PAGE_ROWS, PAGE_ROWS
    found = roots(scope).filter(finding_fits(scope, filters), pk__in=unanswered(visible_findings(scope)).values("pk"))
    ids = list(found.order_by("order_key").values_list("pk", flat=True)[start : start + most]) if most else []
    rows = load_findings(scope, ids)
    return tuple(rows[pk] for pk in ids)


def _sources(scope: Scope) -> int:
    named = Case(When(source_reference="", then=F("source_kind")), default=F("source_reference"))
    counted = visible_findings(scope).order_by().aggregate(number=Count(named, distinct=True))
    return int(counted["number"])


def _asker(scope: Scope) -> Asker:
    return Asker(scope.user_id, Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id))


def _may_answer(scope: Scope, row: FindingRow) -> bool:
    return may(scope, Permission.FINDING_RESPOND, Place(row.unit_id, row.core_service))


def _shows_waiting(filters: Filters) -> bool:
    return not filters.about_actions and filters.only != "decided"


# -- all of it: for paper and spreadsheets -----------------------------------------------------------------------------
def whole_plan(scope: Scope, filters: Filters, *, size: int = EVERYTHING) -> PlanPage:
    """Everything that fits on one page, every unanswered finding too, made from the rows in memory. Seven queries at
    most. ``size`` is for the test that holds this and ``plan_page`` equal."""
    loaded, asker = load(scope), _asker(scope)
    standing = loaded.standing
    groups = _groups(loaded, standing, filters, asker)
    waiting = sorted((f for f in standing.values() if f.state == AnswerState.WAITING), key=lambda f: f.order)
    shown = [finding for finding in waiting if finding_matches(finding, filters)] if _shows_waiting(filters) else []
    return PlanPage(
        filters=filters,
        counts=count(loaded.actions, standing, filters, asker),
        page=paged(groups, filters.page, size=size, of=findings_on if filters.only == "decided" else None),
        waiting=tuple(shown),
        answers=_answers(standing.values(), filters),
        mine=waiting_count(scope),
        findings=standing,
        may_answer=lambda row: _may_answer(scope, row),
        sources=_sources(scope),
        reinspection_on=asker.reinspection_on,
    )


def _answers(findings: Iterable[FindingRow], filters: Filters) -> dict[AnswerState, int]:
    tally = Counter(finding.state for finding in findings if finding_matches(finding, filters))
    return {state: tally[state] for state in board.ANSWERS}


def _groups(loaded: Loaded, standing: dict[int, FindingRow], filters: Filters, asker: Asker) -> list[Group]:
    if filters.only == "waiting":
        return []
    shown = [] if filters.only == "decided" else matching(loaded.actions, standing, filters, asker)
    return group(shown, standing, filters, service_names=service_names())
