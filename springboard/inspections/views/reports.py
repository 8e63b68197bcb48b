"""Reports: the list, one report, its pages."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services, tasks
from springboard.inspections.choices import ReportState
from springboard.inspections.forms import WithdrawForm
from springboard.inspections.presenters import report_list
from springboard.inspections.presenters import reports as present
from springboard.inspections.presenters import review as present_review
from springboard.inspections.presenters.words import progress_text
from springboard.inspections.views.common import back, or_404, said
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.views.common import page_number
from springboard.plan.rules import Refused


@needs(Permission.RATINGS_VIEW)
@require_GET
def reports(request: ScopedRequest) -> HttpResponse:
    """The list; who may see ratings only is led there."""
    if not request.scope.may(Permission.REPORT_VIEW):
        return redirect("inspections:ratings")
    page = report_list.reports_page(request.scope, queries.reports(request.scope))
    return render(request, "inspections/reports.jinja", {"page": page})


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """One report: progress while it is read, then what it holds and what became of it."""
    page = present.report_page(
        request.scope,
        queries.board(request.scope, report_id),
        queries.report(request.scope, report_id),
        page_number(request),
    )
    return render(request, "inspections/report.jinja", {"page": page})


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def progress(request: ScopedRequest, report_id: int) -> JsonResponse:
    """How far the reading is, for the page that waits."""
    now = queries.report_for_file(request.scope, report_id)
    busy = now.state in {ReportState.WAITING, ReportState.READING}
    text = progress_text(now)
    return JsonResponse({"done": now.pages_done, "total": now.pages_total, "text": text, "finished": not busy})


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def page(request: ScopedRequest, report_id: int, number: int) -> HttpResponse:
    """One page as a picture with the findings marked on it."""
    board = queries.board(request.scope, report_id)
    picture = present_review.picture_of(board, number, None)
    if picture is None:
        raise LookupError(number)
    context = {"board_id": report_id, "reference": board.report.reference, "picture": picture}
    return render(request, "inspections/page.jinja", context)


@needs(Permission.REPORT_UPLOAD)
@or_404
@require_POST
def again(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Read an unreadable report once more."""
    try:
        services.read_again(by=request.user, scope=request.scope, report_id=report_id)
    except Refused as refusal:
        return back(request, refusal, "inspections:report", report_id)
    tasks.start_reading(report_id)
    return redirect("inspections:report", report_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_POST
def ours(request: ScopedRequest, report_id: int) -> HttpResponse:
    """A person says that the report is about this trust."""
    try:
        services.confirm_provider(by=request.user, scope=request.scope, report_id=report_id)
    except Refused as refusal:
        return back(request, refusal, "inspections:report", report_id)
    return redirect("inspections:review", report_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def withdraw(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Ask why, then withdraw."""
    row = queries.report(request.scope, report_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(by=request.user, scope=request.scope, report_id=report_id, why=form.cleaned_data["why"])
        except Refused as refusal:
            return back(request, refusal, "inspections:report", report_id)
        return said(request, f"{row.report} is withdrawn.", "inspections:reports")
    status = 422 if form.is_bound else 200
    context = {"form": form, "name": str(row.report), "back": reverse("inspections:report", args=[report_id])}
    return render(request, "inspections/withdraw.jinja", context, status=status)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_POST
def unread(request: ScopedRequest, report_id: int, block_id: int) -> HttpResponse:
    """A person has read what the machine could not (or takes that back)."""
    done = request.POST.get("done") == "yes"
    try:
        services.deal_with_unread(
            by=request.user,
            scope=request.scope,
            report_id=report_id,
            block_id=block_id,
            done=done,
            note=request.POST.get("note", ""),
        )
    except Refused as refusal:
        return back(request, refusal, "inspections:report", report_id)
    return redirect(f"{reverse('inspections:report', args=[report_id])}#unread")
