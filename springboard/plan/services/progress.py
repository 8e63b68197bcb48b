"""How an action goes: updates, stuck and helped, and the owner's claim that it is done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.organisations.scope import Scope
from springboard.plan.choices import UpdateKind
from springboard.plan.models import Action, ActionUpdate
from springboard.plan.rules import Refused
from springboard.plan.rules.permissions import CLAIM, UPDATE, may_update, need
from springboard.plan.rules.words import clean
from springboard.plan.services.reaching import action_to_change, places_of
from springboard.plan.services.saving import save_if_unseen


@transaction.atomic
def write_update(*, by: User, scope: Scope, action_id: int, text: str) -> ActionUpdate:
    """Write what happened, in a few words. Updates are never changed afterwards. Refuses no words, and
    somebody who neither owns the action nor leads where it belongs."""
    action = _mine(scope, action_id)
    return _line(action, by, UpdateKind.NOTE, text, "what happened")


@transaction.atomic
def say_stuck(*, by: User, scope: Scope, action_id: int, why: str, help_asked: str = "") -> Action:
    """Say that an action is stuck, why, and what help is asked for. An action that is stuck already keeps
    its first day. Refuses no reason, and an action whose owner said it is done."""
    action = _mine(scope, action_id)
    if action.claimed_on is not None:
        raise Refused(f"The owner said {action} is done. Take that back first.")
    why = clean(why, name="what it is stuck on", field="why", needed=True, longest=2000)
    asked = clean(help_asked, name="what would help", field="help_asked", longest=2000)
    action.stuck_since = action.stuck_since or timezone.localdate()
    action.stuck_why, action.help_asked = why, asked
    _save(action, "stuck_since", "stuck_why", "help_asked")
    _line(action, by, UpdateKind.STUCK, f"{why} Help asked: {asked}" if asked else why, "what it is stuck on")
    return action


@transaction.atomic
def say_unstuck(*, by: User, scope: Scope, action_id: int, help_given: str) -> Action:
    """Say what helped; the action is no longer stuck. Refuses when it was not stuck."""
    action = _mine(scope, action_id)
    if action.stuck_since is None:
        raise Refused(f"{action} is not stuck.")
    action.stuck_since, action.stuck_why, action.help_asked = None, "", ""
    _save(action, "stuck_since", "stuck_why", "help_asked")
    _line(action, by, UpdateKind.HELP, help_given, "what helped")
    return action


@transaction.atomic
def claim_done(*, by: User, scope: Scope, action_id: int, version: int, text: str) -> Action:
    """The owner says the action is done, and what was done. It stays "claimed" until somebody independent
    checks it.

    Refuses anybody but the owner, an action that was never agreed, and one claimed already.
    """
    action = action_to_change(scope, action_id)
    need(action.owner_id == scope.user_id, CLAIM)
    if action.agreed_on is None:
        raise Refused(f"{action} was never agreed, so it cannot be done yet. Ask a lead to agree it first.")
    if action.claimed_on is not None:
        raise Refused(f"{action} was said to be done already.")
    action.claimed_by, action.claimed_on = by, timezone.localdate()
    action.stuck_since, action.stuck_why, action.help_asked = None, "", ""
    changed = ("claimed_by", "claimed_on", "stuck_since", "stuck_why", "help_asked")
    save_if_unseen(action, version=version, fields=changed)
    _line(action, by, UpdateKind.CLAIMED, text, "what was done")
    return action


@transaction.atomic
def take_back_claim(*, by: User, scope: Scope, action_id: int, version: int, why: str) -> Action:
    """Say that an action is not done after all, and why. Refuses when it was not claimed."""
    action = _mine(scope, action_id)
    if action.claimed_on is None:
        raise Refused(f"Nobody has said that {action} is done.")
    action.claimed_by = action.claimed_on = None
    save_if_unseen(action, version=version, fields=("claimed_by", "claimed_on"))
    _line(action, by, UpdateKind.TAKEN_BACK, why, "why it is not done")
    return action


def _mine(scope: Scope, action_id: int) -> Action:
    action = action_to_change(scope, action_id)
    need(may_update(scope, places_of(action), owner_id=action.owner_id), UPDATE)
    return action


def _save(action: Action, *fields: str) -> None:
    save_if_unseen(action, version=action.version, fields=fields)


_RECORDED = {
    UpdateKind.NOTE: "action.updated",
    UpdateKind.STUCK: "action.stuck",
    UpdateKind.HELP: "action.helped",
    UpdateKind.CLAIMED: "action.claimed",
    UpdateKind.TAKEN_BACK: "action.claim_taken_back",
}


def _line(action: Action, by: User, kind: UpdateKind, text: str, name: str) -> ActionUpdate:
    """One line of the story, the day of the last word, and the event: together."""
    update = ActionUpdate.objects.create(
        action=action, kind=kind, by=by, text=clean(text, name=name, field="text", needed=True, longest=4500)
    )
    Action.objects.filter(pk=action.pk).update(last_update_on=timezone.localdate(update.at))
    record(by=by, action=_RECORDED[kind], on=action, trust_id=action.trust_id)
    return update
