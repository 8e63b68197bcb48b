"""Loads the plan as rows: three queries, whether the plan has 10 actions or 2,000."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from springboard.organisations.scope import Scope
from springboard.plan.models import Action, ActionFinding
from springboard.plan.panels import outcomes
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.rules.answering import Standing, answer_state
from springboard.plan.rules.board.rows import ActionRow, FindingRow, Source
from springboard.plan.rules.delivery import Facts, delivery

_FINDING = (
    "id", "reference", "level", "text", "core_service", "trust_wide", "unit_id", "unit__name", "key_questions",
    "regulations", "deadline", "raised_on", "response", "challenge_deadline", "challenge_outcome", "decision_text",
    "decision_on", "decision_by__name", "source_kind", "source_reference", "source_title", "page", "merged_into_id",
    "merged_into__reference", "withdrawn_on", "search_text",
)  # fmt: skip
_ACTION = (
    "id", "number", "what", "impact", "owner_id", "owner__name", "owner__job_title", "sponsor_id", "sponsor__name",
    "unit_id", "unit__name", "programme_id", "programme__name", "due", "starts_on", "added_on", "agreed_on",
    "claimed_on", "stuck_since", "stuck_why", "last_update_on", "priority", "effort", "search_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """``findings`` by id, merged and withdrawn ones included; ``actions`` are the live ones, by number."""

    findings: Mapping[int, FindingRow]
    actions: Sequence[ActionRow]

    @property
    def standing(self) -> dict[int, FindingRow]:
        """The findings that speak for themselves: neither merged nor withdrawn."""
        return {i: row for i, row in self.findings.items() if row.state not in {"merged", "withdrawn"}}


def load(scope: Scope) -> Loaded:
    """Everything of the plan the scope covers. Three queries (and those of the outcome readers)."""
    given, tied = values(scope), links(scope)
    findings = finding_rows(given, tied)
    return Loaded(findings, _tied(action_rows(scope, live_actions(scope)), tied, findings))


def load_actions(scope: Scope, actions: QuerySet[Action]) -> Loaded:
    """These actions and the findings they answer, nothing else of the plan; ``live_actions`` of a finding counts
    all of its actions. Four queries, three when there are no actions."""
    rows = action_rows(scope, actions)
    mine = _roots(ActionFinding.objects.filter(action_id__in=[row.id for row in rows]))
    findings = load_findings(scope, {root for _, root in mine})
    return Loaded(findings, _tied(rows, mine, findings))


def load_findings(scope: Scope, ids: Collection[int]) -> dict[int, FindingRow]:
    """These findings that the scope covers, with those merged into them. Two queries, none for no ids."""
    if not ids:
        return {}
    return finding_rows(values(scope, ids), links(scope, ids))


def live_actions(scope: Scope) -> QuerySet[Action]:
    """The actions the scope covers that were not withdrawn, by number."""
    return visible_actions(scope).filter(withdrawn_on__isnull=True).order_by("number")


def values(scope: Scope, ids: Collection[int] | None = None) -> list[dict[str, Any]]:
    """Findings the scope covers as plain values, by id: all, or ``ids`` with those merged into them. One query."""
    found = visible_findings(scope)
    if ids is not None:
        found = found.filter(Q(pk__in=ids) | Q(merged_into_id__in=ids))
    return list(found.order_by("id").values(*_FINDING))


def links(scope: Scope, ids: Collection[int] | None = None) -> list[tuple[int, int]]:
    """Live actions of the trust with each finding they answer, a merged one replaced by the finding that speaks for
    it: also those the scope does not cover, because a finding answered elsewhere is answered. One query."""
    live = ActionFinding.objects.filter(action__trust_id=scope.trust_id, action__withdrawn_on__isnull=True)
    if ids is not None:
        live = live.filter(Q(finding_id__in=ids) | Q(finding__merged_into_id__in=ids))
    return _roots(live)


def _roots(tied: QuerySet[ActionFinding]) -> list[tuple[int, int]]:
    rows = tied.order_by("id").values_list("action_id", "finding_id", "finding__merged_into_id")
    return [(action_id, into or own) for action_id, own, into in rows]


def finding_rows(given: Sequence[dict[str, Any]], tied: Iterable[tuple[int, int]]) -> dict[int, FindingRow]:
    """Findings with the state of their answer, their merged sources, and the earliest deadline of all of
    them."""
    parts: dict[int, list[dict[str, Any]]] = {}
    for row in given:
        parts.setdefault(row["merged_into_id"] or row["id"], []).append(row)
    answered: dict[int, set[int]] = {}
    for action_id, root in tied:
        answered.setdefault(root, set()).add(action_id)
    return {row["id"]: _finding(row, parts.get(row["id"], [row]), len(answered.get(row["id"], ()))) for row in given}


def _finding(row: dict[str, Any], parts: Sequence[dict[str, Any]], live_actions: int) -> FindingRow:
    deadlines = [part["deadline"] for part in parts if part["deadline"] and part["withdrawn_on"] is None]
    merged = [part for part in parts if part["id"] != row["id"]]
    standing = Standing(
        level=row["level"],
        response=row["response"],
        challenge_outcome=row["challenge_outcome"],
        decided=bool(row["decision_text"]),
        live_actions=live_actions,
        merged=row["merged_into_id"] is not None,
        withdrawn=row["withdrawn_on"] is not None,
    )
    return FindingRow(
        id=row["id"],
        reference=row["reference"],
        level=row["level"],
        text=row["text"],
        state=answer_state(standing),
        source=_source(row),
        core_service=row["core_service"],
        trust_wide=row["trust_wide"],
        unit_id=row["unit_id"],
        unit=row["unit__name"] or "",
        key_questions=tuple(row["key_questions"]),
        regulations=tuple(row["regulations"]),
        deadline=min(deadlines, default=None),
        raised_on=row["raised_on"],
        response=row["response"],
        challenge_deadline=row["challenge_deadline"],
        challenge_outcome=row["challenge_outcome"],
        decision=row["decision_text"],
        decided_on=row["decision_on"],
        decided_by=row["decision_by__name"] or "",
        merged=tuple(_source(part) for part in merged),
        merged_into=row["merged_into__reference"] or "",
        live_actions=live_actions,
        search_text=" ".join(part["search_text"] for part in [row, *merged]),
    )


def _source(row: dict[str, Any]) -> Source:
    return Source(
        row["id"], row["reference"], row["source_kind"], row["source_reference"], row["source_title"], row["page"]
    )


def action_rows(scope: Scope, actions: QuerySet[Action], today: date | None = None) -> list[ActionRow]:
    """Actions with both worked-out statuses, not yet tied to their findings."""
    given = list(actions.values(*_ACTION))
    seen = outcomes(scope, [row["id"] for row in given])
    today = today or timezone.localdate()
    return [_action(row, today, seen[row["id"]]) for row in given]


def facts_of(row: Mapping[str, Any]) -> Facts:
    """The facts a delivery status rests on. Checks bring ``assured_on`` and ``reopened_on`` when that room
    is built."""
    return Facts(
        added_on=row["added_on"],
        agreed=row["agreed_on"] is not None,
        starts_on=row["starts_on"],
        due=row["due"],
        last_update_on=row["last_update_on"],
        stuck_since=row["stuck_since"],
        claimed_on=row["claimed_on"],
    )


def _action(row: dict[str, Any], today: date, outcome: Any) -> ActionRow:
    same = ("id", "number", "what", "impact", "owner_id", "sponsor_id", "unit_id", "programme_id", "due", "starts_on",
            "agreed_on", "claimed_on", "stuck_since", "stuck_why", "last_update_on", "priority", "effort",
            "search_text")  # fmt: skip
    return ActionRow(
        **{name: row[name] for name in same},
        status=delivery(facts_of(row), today),
        outcome=outcome,
        owner=row["owner__name"] or "",
        owner_title=row["owner__job_title"] or "",
        sponsor=row["sponsor__name"] or "",
        unit=row["unit__name"] or "",
        programme=row["programme__name"] or "",
    )


def _tied(
    actions: Iterable[ActionRow], tied: Iterable[tuple[int, int]], findings: Mapping[int, FindingRow]
) -> list[ActionRow]:
    """Each action with the findings it answers, strongest first."""
    by_action: dict[int, dict[int, None]] = {}
    for action_id, root in tied:
        by_action.setdefault(action_id, {})[root] = None
    rows = []
    for action in actions:
        mine = [findings[i] for i in by_action.get(action.id, ()) if i in findings]
        mine = sorted((f for f in mine if f.state not in {"merged", "withdrawn"}), key=lambda f: f.order)
        level = mine[0].level if mine else ""
        rows.append(replace(action, finding_ids=tuple(f.id for f in mine), level=level))
    return rows
