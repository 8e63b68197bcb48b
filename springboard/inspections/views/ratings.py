"""Ratings: the grid with its timeline, and one cell explained at its own address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services
from springboard.inspections.choices import ReportState
from springboard.inspections.forms import RatingForm
from springboard.inspections.presenters import by_hand as present_by_hand
from springboard.inspections.presenters import panel as present_panel
from springboard.inspections.presenters import ratings as present
from springboard.inspections.rules import may_read_unread
from springboard.inspections.rules.grid import COLUMNS, TRUST, Row
from springboard.inspections.rules.grid import grid as make_grid
from springboard.inspections.views.common import or_404, said
from springboard.kernel.ratings import rule_book
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.rules import Refused


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


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def by_hand(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Add a rating the reader missed, or correct one, also after the review; with a reason."""
    report, ratings = queries.ratings_of_report(request.scope, report_id)
    if not may_read_unread(report.state, report.provider_check):
        return redirect("inspections:report", report_id)
    rows = present_by_hand.row_choices(report, ratings)
    form = RatingForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            put, new = services.put_rating(
                by=request.user, scope=request.scope, report_id=report_id, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return said(
                request, f"{put}: {'added' if new else 'corrected'} by hand.", "inspections:add-rating", report_id
            )
    page = present_by_hand.rating_page(report, ratings, reviewed=report.state == ReportState.REVIEWED)
    status = 422 if form.is_bound else 200
    return render(request, "inspections/add_rating.jinja", {"page": page, "form": form}, status=status)


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
