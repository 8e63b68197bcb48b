"""Every write of the plan. Keyword-only, ``by=``, one transaction with its audit event; refusals are
sentences."""

from springboard.plan.rules.permissions import CHANGE
from springboard.plan.services.acting import (
    ActionFields,
    add_action,
    agree_action,
    change_action,
    tie_action,
    untie_action,
    withdraw_action,
)
from springboard.plan.services.answering import (
    record_challenge_outcome,
    record_decision,
    respond,
    restore_finding,
    set_key_questions,
    take_back_decision,
    withdraw_finding,
)
from springboard.plan.services.merging import merge_findings, unmerge
from springboard.plan.services.programmes import add_programme, close_programme, rename_programme, reopen_programme
from springboard.plan.services.progress import claim_done, say_stuck, say_unstuck, take_back_claim, write_update
from springboard.plan.services.raising import raise_by_hand, raise_finding
from springboard.plan.services.reaching import NotThereError
from springboard.plan.services.series import next_finding_reference

__all__ = [
    "CHANGE",
    "ActionFields",
    "NotThereError",
    "add_action",
    "add_programme",
    "agree_action",
    "change_action",
    "claim_done",
    "close_programme",
    "merge_findings",
    "next_finding_reference",
    "raise_by_hand",
    "raise_finding",
    "record_challenge_outcome",
    "record_decision",
    "rename_programme",
    "reopen_programme",
    "respond",
    "restore_finding",
    "say_stuck",
    "say_unstuck",
    "set_key_questions",
    "take_back_claim",
    "take_back_decision",
    "tie_action",
    "unmerge",
    "untie_action",
    "withdraw_action",
    "withdraw_finding",
    "write_update",
]
