"""What people do with a report as a whole: say whose it is, share its review, withdraw."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.inspections.choices import ProviderCheck, ReportState
from springboard.inspections.models import DraftFinding, Inspection, Report, ReviewShare
from springboard.inspections.services.locating import report_for, report_in_review
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused
from springboard.plan.rules.words import clean


@transaction.atomic
def confirm_provider(*, by: User, scope: Scope, report_id: int) -> Report:
    """A person says that a report which prints another provider's name is about this trust all the same (a merger,
    a new name). Refuses a report about which nobody was asked."""
    report = report_for(scope, report_id)
    if report.state != ReportState.TO_REVIEW or report.provider_check != ProviderCheck.DIFFERS:
        raise Refused("Nobody was asked whose report this is. Nothing was changed.")
    report.provider_check = ProviderCheck.CONFIRMED
    report.save(update_fields=["provider_check"])
    facts = {"printed": report.provider_name}
    record(by=by, action="report.provider_confirmed", on=report, trust_id=scope.trust_id, facts=facts)
    return report


@transaction.atomic
def share_pages(
    *, by: User, scope: Scope, report_id: int, reviewer: User, first_page: int, last_page: int
) -> ReviewShare:
    """Hand a range of pages to a reviewer; it replaces the range they had.

    Refuses pages the report does not have, somebody who may not review here, and pages that another reviewer has.
    """
    report = report_in_review(scope, report_id)
    last = report.pages.count()
    if not 1 <= first_page <= last_page <= last:
        raise Refused(f"Give pages between 1 and {last}, the first one before the last.")
    theirs = scope_for(reviewer, scope.trust_id)
    if theirs is None or not theirs.may(Permission.REPORT_REVIEW):
        raise Refused(f"{reviewer} may not review reports of this trust. An administrator can change that.")
    overlap = report.shares.exclude(reviewer=reviewer).filter(first_page__lte=last_page, last_page__gte=first_page)
    if other := overlap.select_related("reviewer").first():
        raise Refused(f"{other.reviewer} already has pages {other.first_page} to {other.last_page}.")
    share, _ = ReviewShare.objects.update_or_create(
        report=report, reviewer=reviewer, defaults={"first_page": first_page, "last_page": last_page}
    )
    facts = {"reviewer": str(reviewer), "pages": f"{first_page} to {last_page}"}
    record(by=by, action="report.shared", on=report, trust_id=scope.trust_id, facts=facts)
    return share


@transaction.atomic
def stop_sharing(*, by: User, scope: Scope, report_id: int, share_id: int) -> None:
    """Take a range of pages back; what was reviewed stays."""
    report = report_in_review(scope, report_id)
    share = ReviewShare.objects.select_related("reviewer").get(pk=share_id, report=report)
    facts = {"reviewer": str(share.reviewer), "pages": f"{share.first_page} to {share.last_page}"}
    record(by=by, action="report.share_ended", on=report, trust_id=scope.trust_id, facts=facts)
    share.delete()


@transaction.atomic
def withdraw(*, by: User, scope: Scope, report_id: int, why: str) -> Report:
    """Take a report out: a wrong upload. Its file, its reference and the record of it stay; its ratings leave the grid.

    Refuses a report of which something is in the plan: those findings have to be answered where they are.
    """
    report = report_for(scope, report_id)
    if report.state == ReportState.WITHDRAWN:
        raise Refused("This report is withdrawn already.")
    in_plan = DraftFinding.objects.filter(report=report, finding__isnull=False).count()
    if in_plan:
        things = "1 finding of this report is" if in_plan == 1 else f"{in_plan} findings of this report are"
        raise Refused(
            f"{things} in the plan, so it stays. To take back a finding, open it in the plan and note why it no longer "
            "counts."
        )
    report.withdrawn_why = clean(why, name="why it is withdrawn", field="why", needed=True, longest=1000)
    report.withdrawn_by, report.withdrawn_at = by, timezone.now()
    report.state, report.claim = ReportState.WITHDRAWN, ""
    report.save()
    Inspection.objects.filter(report=report).update(in_grid=False)
    record(by=by, action="report.withdrawn", on=report, trust_id=scope.trust_id, facts={"why": report.withdrawn_why})
    return report
