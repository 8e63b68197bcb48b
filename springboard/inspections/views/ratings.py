"""Ratings: the grid with its timeline, and one cell explained at its own address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from springboard.accounts.permissions import Permission
from springboard.inspections import queries
from springboard.inspections.presenters import panel as present_panel
from springboard.inspections.presenters import ratings as present
from springboard.inspections.rules.grid import COLUMNS, TRUST, Row
from springboard.inspections.rules.grid import grid as make_grid
from springboard.inspections.views.common import or_404
from springboard.kernel.ratings import rule_book
from springboard.organisations.access import ScopedRequest, needs


@needs(Permission.RATINGS_VIEW)
@or_404
@require_GET
def grid(request: ScopedRequest) -> HttpResponse:
    """The grid as CQC last rated each service, or as it stood after one inspection (``?at=``)."""
    page, _ = _page(request, ("", ""))
    return render(request, "inspections/ratings.jinja", {"page": page, "panel": None})


@needs(Permission.RATINGS_VIEW)
@or_404
@require_GET
def cell(request: ScopedRequest, row: str, question: str) -> HttpResponse:
    """The grid with the panel of one cell open."""
    page, rows = _page(request, (row, question))
    chosen = next((one for one in rows if one.key == row), None)
    if chosen is None or question not in COLUMNS:
        raise LookupError(row)
    service = "" if row == TRUST else chosen.core_service or "-"
    held = queries.cell_facts(request.scope, service, question)
    panel = present_panel.panel_of(chosen, question, rows, held, timezone.localdate())
    return render(request, "inspections/ratings.jinja", {"page": page, "panel": panel})


@needs(Permission.RATINGS_VIEW)
@require_GET
def rules(request: ScopedRequest) -> HttpResponse:
    """The rules we used, in words, each with its source and whether it could be verified."""
    today = present_panel.rules_of(timezone.localdate())
    return render(request, "inspections/rules.jinja", {"rules": rule_book(today), "name": today.name})


def _page(request: ScopedRequest, current: tuple[str, str]) -> tuple[present.RatingsPage, tuple[Row, ...]]:
    scope, today = request.scope, timezone.localdate()
    inspections = queries.inspections(scope)
    wanted = request.GET.get("at", "")
    at = next((one for one in inspections if str(one.id) == wanted), None)
    latest = inspections[-1] if inspections else None
    past = at if at and latest and at.id != latest.id else None
    facts = queries.rating_facts(scope, until=past.held_on if past else None, until_id=past.id if past else None)
    rows = make_grid(facts)
    shown = past or latest
    notices = [] if past else queries.notices_in_force(scope)
    page = present.RatingsPage(
        columns=present.columns(),
        rows=present.rows_of(rows, notices, current, past.id if past else None),
        points=present.points_of(inspections, shown.id if shown else None, queries.reinspection_day(scope), today),
        notices=present.notices_of(notices, present_panel.names_of(rows)),
        banner=present.banner_of(queries.newer_in_review(scope), scope.may(Permission.REPORT_REVIEW)),
        shown=f"{shown.reference}" if past and shown else "",
        latest_href=reverse("inspections:ratings"),
        may_upload=scope.may(Permission.REPORT_UPLOAD),
        may_see_reports=scope.may(Permission.REPORT_VIEW),
        close_href=f"{reverse('inspections:ratings')}{f'?at={past.id}' if past else ''}",
    )
    return page, rows
