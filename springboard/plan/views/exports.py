"""Every table comes out as CSV and as a workbook: the same rows in the same order as on the page, all of
them."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from springboard.accounts.permissions import Permission
from springboard.kernel.tables import Row, Sheet, as_csv, as_xlsx
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.downloads import handed_out
from springboard.plan import queries
from springboard.plan.exports import FINDING_COLUMNS, PLAN_COLUMNS, WIDE, plan_rows, register_rows
from springboard.plan.queries.register import passes
from springboard.plan.views.plan import asked


@needs(Permission.PLAN_VIEW)
@require_safe
def plan_csv(request: ScopedRequest) -> HttpResponse:
    return _file(as_csv(PLAN_COLUMNS, _plan(request)), "plan", "csv")


@needs(Permission.PLAN_VIEW)
@require_safe
def plan_xlsx(request: ScopedRequest) -> HttpResponse:
    sheet = Sheet("Improvement plan", PLAN_COLUMNS, _plan(request), WIDE)
    return _file(as_xlsx(sheet), "plan", "xlsx")


@needs(Permission.PLAN_VIEW)
@require_safe
def findings_csv(request: ScopedRequest) -> HttpResponse:
    return _file(as_csv(FINDING_COLUMNS, _register(request)), "findings", "csv")


@needs(Permission.PLAN_VIEW)
@require_safe
def findings_xlsx(request: ScopedRequest) -> HttpResponse:
    sheet = Sheet("Findings", FINDING_COLUMNS, _register(request), WIDE)
    return _file(as_xlsx(sheet), "findings", "xlsx")


def _plan(request: ScopedRequest) -> Iterable[Row]:
    return plan_rows(queries.whole_plan(request.scope, asked(request).but()))


def _register(request: ScopedRequest) -> Iterable[Row]:
    filters = queries.parse_register(request.GET.dict(), services=queries.service_names())
    return register_rows(row for row in queries.register_rows(request.scope) if passes(row, filters))


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return handed_out(content, f"{name}-{timezone.localdate().isoformat()}", kind)
