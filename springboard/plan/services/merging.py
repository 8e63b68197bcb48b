"""One plan from many reports: two findings that say the same become one, and can become two again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding, FindingMerge
from springboard.plan.rules import Refused
from springboard.plan.rules.answering import check_merge
from springboard.plan.rules.permissions import ANSWER
from springboard.plan.services.reaching import finding_to_change, standing_finding


@transaction.atomic
def merge_findings(*, by: User, scope: Scope, keep_id: int, other_id: int) -> FindingMerge:
    """Let ``keep`` speak for ``other``. Both keep their reference, source, response and actions: only a
    pointer is set, and findings merged into ``other`` earlier are taken along, which undoing puts back.

    Refuses a finding with itself, one that is merged or withdrawn already, hiding something stronger behind
    something weaker, good practice with something to put right, and somebody who may not answer for both.
    """
    if keep_id == other_id:
        raise Refused("A finding cannot be merged with itself. Choose another one.")
    _lock(keep_id, other_id)
    keep = standing_finding(scope, keep_id, Permission.FINDING_RESPOND, ANSWER)
    other = standing_finding(scope, other_id, Permission.FINDING_RESPOND, ANSWER)
    check_merge(
        keep_level=keep.level,
        other_level=other.level,
        keep_reference=keep.reference,
        other_reference=other.reference,
    )
    merge = FindingMerge.objects.create(merged=other, into=keep, by=by)
    for child in other.merged.order_by("id"):
        FindingMerge.objects.create(merged=child, into=keep, was_into=other, carried_by=merge, by=by)
        _point(child, keep)
    _point(other, keep)
    facts = {"into": keep.reference, "merged": other.reference}
    record(by=by, action="finding.merged", on=other, trust_id=scope.trust_id, facts=facts)
    record(by=by, action="finding.took_in", on=keep, trust_id=scope.trust_id, facts=facts)
    return merge


@transaction.atomic
def unmerge(*, by: User, scope: Scope, finding_id: int) -> Finding:
    """Undo the merge of this finding: it speaks for itself again, with those it had brought along. Refuses
    a finding that is not merged."""
    _lock(finding_id)
    finding = finding_to_change(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    merges = list(finding.merges.filter(undone_at__isnull=True).select_related("into"))
    if finding.merged_into_id is None or not merges:
        raise Refused(f"{finding} is not merged into another finding.")
    _undo(finding, merges, None, by)
    brought = FindingMerge.objects.filter(carried_by__in=merges, was_into=finding, undone_at__isnull=True)
    for carried in brought.select_related("merged").order_by("id"):
        later = carried.merged.merges.filter(undone_at__isnull=True, pk__gte=carried.pk)
        _undo(carried.merged, list(later), finding, by)
    merge = merges[-1]
    facts = {"into": merge.into.reference, "merged": finding.reference}
    record(by=by, action="finding.unmerged", on=finding, trust_id=scope.trust_id, facts=facts)
    record(by=by, action="finding.gave_back", on=merge.into, trust_id=scope.trust_id, facts=facts)
    finding.refresh_from_db()
    return finding


def _lock(*finding_ids: int) -> None:
    """Two merges that cross would make a circle: whoever comes second waits, and then sees the first."""
    list(Finding.objects.select_for_update().filter(pk__in=finding_ids).order_by("pk"))


def _undo(finding: Finding, merges: list[FindingMerge], back_to: Finding | None, by: User) -> None:
    """These merges of the finding no longer hold; it points back to where it was before the first of them."""
    undone = {"undone_by": by, "undone_at": timezone.now()}
    FindingMerge.objects.filter(pk__in=[merge.pk for merge in merges]).update(**undone)
    _point(finding, back_to)


def _point(finding: Finding, into: Finding | None) -> None:
    finding.merged_into = into
    Finding.objects.filter(pk=finding.pk).update(merged_into=into, version=F("version") + 1)
