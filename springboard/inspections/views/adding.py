"""Adding by hand what the reader did not find, beside the page it stands on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services
from springboard.inspections.forms import ByHandForm
from springboard.inspections.presenters import fields
from springboard.inspections.presenters.screen import review_page
from springboard.inspections.queries import Board
from springboard.inspections.rules import may_read_unread, may_review
from springboard.inspections.views.common import or_404, said
from springboard.inspections.views.review import zoom_of
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.rules import Refused


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def add(request: ScopedRequest, report_id: int) -> HttpResponse:
    """During the review anything can be added; after its end only what stands in a part nobody could read."""
    board = queries.board(request.scope, report_id)
    block = _block(request, board)
    state, check = board.report.state, board.report.provider_check
    if not (may_review(state, check) or (block is not None and may_read_unread(state, check))):
        return redirect("inspections:report", report_id)
    form = _form(request, board, block)
    if request.method == "POST" and request.POST.get("do") == "add-regulation":
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        return _added(request, board, form, block)
    return _screen(request, board, form)


def _block(request: ScopedRequest, board: Board) -> Any:
    """The part that could not be read which this is added from (``?unread=``); ``None`` for any other."""
    wanted = request.GET.get("unread", "")
    return next((block for block in board.unread if str(block.pk) == wanted), None)


def _form(request: ScopedRequest, board: Board, block: Any) -> ByHandForm:
    number = request.GET.get("page", "")
    page = int(number) if number.isdecimal() and len(number) < 6 else None
    return ByHandForm(
        request.POST if request.method == "POST" else None,
        services=fields.service_choices(board),
        units=fields.unit_choices(queries.units(request.scope)),
        initial={
            "page": block.page if block and page is None else page,
            "level": "must",
            "service": fields.only_service(board),
            "quote": block.quote if block else "",
        },
    )


def _added(request: ScopedRequest, board: Board, form: ByHandForm, block: Any) -> HttpResponse:
    try:
        if board.report.state == "reviewed":
            return _added_after_review(request, board, form, block)
        return _added_in_review(request, board, form, block)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, board, form)


def _given(request: ScopedRequest, board: Board, form: ByHandForm) -> dict[str, Any]:
    return {
        "by": request.user,
        "scope": request.scope,
        "report_id": board.report.pk,
        "edit": form.edit(),
        "page": form.cleaned_data.get("page"),
        "quote": form.cleaned_data.get("quote", ""),
    }


def _added_after_review(request: ScopedRequest, board: Board, form: ByHandForm, block: Any) -> HttpResponse:
    finding = services.add_after_review(block_id=block.pk, **_given(request, board, form))
    messages.success(request, f"{finding.reference} is in the plan.")
    return redirect(f"{reverse('inspections:report', args=[board.report.pk])}#unread")


def _added_in_review(request: ScopedRequest, board: Board, form: ByHandForm, block: Any) -> HttpResponse:
    given, report_id = _given(request, board, form), board.report.pk
    draft = services.add_from_unread(block_id=block.pk, **given) if block else services.add_by_hand(**given)
    if request.POST.get("do") != "accept":
        return said(request, "Added. It waits for review like the others.", "inspections:draft", report_id, draft.pk)
    finding = services.accept(by=request.user, scope=request.scope, draft_id=draft.pk, version=draft.version)
    return said(request, f"{finding.reference} is in the plan.", "inspections:review", report_id)


def _screen(request: ScopedRequest, board: Board, form: ByHandForm) -> HttpResponse:
    typed = str(form["page"].value() or "")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else None
    page = review_page(board, None, request.user.pk, timezone.now(), number=number)
    over = board.report.state == "reviewed"
    back = reverse("inspections:report" if over else "inspections:review", args=[board.report.pk])
    unread = request.GET.get("unread", "")
    keep = f"&unread={unread}" if unread.isdecimal() else ""
    context = {"page": page, "form": form, "zoom": zoom_of(request), "keep": keep, "over": over, "back": back}
    return render(request, "inspections/add.jinja", context, status=422 if form.is_bound and form.errors else 200)
