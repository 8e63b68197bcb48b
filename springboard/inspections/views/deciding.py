"""The other decisions of a review, each on a small page of its own: split, leave out, merge, bring back, several."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services
from springboard.inspections.forms import RejectForm, SplitForm, seen_versions
from springboard.inspections.presenters import deciding as present
from springboard.inspections.presenters.review import next_after
from springboard.inspections.views.common import back, or_404, said
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.rules import Refused


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def split(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    """Make two findings of one."""
    draft = queries.draft(request.scope, report_id, draft_id)
    first, second = present.halves(draft.text)
    initial = {"first": first, "second": second, "version": draft.version}
    form = SplitForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.split(by=request.user, scope=request.scope, draft_id=draft_id, **form.cleaned_data)
        except Refused as refusal:
            return back(request, refusal, "inspections:draft", report_id, draft_id)
        return said(
            request, "There are two findings now. Both wait for review.", "inspections:draft", report_id, draft_id
        )
    return _small(request, "inspections/split.jinja", draft, form)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def reject(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    """Leave a finding out, and say why."""
    draft = queries.draft(request.scope, report_id, draft_id)
    form = RejectForm(request.POST if request.method == "POST" else None, initial={"version": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.reject(
                by=request.user,
                scope=request.scope,
                draft_id=draft_id,
                version=form.cleaned_data["version"],
                why=form.reason(),
            )
        except Refused as refusal:
            return back(request, refusal, "inspections:draft", report_id, draft_id)
        return _onwards(request, report_id, draft_id)
    return _small(request, "inspections/reject.jinja", draft, form)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def merge(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    """Choose a finding of the plan that already says this."""
    draft = queries.draft(request.scope, report_id, draft_id)
    if request.method == "POST":
        return _merge(request, report_id, draft)
    words = request.GET.get("words", "")[:200]
    found = queries.candidates(request.scope, draft, words) if words.strip() else []
    page = present.merge_page(draft, queries.similar(request.scope, draft, limit=5), found, words)
    return render(request, "inspections/merge.jinja", {"page": page})


def _merge(request: ScopedRequest, report_id: int, draft: Any) -> HttpResponse:
    into, version = request.POST.get("into", ""), request.POST.get("version", "")
    if not into.isdecimal() or not version.isdecimal() or len(into + version) > 30:
        return back(request, Refused("Choose the finding to merge with."), "inspections:merge", report_id, draft.pk)
    try:
        finding = services.merge(
            by=request.user, scope=request.scope, draft_id=draft.pk, version=int(version), into_id=int(into)
        )
    except Refused as refusal:
        return back(request, refusal, "inspections:merge", report_id, draft.pk)
    words = f"{finding.reference} is in the plan, merged. You can undo this in the plan."
    return said(request, words, "inspections:review", report_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_POST
def bring_back(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    """Review again what was left out."""
    queries.draft(request.scope, report_id, draft_id)
    try:
        services.bring_back(by=request.user, scope=request.scope, draft_id=draft_id)
    except Refused as refusal:
        return back(request, refusal, "inspections:draft", report_id, draft_id)
    return redirect("inspections:draft", report_id, draft_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def several(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Accept several at once: all of one level, or all in which nothing was worked out."""
    if request.method == "POST":
        return _accept_several(request, report_id)
    page = present.several_page(queries.board(request.scope, report_id), request.GET.get("which", ""))
    return render(request, "inspections/several.jinja", {"page": page})


def _accept_several(request: ScopedRequest, report_id: int) -> HttpResponse:
    seen = seen_versions(request.POST.getlist("seen"))
    if not seen:
        return back(request, Refused("Choose at least one finding."), "inspections:several", report_id)
    try:
        accepted, left = services.accept_many(by=request.user, scope=request.scope, report_id=report_id, seen=seen)
    except Refused as refusal:
        return back(request, refusal, "inspections:several", report_id)
    return said(request, present.several_words(accepted, left), "inspections:review", report_id)


def _onwards(request: ScopedRequest, report_id: int, draft_id: int) -> HttpResponse:
    board = queries.board(request.scope, report_id)
    following = next_after(board, draft_id, request.user.pk)
    if following:
        return redirect("inspections:draft", report_id, following)
    return redirect("inspections:finish", report_id)


def _small(request: ScopedRequest, template: str, draft: Any, form: Any) -> HttpResponse:
    context = {"page": present.small_page(draft), "form": form}
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)
