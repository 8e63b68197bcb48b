"""Actions: added, changed, agreed, tied to findings, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.organisations.scope import Scope
from springboard.plan.models import Action, ActionFinding, Finding
from springboard.plan.queries.people import check_people, check_programme, check_unit
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules import Refused
from springboard.plan.rules.acting import check_agreeable, check_dates, check_scale
from springboard.plan.rules.permissions import ADD, AGREE, CHANGE, Place, may_anywhere, need
from springboard.plan.rules.words import clean
from springboard.plan.services.reaching import NotThereError, action_to_change, place_of, places_of
from springboard.plan.services.saving import in_words, save_if_unseen
from springboard.plan.services.series import next_number

FIELDS = ("what", "impact", "owner", "sponsor", "unit", "programme", "priority", "effort", "starts_on", "due")
LABELS = {
    "what": "What we will do",
    "impact": "What changes for the person",
    "owner": "Owner",
    "sponsor": "Sponsor",
    "unit": "Ward, team or service",
    "programme": "Programme",
    "priority": "Priority",
    "effort": "Effort",
    "starts_on": "Starts",
    "due": "Due",
}


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What a person fills in about an action. Only ``what`` has to be there before the action is agreed."""

    what: str
    impact: str = ""
    owner_id: int | None = None
    sponsor_id: int | None = None
    unit_id: int | None = None
    programme_id: int | None = None
    priority: str = ""
    effort: str = ""
    starts_on: date | None = None
    due: date | None = None


@transaction.atomic
def add_action(*, by: User, scope: Scope, fields: ActionFields, finding_ids: Iterable[int] = ()) -> Action:
    """Add an action that answers these findings (or none) and give it the trust's next number, ``A-118``.

    It is not agreed yet. Refuses no words, dates in the wrong order, people who do not belong to the trust
    or cannot keep an action up to date, another trust's unit or programme, findings the person does not see
    or that no longer speak for themselves, and a place where the person may not add actions.
    """
    findings = _findings(scope, finding_ids)
    action = Action(trust_id=scope.trust_id, added_by=by, number=1)
    _fill(action, scope, fields)
    places = (Place(action.unit_id),) if action.unit_id else tuple(place_of(finding) for finding in findings)
    need(may_anywhere(scope, Permission.ACTION_ADD, places), ADD)
    action.number = next_number(trust_id=scope.trust_id, name="A")
    action.save(force_insert=True)
    for finding in findings:
        ActionFinding.objects.create(action=action, finding=finding, linked_by=by)
    facts = {"answers": [finding.reference for finding in findings]}
    record(by=by, action="action.added", on=action, trust_id=scope.trust_id, facts=facts)
    return action


@transaction.atomic
def change_action(*, by: User, scope: Scope, action_id: int, version: int, fields: ActionFields) -> Action:
    """Change what an action says. Raises ``ChangedMeanwhile`` with both versions when somebody saved first.

    Refuses what ``add_action`` refuses, and taking away the impact, the owner or the due date of an agreed
    action.
    """
    action = action_to_change(scope, action_id)
    need(may_anywhere(scope, Permission.ACTION_CHANGE, places_of(action)), CHANGE)
    before = {name: in_words(action, name) for name in FIELDS}
    _fill(action, scope, fields)
    if action.unit_id:
        need(may_anywhere(scope, Permission.ACTION_CHANGE, (Place(action.unit_id),)), ADD)
    if action.agreed_on:
        check_agreeable(impact=action.impact, owner_id=action.owner_id, due=action.due)
    after = {name: in_words(action, name) for name in FIELDS}
    changes = {name: [before[name][:500], after[name][:500]] for name in FIELDS if before[name] != after[name]}
    if not changes:
        return action  # it says already what the person wants it to say
    save_if_unseen(action, version=version, fields=FIELDS, labels=LABELS)
    record(by=by, action="action.changed", on=action, trust_id=scope.trust_id, facts=changes)
    return action


