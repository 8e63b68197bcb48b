"""The plan as one page: unanswered findings first, then groups of findings with their actions, and the
counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from springboard.kernel.vocabulary import core_services
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.queries.loading import Loaded, load
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import Counts, Filters, FindingRow, Group, Page, count, group, matching, paged
from springboard.plan.rules.board.filters import Asker, finding_matches

WAITING_FIRST = 10  # how many unanswered findings stand above the plan before "all of them" is a page of its own


def service_names() -> dict[str, str]:
    """Core service codes with CQC's names, in CQC's order."""
    return {service.code: service.name for service in core_services()}


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the plan shows for some filters. ``waiting`` is every unanswered finding the filters let through;
    ``waiting_in_all`` ignores the filters."""

    filters: Filters
    counts: Counts
    page: Page
    waiting: tuple[FindingRow, ...]
    waiting_in_all: int
    findings: dict[int, FindingRow]
    sources: int
    actions_in_all: int
    reinspection_on: date | None


def plan_page(scope: Scope, filters: Filters) -> PlanPage:
    """One page of the plan. Four queries."""
    loaded, standing, reinspection_on = _read(scope)
    asker = Asker(scope.user_id, reinspection_on)
    waiting = sorted((f for f in standing.values() if f.state == AnswerState.WAITING), key=lambda f: f.order)
    groups = _groups(loaded, standing, filters, asker)
    return PlanPage(
        filters=filters,
        counts=count(loaded.actions, standing, filters, asker),
        page=paged(groups, filters.page),
        waiting=() if filters.about_actions else tuple(f for f in waiting if finding_matches(f, filters)),
        waiting_in_all=len(waiting),
        findings=standing,
        sources=len({f.source.source_reference or f.source.kind for f in loaded.findings.values()}),
        actions_in_all=len(loaded.actions),
        reinspection_on=reinspection_on,
    )


def plan_groups(scope: Scope, filters: Filters) -> tuple[list[Group], list[FindingRow]]:
    """The whole plan for the filters, on one page, with the unanswered findings: for exports and print."""
    loaded, standing, reinspection_on = _read(scope)
    groups = _groups(loaded, standing, filters, Asker(scope.user_id, reinspection_on))
    waiting = (f for f in standing.values() if f.state == AnswerState.WAITING and finding_matches(f, filters))
    return groups, [] if filters.about_actions else sorted(waiting, key=lambda f: f.order)


def _read(scope: Scope) -> tuple[Loaded, dict[int, FindingRow], date | None]:
    loaded = load(scope)
    day = Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id)
    return loaded, loaded.standing, day


def _groups(loaded: Loaded, standing: dict[int, FindingRow], filters: Filters, asker: Asker) -> list[Group]:
    if filters.only == "waiting":
        return []
    shown = matching(loaded.actions, standing, filters, asker)
    return group(shown, standing, filters, service_names=service_names())
