"""Everything the review screen shows, in a fixed number of queries whatever the report's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.core.files.storage import default_storage
from django.db.models import Count

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.accounts.roles import ROLES
from springboard.inspections.choices import DraftState, ReportState
from springboard.inspections.models import DraftFinding, Report, ReportPage, ReviewShare, UnreadBlock
from springboard.inspections.queries.reports import seen_by
from springboard.inspections.rules import draft_reference
from springboard.inspections.rules.merging import why_not_merge
from springboard.organisations.models import Unit
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries.similar import Similar, find_similar
from springboard.plan.queries.visible import visible_findings
from springboard.plan.rules.permissions import Place

_MAY_REVIEW: Final = [role.code for role in ROLES if Permission.REPORT_REVIEW in role.permissions]
_TEXT_SHOWN: Final = 400_000
_LOOKED_THROUGH: Final = 30  # findings that look alike, before those that may not speak for it are left out


@dataclass(frozen=True, slots=True)
class Board:
    """A report under review with all its parts, in the report's order."""

    report: Report
    drafts: tuple[DraftFinding, ...]
    pages: tuple[ReportPage, ...]
    unread: tuple[UnreadBlock, ...]
    shares: tuple[ReviewShare, ...]

    @property
    def pending(self) -> tuple[DraftFinding, ...]:
        return tuple(draft_ for draft_ in self.drafts if draft_.state == DraftState.PENDING)


def board(scope: Scope, report_id: int) -> Board:
    """The whole review of one report. Five queries. Raises ``Report.DoesNotExist``."""
    report = seen_by(scope).select_related("trust").get(pk=report_id)
    drafts = DraftFinding.objects.filter(report=report).select_related(
        "finding", "unit", "reviewed_by", "open_by", "changed_by"
    )
    return Board(
        report=report,
        drafts=tuple(_with(report, list(drafts))),
        pages=tuple(report.pages.all()),
        unread=tuple(report.unread.select_related("dealt_with_by")),
        shares=tuple(report.shares.select_related("reviewer")),
    )


def _with(report: Report, drafts: list[DraftFinding]) -> list[DraftFinding]:
    for one in drafts:
        one.report = report
    return drafts


def draft(scope: Scope, report_id: int, draft_id: int) -> DraftFinding:
    """One draft with its report. One query. Raises ``DraftFinding.DoesNotExist``."""
    mine = DraftFinding.objects.select_related("report", "finding", "unit", "changed_by", "reviewed_by")
    return mine.get(pk=draft_id, report_id=report_id, report__in=seen_by(scope))


def units(scope: Scope) -> list[tuple[int, str, str]]:
    """Wards and teams that are open, as (id, name, the unit above): the choices of Where. One query."""
    rows = Unit.objects.filter(trust_id=scope.trust_id, closed_on__isnull=True, kind="team")
    return list(rows.order_by("parent__name", "name").values_list("pk", "name", "parent__name"))


def reviewers(scope: Scope) -> list[User]:
    """People who may review reports of this trust today. One query, and one for each of them."""
    people = User.objects.filter(
        is_active=True, memberships__trust_id=scope.trust_id, memberships__role__in=_MAY_REVIEW
    ).distinct()
    scopes = ((person, scope_for(person, scope.trust_id)) for person in people.order_by("name"))
    return [person for person, theirs in scopes if theirs and theirs.may(Permission.REPORT_REVIEW)]


def similar(scope: Scope, draft_: DraftFinding, limit: int = 1) -> list[Similar]:
    """Findings of the plan that look like this one and may speak for it, best first, with why. The plan's own
    six queries at most; one more where the person does not answer for the whole trust."""
    found = find_similar(scope, draft_.text, draft_.core_service, draft_.regulations, limit=_LOOKED_THROUGH)
    places = _places(scope, found)
    kept = (one for one in found if not _why_not(scope, draft_, one.level, one.reference, places.get(one.id, Place())))
    return list(islice(kept, limit))


def _places(scope: Scope, found: Sequence[Similar]) -> dict[int, Place]:
    if not found or scope.may_on(Permission.FINDING_RESPOND, None):
        return {}
    rows = visible_findings(scope).filter(pk__in=[one.id for one in found])
    return {pk: Place(unit, service) for pk, unit, service in rows.values_list("pk", "unit_id", "core_service")}


def _why_not(scope: Scope, draft_: DraftFinding, keep_level: str, keep_reference: str, keep_place: Place) -> str:
    return why_not_merge(
        scope,
        keep_level=keep_level,
        keep_reference=keep_reference,
        keep_place=keep_place,
        level=draft_.level,
        reference=draft_reference(draft_.report.reference, draft_.level, draft_.number),
        place=Place(draft_.unit_id, draft_.core_service),
    )


def candidates(scope: Scope, draft_: DraftFinding, words: str, limit: int = 20) -> list[tuple[Finding, str]]:
    """Findings of the plan whose reference or words hold what a reviewer typed, each with why it may not speak for
    this one (nothing when it may). One query."""
    found = visible_findings(scope).filter(merged_into__isnull=True, withdrawn_on__isnull=True)
    for word in words.replace("\x00", " ").casefold().split()[:8]:  # PostgreSQL keeps no NUL in text
        found = found.filter(search_text__contains=word)
    rows = found.order_by("-raised_on", "pk")[:limit]
    return [
        (one, _why_not(scope, draft_, one.level, one.reference, Place(one.unit_id, one.core_service))) for one in rows
    ]


def waiting_for_review(scope: Scope) -> list[tuple[Report, int, int]]:
    """Reports under review with (all, pending) counts, oldest first: for "my work" and for the banner. One query."""
    rows = (
        seen_by(scope)
        .filter(state=ReportState.TO_REVIEW)
        .annotate(n_all=Count("drafts"), n_decided=Count("drafts__reviewed_at"))
        .order_by("read_at")
    )
    return [(row, row.n_all, row.n_all - row.n_decided) for row in rows]


def report_text(report: Report) -> str:
    """The text of a report that came as plain text, to show beside its findings; ``""`` for other kinds.

    Bytes that are not UTF-8 are read as Windows-1252, like the reader does.
    """
    name = str(report.file)
    if not name.endswith(".txt"):
        return ""
    try:
        with default_storage.open(name, "rb") as content:
            raw: bytes = content.read(_TEXT_SHOWN)
    except FileNotFoundError:
        return ""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")
