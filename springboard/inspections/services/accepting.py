"""The click by which something read enters the plan, and the other decisions a reviewer can take."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import DraftState
from springboard.inspections.models import DraftFinding
from springboard.inspections.rules import DraftEdit, check_pending
from springboard.inspections.services.editing import apply_edit, check_unchanged, label
from springboard.inspections.services.locating import draft_for, report_in_review
from springboard.organisations.scope import Scope
from springboard.plan import services as plan
from springboard.plan.choices import SourceKind
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from springboard.plan.rules.words import clean


@transaction.atomic
def accept(*, by: User, scope: Scope, draft_id: int, version: int, edit: DraftEdit | None = None) -> Finding:
    """Put one finding into the plan as it stands on the reviewer's page; returns the finding.

    What the machine had worked out counts as checked: the reviewer had it before them. Refuses what ``save_draft``
    refuses; a finding is never accepted twice.
    """
    draft = draft_for(scope, draft_id)
    if edit is None:
        check_unchanged(draft, version, None)
    else:
        apply_edit(draft, by=by, version=version, edit=edit)
    return into_plan(draft, by=by, checked=True)


@transaction.atomic
def accept_many(*, by: User, scope: Scope, report_id: int, seen: Mapping[int, int]) -> tuple[int, int]:
    """Put several findings into the plan at once: ``seen`` are their ids with the versions the reviewer saw.

    Those that somebody changed or decided meanwhile are left as they are. Returns how many were accepted and how many
    were left. What the machine had worked out stays marked so, because nobody looked at each one.
    """
    report = report_in_review(scope, report_id)
    drafts = DraftFinding.objects.select_for_update().filter(report=report, pk__in=seen, state=DraftState.PENDING)
    accepted = 0
    for draft in drafts.order_by("order", "pk"):
        if draft.version == seen[draft.pk]:
            draft.report = report
            into_plan(draft, by=by, checked=False)
            accepted += 1
    return accepted, len(seen) - accepted


@transaction.atomic
def merge(
    *, by: User, scope: Scope, draft_id: int, version: int, into_id: int, edit: DraftEdit | None = None
) -> Finding:
    """Accept a finding and let one that is already in the plan speak for it. Both references are kept, and the merge
    can be undone in the plan.

    Refuses what ``accept`` and the plan's own merge refuse.
    """
    finding = accept(by=by, scope=scope, draft_id=draft_id, version=version, edit=edit)
    plan.merge_findings(by=by, scope=scope, keep_id=into_id, other_id=finding.pk)
    DraftFinding.objects.filter(pk=draft_id).update(state=DraftState.MERGED)
    return finding


@transaction.atomic
def reject(*, by: User, scope: Scope, draft_id: int, version: int, why: str) -> DraftFinding:
    """Leave a finding out of the plan, and say why. It stays in the report's list and can be brought back."""
    draft = draft_for(scope, draft_id)
    check_unchanged(draft, version, None)
    draft.why_rejected = clean(why, name="why it is left out", field="why", needed=True, longest=1000)
    _decide(draft, by, DraftState.REJECTED)
    record(by=by, action="draft.rejected", on=draft, trust_id=scope.trust_id, label=label(draft), facts={"why": why})
    return draft


@transaction.atomic
def bring_back(*, by: User, scope: Scope, draft_id: int) -> DraftFinding:
    """Put a finding that was left out back among those to review. Refuses any other."""
    draft = draft_for(scope, draft_id)
    if draft.state != DraftState.REJECTED:
        raise Refused("Only a finding that was left out can be brought back.")
    draft.state, draft.why_rejected, draft.reviewed_by, draft.reviewed_at = DraftState.PENDING, "", None, None
    draft.version += 1
    draft.save()
    record(by=by, action="draft.brought_back", on=draft, trust_id=scope.trust_id, label=label(draft))
    return draft


def into_plan(draft: DraftFinding, *, by: User, checked: bool) -> Finding:
    """The finding of a draft whose report is locked; ``checked`` when a person had it before them."""
    check_pending(draft.state)
    report = draft.report
    if checked:
        draft.regulations = [{**row, "inferred": False} for row in draft.regulations]
    finding = plan.raise_finding(
        by=by,
        trust_id=report.trust_id,
        reference=label(draft),
        level=draft.level,
        text=draft.text,
        quote=draft.quote,
        page=draft.page,
        source_kind=SourceKind.CQC_REPORT,
        source_reference=report.reference,
        source_title=report.title or report.original_name,
        core_service=draft.core_service,
        trust_wide=draft.trust_wide,
        unit_id=draft.unit_id,
        key_questions=draft.key_questions,
        regulations=draft.regulations,
        deadline=draft.deadline,
        raised_on=report.published or report.inspected_to or timezone.localdate(report.uploaded_at),
    )
    draft.finding = finding
    _decide(draft, by, DraftState.ACCEPTED)
    facts = {"finding": finding.reference}
    record(by=by, action="draft.accepted", on=draft, trust_id=report.trust_id, label=label(draft), facts=facts)
    return finding


def _decide(draft: DraftFinding, by: User, state: DraftState) -> None:
    draft.state, draft.reviewed_by, draft.reviewed_at = state, by, timezone.now()
    draft.version += 1
    draft.save()
