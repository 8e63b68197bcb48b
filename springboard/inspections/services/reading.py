"""The life of one reading: claimed by one worker, alive while it beats, its results written in one transaction.

A worker that is killed leaves a claim without heartbeats. ``reap_dead`` puts such a report back to waiting, once; a
reading that lost its claim writes nothing, so that a slow worker and its successor never write both.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import ProviderCheck, ReportState
from springboard.inspections.models import (
    DraftFinding,
    Inspection,
    Rating,
    Report,
    ReportPage,
    StatementScore,
    UnreadBlock,
)
from springboard.inspections.rules import (
    DEAD_AFTER,
    FORGOTTEN_AFTER,
    MAX_ATTEMPTS,
    Problem,
    framework_of,
    is_dead,
    report_reference,
    same_provider,
)
from springboard.inspections.services import results
from springboard.inspections.services.locating import report_for
from springboard.kernel.reports import model as read
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused


def claim_reading(*, report_id: int) -> str | None:
    """Take a waiting report for reading and return the claim; ``None`` when it does not wait (any more)."""
    claim = uuid.uuid4().hex
    taken = Report.objects.filter(pk=report_id, state=ReportState.WAITING).update(
        state=ReportState.READING,
        claim=claim,
        attempt=F("attempt") + 1,
        heartbeat=timezone.now(),
        pages_done=0,
        pages_total=0,
        problem_code="",
        problem_happened="",
        problem_kept="",
        problem_to_do="",
    )
    return claim if taken else None


def beat(*, report_id: int, claim: str, done: int, total: int) -> bool:
    """Say that the reading is alive and how far it is. False when the claim was lost: stop, write nothing."""
    return bool(
        Report.objects.filter(pk=report_id, claim=claim, state=ReportState.READING).update(
            heartbeat=timezone.now(), pages_done=done, pages_total=total
        )
    )


def keep_results(*, report_id: int, claim: str, found: read.Report, images: dict[int, str]) -> bool:
    """Write everything the reader found in one transaction. False (and nothing written) when the claim was lost."""
    with transaction.atomic():
        trust = _lock_trust(report_id)
        report = _claimed(report_id, claim)
        if report is None:
            return False
        _keep_facts(report, trust, found)
        _keep_rows(report, found, images)
        facts = {"findings": len(found.findings), "ratings": len(found.ratings), "unread": len(found.unread)}
        record(by=None, action="report.read", on=report, trust_id=trust.pk, facts=facts)
    return True


def fail(*, report_id: int, claim: str, problem: Problem) -> bool:
    """Write why the report could not be read. False when the claim was lost."""
    with transaction.atomic():
        report = _claimed(report_id, claim)
        if report is None:
            return False
        _unreadable(report, problem)
    return True


def reap_dead(*, now: datetime | None = None) -> list[int]:
    """Put reports whose worker died back to waiting, once; give up on those that died twice. Returns the ids of
    every report that waits and seems forgotten: their jobs have to be made again."""
    now = now or timezone.now()
    dead = Report.objects.filter(state=ReportState.READING).filter(
        Q(heartbeat__lt=now - DEAD_AFTER) | Q(heartbeat__isnull=True)
    )
    back = [report_id for report_id in dead.values_list("pk", flat=True) if _reap(report_id, now)]
    waiting = Report.objects.filter(state=ReportState.WAITING)
    # One that waits is looked at again only after a while; "heartbeat" remembers when its job was last made.
    lost = waiting.filter(
        Q(heartbeat__isnull=True, uploaded_at__lt=now - FORGOTTEN_AFTER) | Q(heartbeat__lt=now - FORGOTTEN_AFTER)
    )
    forgotten = list(lost.values_list("pk", flat=True))
    waiting.filter(pk__in=forgotten).update(heartbeat=now)
    return sorted({*back, *forgotten})


def read_again(*, by: User, scope: Scope, report_id: int) -> Report:
    """Put an unreadable report back to waiting because a person asked. Refuses any other state."""
    with transaction.atomic():
        report = report_for(scope, report_id)
        if report.state != ReportState.UNREADABLE:
            raise Refused("Only a report that could not be read can be read again.")
        report.state, report.attempt, report.heartbeat = ReportState.WAITING, 0, None
        report.save()
        record(by=by, action="report.read_again", on=report, trust_id=report.trust_id)
    return report


def _reap(report_id: int, now: datetime) -> bool:
    """One dead reading: back to waiting, or given up. True when it waits again."""
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report_id)
        if not is_dead(report.state, report.heartbeat, now):
            return False
        if report.attempt >= MAX_ATTEMPTS:
            _unreadable(report, _died_twice())
            return False
        report.state, report.claim, report.heartbeat = ReportState.WAITING, "", now
        report.save(update_fields=["state", "claim", "heartbeat"])
        record(by=None, action="report.back_to_waiting", on=report, trust_id=report.trust_id)
    return True


def _died_twice() -> Problem:
    return Problem(
        "stopped",
        "Reading stopped in the middle, twice.",
        "The file is kept as you gave it. Nothing of it is in the plan.",
        "Ask the person who runs Springboard whether the server was restarted; then try again. If it stops again, "
        "download the report from CQC's website once more and upload that file.",
    )


def _unreadable(report: Report, problem: Problem) -> None:
    report.state, report.claim = ReportState.UNREADABLE, ""
    report.problem_code, report.problem_happened = problem.code[:20], problem.happened
    report.problem_kept, report.problem_to_do = problem.kept, problem.to_do
    report.save()
    record(by=None, action="report.unreadable", on=report, trust_id=report.trust_id, facts={"why": problem.happened})


def _lock_trust(report_id: int) -> Trust:
    """The trust, locked: two reports of one month that finish together get two references."""
    trust_id = Report.objects.values_list("trust_id", flat=True).get(pk=report_id)
    return Trust.objects.select_for_update().get(pk=trust_id)


def _claimed(report_id: int, claim: str) -> Report | None:
    report = Report.objects.select_for_update().get(pk=report_id)
    return report if claim and report.claim == claim and report.state == ReportState.READING else None


def _keep_facts(report: Report, trust: Trust, found: read.Report) -> None:
    provider = found.provider
    report.title = (found.title or "")[:300]
    report.provider_name, report.provider_id = (provider.name or "")[:200], (provider.id or "")[:20]
    names = [trust.name, trust.short_name]
    report.provider_check = same_provider(report.provider_name, report.provider_id, names, trust.cqc_provider_id)
    if report.provider_check == ProviderCheck.NOT_SAID and provider.id and trust.cqc_provider_id:
        report.provider_check = ProviderCheck.DIFFERS
    report.era, report.framework_version = found.era, framework_of(found.era, found.published)
    report.published = found.published
    report.inspected_from, report.inspected_to = _in_order(found)
    report.services = [{"name": service.name, "code": service.code or ""} for service in found.services]
    report.notes = list(found.notes)
    report.state, report.claim, report.read_at = ReportState.TO_REVIEW, "", timezone.now()
    report.pages_done = report.pages_total = len(found.pages)
    held = report.published or report.inspected_to or timezone.localdate(report.uploaded_at)
    taken = Report.objects.filter(trust=trust, reference__startswith=f"CQC-{held:%Y-%m}")
    report.reference = report_reference(held, set(taken.values_list("reference", flat=True)))
    report.save()


def _in_order(found: read.Report) -> tuple[date | None, date | None]:
    """First and last day of the inspection; a report that prints them the wrong way round is put right."""
    days = sorted(day for day in (found.inspected_from, found.inspected_to) if day)
    if len(days) == 2:
        return days[0], days[1]
    return found.inspected_from, found.inspected_to


def _keep_rows(report: Report, found: read.Report, images: dict[int, str]) -> None:
    ReportPage.objects.bulk_create(results.pages_of(report, found.pages, images))
    UnreadBlock.objects.bulk_create(results.unread_of(report, found.unread))
    DraftFinding.objects.bulk_create(results.drafts_of(report, found.findings))
    held = report.inspected_to or report.published or timezone.localdate(report.uploaded_at)
    inspection = Inspection.objects.create(
        trust_id=report.trust_id,
        report=report,
        inspected_from=report.inspected_from,
        inspected_to=report.inspected_to,
        published=report.published,
        held_on=held,
    )
    Rating.objects.bulk_create(results.ratings_of(inspection, report, found.ratings))
    StatementScore.objects.bulk_create(results.scores_of(inspection, report, found.scores))
