"""The plan as one page: unanswered findings first, then groups of findings with their actions, and the
counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from springboard.accounts.permissions import Permission
from springboard.kernel.vocabulary import core_services
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.queries.loading import Loaded, load
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import Counts, Filters, FindingRow, Group, Page, count, group, matching, paged
from springboard.plan.rules.board.filters import Asker, finding_matches
from springboard.plan.rules.board.grouping import PAGE_ROWS, findings_on
from springboard.plan.rules.permissions import Place, may

WAITING_FIRST = 10  # how many unanswered findings stand above the plan before "all of them" is a page of its own


def service_names() -> dict[str, str]:
    """Core service codes with CQC's names, in CQC's order."""
    return {service.code: service.name for service in core_services()}


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the plan shows for some filters. ``waiting`` are the unanswered findings to show;
    ``waiting_in_filters`` counts them whatever "only …" says, so that its link shows as many;
    ``waiting_in_all`` ignores all filters. ``answers`` counts the findings that ask for an answer, under the
    filters that can be asked of a finding: not answered, answered by actions, answered by a decision."""

    filters: Filters
    counts: Counts
    page: Page
    waiting: tuple[FindingRow, ...]
    answers: Mapping[AnswerState, int]
    waiting_in_all: tuple[FindingRow, ...]
    findings: Mapping[int, FindingRow]
    may_answer: Callable[[FindingRow], bool]
    sources: int
    reinspection_on: date | None

    @property
    def waiting_in_filters(self) -> int:
        return self.answers[AnswerState.WAITING]

    @property
    def decided_in_filters(self) -> int:
        return self.answers[AnswerState.DECISION]

    @property
    def waiting_pages(self) -> int:
        return max(1, -(-len(self.waiting) // PAGE_ROWS))

    @property
    def waiting_page(self) -> int:
        return min(self.filters.page, self.waiting_pages)


def plan_page(scope: Scope, filters: Filters, *, size: int = PAGE_ROWS) -> PlanPage:
    """One page of the plan, ``size`` actions or a little more. Four queries."""
    loaded = load(scope)
    standing = loaded.standing
    reinspection_on = Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id)
    asker = Asker(scope.user_id, reinspection_on)
    groups = _groups(loaded, standing, filters, asker)
    of = findings_on if filters.only == "decided" else None
    waiting = sorted((f for f in standing.values() if f.state == AnswerState.WAITING), key=lambda f: f.order)
    let_through = tuple(finding for finding in waiting if finding_matches(finding, filters))
    return PlanPage(
        filters=filters,
        counts=count(loaded.actions, standing, filters, asker),
        page=paged(groups, filters.page, size=size, of=of),
        waiting=let_through if _shows_waiting(filters) else (),
        answers=_answers(standing.values(), filters),
        waiting_in_all=tuple(waiting),
        findings=standing,
        may_answer=lambda row: may(scope, Permission.FINDING_RESPOND, Place(row.unit_id, row.core_service)),
        sources=len({f.source.source_reference or f.source.kind for f in loaded.findings.values()}),
        reinspection_on=reinspection_on,
    )


def _shows_waiting(filters: Filters) -> bool:
    return not filters.about_actions and filters.only != "decided"


def _answers(findings: Iterable[FindingRow], filters: Filters) -> dict[AnswerState, int]:
    tally = Counter(finding.state for finding in findings if finding_matches(finding, filters))
    return {state: tally[state] for state in (AnswerState.WAITING, AnswerState.ACTIONS, AnswerState.DECISION)}


def _groups(loaded: Loaded, standing: dict[int, FindingRow], filters: Filters, asker: Asker) -> list[Group]:
    if filters.only == "waiting":
        return []
    shown = [] if filters.only == "decided" else matching(loaded.actions, standing, filters, asker)
    return group(shown, standing, filters, service_names=service_names())
