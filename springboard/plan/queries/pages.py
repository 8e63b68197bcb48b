"""One finding, one action: everything its page tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.models import Action, ActionFinding, ActionUpdate, Finding, FindingMerge
from springboard.plan.panels import Panel, SourceLink, panels_on, source_links
from springboard.plan.queries.board import view
from springboard.plan.queries.loading import action_rows, live_actions, load_findings
from springboard.plan.queries.similar import Similar, find_similar
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.queries.waiting import Waits, waiting_count
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import ActionRow, FindingRow
from springboard.plan.rules.permissions import Place, may, may_anywhere, may_update


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A finding, what it was merged with, what answers it, and what the person may do. ``elsewhere`` counts
    answering actions that the person's scope does not cover; ``next_waiting`` is the first other finding they can
    answer, one of ``waiting``."""

    row: FindingRow
    finding: Finding
    actions: tuple[ActionRow, ...]
    elsewhere: int
    merges: tuple[FindingMerge, ...]
    similar: tuple[Similar, ...]
    links: dict[int, SourceLink]
    panels: tuple[Panel, ...]
    next_waiting: Waits | None
    waiting: int
    may_answer: bool
    may_add: bool
    may_tie: bool
    may_see_history: bool


def finding_page(scope: Scope, reference: str) -> FindingPage | None:
    """The page of a finding, ``None`` when the person's scope has no such finding. The same number of
    queries for a finding with one action or fifty."""
    seen = visible_findings(scope).select_related("unit", "merged_into", "raised_by", "decision_by")
    finding = seen.filter(reference=reference).first() or seen.filter(reference__iexact=reference).first()
    if finding is None:
        return None
    row = load_findings(scope, [finding.pk])[finding.pk]
    ids = [row.id, *(source.id for source in row.merged)]
    place = Place(finding.unit_id, finding.core_service)
    waiting = waiting_count(scope, view(scope).board, but=row.id)
    actions = _answering(scope, ids)
    return FindingPage(
        row=row,
        finding=finding,
        actions=actions,
        elsewhere=max(0, row.live_actions - len(actions)),
        merges=tuple(_merges(ids)),
        similar=tuple(_suggested(scope, row)),
        links=source_links(scope, [row.source, *row.merged]),
        panels=tuple(panels_on("finding", scope, finding.pk)),
        next_waiting=waiting.first,
        waiting=waiting.number,
        may_answer=may(scope, Permission.FINDING_RESPOND, place),
        may_add=may(scope, Permission.ACTION_ADD, place),
        may_tie=may(scope, Permission.ACTION_CHANGE, place),
        may_see_history=may(scope, Permission.HISTORY_VIEW, place),
    )


def _answering(scope: Scope, finding_ids: list[int]) -> tuple[ActionRow, ...]:
    tied = ActionFinding.objects.filter(finding_id__in=finding_ids).values("action_id")
    return tuple(action_rows(scope, live_actions(scope).filter(pk__in=tied)))


def _merges(finding_ids: list[int]) -> Iterable[FindingMerge]:
    about = Q(into_id__in=finding_ids[:1]) | Q(merged_id__in=finding_ids)
    return FindingMerge.objects.filter(about).select_related("merged", "into", "by", "undone_by").order_by("id")


def _suggested(scope: Scope, row: FindingRow) -> list[Similar]:
    if row.state in {AnswerState.MERGED, AnswerState.WITHDRAWN}:
        return []
    return find_similar(scope, row.text, row.core_service, row.regulations, but=row.id, limit=3)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action's whole story as far as there are facts, and what the person may do."""

    row: ActionRow
    action: Action
    findings: tuple[FindingRow, ...]
    links: dict[int, SourceLink]
    tied: frozenset[int]
    updates: tuple[ActionUpdate, ...]
    owner_open: int
    panels: tuple[Panel, ...]
    may_change: bool
    may_agree: bool
    may_update: bool
    may_claim: bool
    may_see_history: bool


def action_page(scope: Scope, number: int) -> ActionPage | None:
    """The page of ``A-<number>``, ``None`` when the person's scope has no such action."""
    people = ("owner", "sponsor", "unit", "programme", "added_by", "agreed_by", "claimed_by")
    action = visible_actions(scope).filter(number=number).select_related(*people).first()
    if action is None:
        return None
    (row,) = action_rows(scope, visible_actions(scope).filter(pk=action.pk))
    findings, tied = _answered_by(scope, action)
    places = _places(action, findings)
    live = action.withdrawn_on is None
    return ActionPage(
        row=row,
        action=action,
        findings=findings,
        links=source_links(scope, [source for row_ in findings for source in (row_.source, *row_.merged)]),
        tied=tied,
        updates=tuple(action.updates.select_related("by").order_by("at", "id")),
        owner_open=_open_of(scope, action.owner_id),
        panels=tuple(panels_on("action", scope, action.pk)),
        may_change=live and may_anywhere(scope, Permission.ACTION_CHANGE, places),
        may_agree=live and may_anywhere(scope, Permission.ACTION_AGREE, places),
        may_update=live and may_update(scope, places, owner_id=action.owner_id),
        may_claim=live and action.owner_id == scope.user_id,
        may_see_history=may_anywhere(scope, Permission.HISTORY_VIEW, places),
    )


def _answered_by(scope: Scope, action: Action) -> tuple[tuple[FindingRow, ...], frozenset[int]]:
    """The findings an action answers as they stand now, merged ones replaced by the one that speaks for
    them, and the ids of those it was tied to itself."""
    tied = list(action.links.values_list("finding_id", "finding__merged_into_id"))
    roots = dict.fromkeys(into or own for own, into in tied)
    rows = load_findings(scope, roots)
    standing = sorted((rows[pk] for pk in roots if pk in rows), key=lambda row: row.order)
    return tuple(standing), frozenset(own for own, _ in tied)


def _places(action: Action, findings: Iterable[FindingRow]) -> tuple[Place, ...]:
    if action.unit_id is not None:
        return (Place(action.unit_id),)
    return tuple(Place(row.unit_id, row.core_service) for row in findings)


def _open_of(scope: Scope, owner_id: int | None) -> int:
    """How many actions this owner still has to finish, in the whole trust: work in progress is visible."""
    mine = Action.objects.filter(trust_id=scope.trust_id, owner_id=owner_id, claimed_on__isnull=True)
    return mine.filter(withdrawn_on__isnull=True).count() if owner_id else 0
