"""The review screen: one finding beside its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services
from springboard.inspections.forms import DraftForm
from springboard.inspections.presenters import fields
from springboard.inspections.presenters import review as present
from springboard.inspections.presenters.screen import review_page
from springboard.inspections.queries import Board
from springboard.inspections.rules import may_review
from springboard.inspections.views.common import or_404, said
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.rules import ChangedMeanwhile, Refused


@needs(Permission.REPORT_REVIEW)
@or_404
@require_GET
def start(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Where this reviewer goes on: the next finding of their pages, or the end of the review."""
    board = queries.board(request.scope, report_id)
    if not may_review(board.report.state, board.report.provider_check):
        return redirect("inspections:report", report_id)
    draft_id = present.first_to_review(board, request.user.pk)
    return redirect("inspections:draft", report_id, draft_id) if draft_id else redirect("inspections:finish", report_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def draft(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    """One finding: GET shows it, POST accepts it, keeps changes, merges it, or adds a row for a regulation."""
    board = queries.board(request.scope, report_id)
    one = next((one for one in board.drafts if one.pk == draft_id), None)
    if one is None:
        raise LookupError(draft_id)
    if not may_review(board.report.state, board.report.provider_check):
        return redirect("inspections:report", report_id)
    if request.method == "GET":
        services.open_draft(by=request.user, scope=request.scope, draft_id=draft_id)
        return screen(request, board, one, _form(request, board, one))
    return _posted(request, board, one)


def _posted(request: ScopedRequest, board: Board, one: Any) -> HttpResponse:
    form = _form(request, board, one, request.POST)
    do = request.POST.get("do", "")
    if do == "add-regulation" or not form.is_valid():
        if do == "add-regulation":
            form.errors.clear()
        return screen(request, board, one, form, status=200 if do == "add-regulation" else 422)
    try:
        return _decide(request, board, one, form, do)
    except ChangedMeanwhile as conflict:
        return _conflict(request, board, one, form, conflict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return screen(request, board, one, form, status=422)


def _decide(request: ScopedRequest, board: Board, one: Any, form: DraftForm, do: str) -> HttpResponse:
    given = {
        "by": request.user,
        "scope": request.scope,
        "draft_id": one.pk,
        "version": form.cleaned_data["version"] or 0,
        "edit": form.edit(),
    }
    if do == "save":
        services.save_draft(**given)
        return said(
            request, "Your changes are kept. It is not in the plan yet.", "inspections:draft", board.report.pk, one.pk
        )
    if do == "merge":
        finding = services.merge(into_id=_number(request.POST.get("into")), **given)
        messages.success(request, f"{finding.reference} is in the plan, merged. You can undo this in the plan.")
    elif do == "accept":
        services.accept(**given)
    else:
        raise Refused("Choose what to do with this finding: accept, keep the changes, or merge.")
    return _onwards(request, board, one.pk)


def _onwards(request: ScopedRequest, board: Board, after: int) -> HttpResponse:
    following = present.next_after(board, after, request.user.pk)
    if following:
        return redirect("inspections:draft", board.report.pk, following)
    return redirect("inspections:finish", board.report.pk)


def _conflict(
    request: ScopedRequest, board: Board, one: Any, form: DraftForm, conflict: ChangedMeanwhile
) -> HttpResponse:
    """Both reviewers' versions side by side; saving again saves knowingly."""
    board = queries.board(request.scope, board.report.pk)
    now = next(draft for draft in board.drafts if draft.pk == one.pk)
    form.version_shown = str(now.version)
    return screen(request, board, now, form, status=409, conflict=conflict)


def _number(text: str | None) -> int:
    if not text or not text.isdecimal() or len(text) > 17:
        raise Refused("Choose the finding to merge with.")
    return int(text)


def _form(request: ScopedRequest, board: Board, one: Any, data: Any = None) -> DraftForm:
    return DraftForm(
        data,
        services=fields.service_choices(board),
        units=fields.unit_choices(queries.units(request.scope)),
        initial=fields.initial_of(one),
    )


def screen(
    request: ScopedRequest,
    board: Board,
    one: Any,
    form: DraftForm,
    *,
    status: int = 200,
    conflict: ChangedMeanwhile | None = None,
) -> HttpResponse:
    """Draw the screen for one finding."""
    similar = queries.similar(request.scope, one) if one.state == "pending" else []
    text = queries.report_text(board.report) if not board.pages else ""
    page = review_page(board, one, request.user.pk, timezone.now(), similar=similar, text=text)
    context = {"page": page, "form": form, "conflict": conflict, "zoom": zoom_of(request)}
    return render(request, "inspections/review.jinja", context, status=status)


def zoom_of(request: ScopedRequest) -> str:
    """How large the page is shown; kept in the session, so that it stays from finding to finding."""
    wanted = request.GET.get("zoom")
    if wanted in {"whole", "100", "125", "150"}:
        request.session["review_zoom"] = wanted
    return str(request.session.get("review_zoom", "100"))