@transaction.atomic
def agree_action(*, by: User, scope: Scope, action_id: int, version: int) -> Action:
    """Agree an action. Refuses, in words, one that does not say what changes for the person using the
    service, that nobody owns or that has no due date; one agreed already; and somebody who may not agree
    it."""
    action = action_to_change(scope, action_id)
    need(may_anywhere(scope, Permission.ACTION_AGREE, places_of(action)), AGREE)
    if action.agreed_on is not None:
        raise Refused(f"{action} was agreed already.")
    check_agreeable(impact=action.impact, owner_id=action.owner_id, due=action.due)
    action.agreed_by, action.agreed_on = by, timezone.localdate()
    save_if_unseen(action, version=version, fields=("agreed_by", "agreed_on"), labels=LABELS)
    record(by=by, action="action.agreed", on=action, trust_id=scope.trust_id)
    return action


@transaction.atomic
def withdraw_action(*, by: User, scope: Scope, action_id: int, version: int, why: str) -> Action:
    """Take an action out of the plan, with a reason; its number is never used again. A finding left without
    an action waits for an answer again."""
    action = action_to_change(scope, action_id)
    need(may_anywhere(scope, Permission.ACTION_CHANGE, places_of(action)), CHANGE)
    action.withdrawn_why = clean(why, name="why it is withdrawn", field="why", needed=True)
    action.withdrawn_on = timezone.localdate()
    save_if_unseen(action, version=version, fields=("withdrawn_on", "withdrawn_why"))
    record(by=by, action="action.withdrawn", on=action, trust_id=scope.trust_id)
    return action


@transaction.atomic
def tie_action(*, by: User, scope: Scope, action_id: int, finding_id: int) -> None:
    """Say that an action also answers this finding. Saying it twice changes nothing. Refuses somebody who may
    not change the action: tied to a finding of theirs it would become theirs to change and to withdraw."""
    action = action_to_change(scope, action_id)
    (finding,) = _findings(scope, [finding_id])
    need(may_anywhere(scope, Permission.ACTION_CHANGE, places_of(action)), CHANGE)
    _, new = ActionFinding.objects.get_or_create(action=action, finding=finding, defaults={"linked_by": by})
    if new:
        facts = {"answers": finding.reference}
        record(by=by, action="action.tied", on=action, trust_id=scope.trust_id, facts=facts)


@transaction.atomic
def untie_action(*, by: User, scope: Scope, action_id: int, finding_id: int) -> None:
    """Say that an action does not answer this finding after all. Refuses a finding it does not answer."""
    action = action_to_change(scope, action_id)
    need(may_anywhere(scope, Permission.ACTION_CHANGE, places_of(action)), CHANGE)
    link = action.links.filter(finding_id=finding_id).select_related("finding").first()
    if link is None:
        raise Refused(f"{action} does not answer that finding.")
    reference = link.finding.reference
    link.delete()
    record(by=by, action="action.untied", on=action, trust_id=scope.trust_id, facts={"answered": reference})


def _fill(action: Action, scope: Scope, fields: ActionFields) -> None:
    """Put checked values on the action; nothing is saved yet."""
    check_dates(starts_on=fields.starts_on, due=fields.due)
    check_scale(priority=fields.priority, effort=fields.effort)
    action.what = clean(fields.what, name="what you will do", field="what", needed=True, longest=2000)
    action.impact = clean(fields.impact, name="what changes for the person", field="impact", longest=2000)
    action.owner, action.sponsor = check_people(
        scope.trust_id,
        owner_id=fields.owner_id,
        sponsor_id=fields.sponsor_id,
        kept={action.owner_id, action.sponsor_id},
    )
    action.unit = check_unit(scope, fields.unit_id, kept=action.unit_id)
    action.programme = check_programme(scope.trust_id, fields.programme_id, kept=action.programme_id)
    action.priority, action.effort = fields.priority, fields.effort
    action.starts_on, action.due = fields.starts_on, fields.due


def _findings(scope: Scope, finding_ids: Iterable[int]) -> list[Finding]:
    wanted = list(dict.fromkeys(finding_ids))
    seen = {
        finding.pk: finding for finding in visible_findings(scope).filter(pk__in=wanted).select_related("merged_into")
    }
    if missing := [pk for pk in wanted if pk not in seen]:
        raise NotThereError(missing)
    for finding in seen.values():
        if finding.merged_into is not None or finding.withdrawn_on is not None:
            where = f"merged into {finding.merged_into}" if finding.merged_into else "withdrawn"
            raise Refused(f"{finding} was {where}, so an action cannot answer it.", field="findings")
    return [seen[pk] for pk in wanted]
