"""What the machine could not read, read by a person: during the review, and still after its end."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import ReportState
from springboard.inspections.models import DraftFinding, UnreadBlock
from springboard.inspections.rules import DraftEdit
from springboard.inspections.services.accepting import into_plan
from springboard.inspections.services.editing import add_draft, label
from springboard.inspections.services.locating import unread_for
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from springboard.plan.rules.words import clean

_NOTE = "what you read there"
_LONGEST = 1000


@transaction.atomic
def deal_with_unread(
    *, by: User, scope: Scope, report_id: int, block_id: int, done: bool = True, note: str = ""
) -> UnreadBlock:
    """Say that a person has read what the machine could not, and in ``note`` what it says (or take that back).

    Refuses a report that is neither being reviewed nor reviewed, and a note of more than 1,000 characters.
    """
    block = unread_for(scope, report_id, block_id)
    kept = clean(note, name=_NOTE, field="note", longest=_LONGEST) if done else ""
    _mark(block, by if done else None, kept)
    action = "report.unread_dealt_with" if done else "report.unread_open_again"
    facts = {"page": block.page, "note": kept} if done else {"page": block.page}
    record(by=by, action=action, on=block.report, trust_id=scope.trust_id, facts=facts)
    return block


@transaction.atomic
def add_from_unread(
    *, by: User, scope: Scope, report_id: int, block_id: int, edit: DraftEdit, page: int | None = None, quote: str = ""
) -> DraftFinding:
    """Add the finding that a part nobody could read holds; the part counts as read, and says what was added.

    During the review the finding waits for it like the others. Refuses what ``add_by_hand`` refuses, and a report
    whose review is over: there only ``add_after_review`` adds.
    """
    block = unread_for(scope, report_id, block_id)
    if block.report.state == ReportState.REVIEWED:
        raise Refused("The review of this report is finished. A finding that is added now goes into the plan at once.")
    return _add(block, by=by, edit=edit, page=page, quote=quote)


@transaction.atomic
def add_after_review(
    *, by: User, scope: Scope, report_id: int, block_id: int, edit: DraftEdit, page: int | None = None, quote: str = ""
) -> Finding:
    """Put a finding into the plan that was found in an unread part after the review was finished.

    Refuses a report that is still being reviewed or was withdrawn, and what ``add_by_hand`` refuses.
    """
    block = unread_for(scope, report_id, block_id)
    if block.report.state != ReportState.REVIEWED:
        raise Refused(
            "This report is still being reviewed. Add the finding there; it waits for review like the others."
        )
    draft = _add(block, by=by, edit=edit, page=page, quote=quote)
    return into_plan(draft, by=by, checked=True)


def _add(block: UnreadBlock, *, by: User, edit: DraftEdit, page: int | None, quote: str) -> DraftFinding:
    draft = add_draft(block.report, by=by, edit=edit, page=page, quote=quote)
    added = f"added as {label(draft)}"
    _mark(block, by, f"{block.dealt_with_note}; {added}" if block.dealt_with_note else added)
    facts = {"page": block.page, "note": added}
    trust_id = block.report.trust_id
    record(by=by, action="report.unread_dealt_with", on=block.report, trust_id=trust_id, facts=facts)
    return draft


def _mark(block: UnreadBlock, by: User | None, note: str) -> None:
    block.dealt_with_by, block.dealt_with_at = by, timezone.now() if by else None
    block.dealt_with_note = note
    block.save(update_fields=["dealt_with_by", "dealt_with_at", "dealt_with_note"])
