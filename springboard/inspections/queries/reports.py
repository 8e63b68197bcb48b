"""Reports: the list, one report, its pages and files.

CQC publishes its reports, so everybody in the trust may see one that has been reviewed. Until then it may be a draft
that CQC sent for checking: only those who upload or review see it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr

from springboard.accounts.permissions import Permission
from springboard.inspections.choices import DraftState, ReportState
from springboard.inspections.models import DraftFinding, Rating, Report, ReportPage, UnreadBlock
from springboard.inspections.pictures import CLAIM_LENGTH, FOLDER
from springboard.organisations.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with how far its review is."""

    report: Report
    drafts: int
    pending: int
    in_plan: int
    unread: int


def seen_by(scope: Scope) -> QuerySet[Report]:
    """Reports this person may see at all."""
    reports_ = Report.objects.filter(trust_id=scope.trust_id)
    if scope.may(Permission.REPORT_REVIEW) or scope.may(Permission.REPORT_UPLOAD):
        return reports_
    if not scope.may(Permission.REPORT_VIEW):
        return reports_.none()
    return reports_.filter(state=ReportState.REVIEWED)


def reports(scope: Scope) -> list[ReportRow]:
    """Every report the person may see: those not read yet first, then the newest. One query."""
    newest = F("published").desc(nulls_first=True)
    return [_row(report_) for report_ in _counted(scope).order_by(newest, "-uploaded_at", "-pk")]


def report(scope: Scope, report_id: int) -> ReportRow:
    """One report with its counts. One query. Raises ``Report.DoesNotExist``."""
    return _row(_counted(scope).get(pk=report_id))


def report_for_file(scope: Scope, report_id: int) -> Report:
    """The report whose file is asked for. One query. Raises ``Report.DoesNotExist``."""
    return seen_by(scope).get(pk=report_id)


def unread_blocks(scope: Scope, report_id: int) -> list[UnreadBlock]:
    """What could not be read. One query."""
    blocks = UnreadBlock.objects.filter(report__in=seen_by(scope), report_id=report_id)
    return list(blocks.select_related("dealt_with_by"))


def page_image(scope: Scope, report_id: int, number: int) -> str:
    """The stored name of a page's picture. One query. Raises ``ReportPage.DoesNotExist`` when there is none."""
    pages = ReportPage.objects.filter(report__in=seen_by(scope), report_id=report_id, number=number)
    return str(pages.exclude(image="").values_list("image", flat=True).get())


def ratings_of_report(scope: Scope, report_id: int) -> tuple[Report, list[Rating]]:
    """A report with the ratings of its inspection, rows together. Two queries. Raises ``Report.DoesNotExist``."""
    report_ = seen_by(scope).select_related("trust").get(pk=report_id)
    rows = Rating.objects.filter(inspection__report=report_).order_by("scope", "core_service", "name", "pk")
    return report_, list(rows)


def stored_file(report_id: int) -> str:
    """The stored name of a report's file, for the worker: the system asks, so there is no scope. One query."""
    return str(Report.objects.values_list("file", flat=True).get(pk=report_id))


def claims_reading() -> set[str]:
    """The claims of readings under way, of every trust: the system asks. One query."""
    return set(Report.objects.exclude(claim="").values_list("claim", flat=True))


def claims_of_pages() -> set[str]:
    """The claims whose pictures belong to a page, of every trust: the system asks. One query."""
    claim = Substr("image", len(FOLDER) + 1, CLAIM_LENGTH)
    return set(ReportPage.objects.filter(image__startswith=FOLDER).values_list(claim, flat=True).distinct().order_by())


@dataclass(frozen=True, slots=True)
class Origin:
    """How a finding of the plan was read, and who confirmed it."""

    origin: str
    by: str
    on: datetime
    section: str
    inferred: tuple[str, ...]
    text_as_read: str


def references(scope: Scope, wanted: Collection[str]) -> dict[str, tuple[int, int]]:
    """Reports by reference, as (id, number of pages), of those the person may see. One query."""
    rows = seen_by(scope).filter(reference__in=[name for name in wanted if name]).annotate(n=Count("pages"))
    return {row.reference: (row.pk, row.n) for row in rows}


def origin_of(scope: Scope, finding_id: int) -> Origin | None:
    """How a finding came out of a report; ``None`` when it did not, or the person may not see the report. One query."""
    drafts = DraftFinding.objects.filter(finding_id=finding_id, report__in=seen_by(scope))
    draft = drafts.select_related("reviewed_by").first()
    if draft is None or draft.reviewed_at is None:
        return None
    was = str(draft.as_read.get("text", ""))
    return Origin(
        origin=draft.get_origin_display(),
        by=str(draft.reviewed_by),
        on=draft.reviewed_at,
        section=draft.section,
        inferred=tuple(one["why"] for one in draft.inferred),
        text_as_read=was if was != draft.text else "",
    )


def _counted(scope: Scope) -> QuerySet[Report]:
    """Each count is a query of its own inside the one query: joined together, 2,000 findings and 500 unread parts would
    make a million rows."""
    drafts, in_plan = DraftFinding.objects.all(), [DraftState.ACCEPTED, DraftState.MERGED]
    return (
        seen_by(scope)
        .select_related("uploaded_by", "reviewed_by", "withdrawn_by", "trust")
        .annotate(
            n_drafts=_number(drafts),
            n_pending=_number(drafts.filter(state=DraftState.PENDING)),
            n_in_plan=_number(drafts.filter(state__in=in_plan)),
            n_unread=_number(UnreadBlock.objects.filter(dealt_with_at__isnull=True)),
        )
    )


def _number(of_report: QuerySet[Any]) -> Coalesce:
    """How many rows a report has, as a subquery."""
    per_report = of_report.filter(report=OuterRef("pk")).order_by().values("report").annotate(n=Count("pk"))
    return Coalesce(Subquery(per_report.values("n")), 0)


def _row(report_: Report) -> ReportRow:
    counts = (int(getattr(report_, name)) for name in ("n_drafts", "n_pending", "n_in_plan", "n_unread"))
    return ReportRow(report_, *counts)
