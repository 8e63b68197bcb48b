"""The end of a review, its sharing between reviewers, and the check of its ratings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from springboard.accounts.permissions import Permission
from springboard.inspections import queries, services
from springboard.inspections.forms import FinishForm, ShareForm, seen_versions
from springboard.inspections.presenters import deciding as present
from springboard.inspections.queries import Board
from springboard.inspections.rules import may_review
from springboard.inspections.views.common import back, or_404, said
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.rules import Refused


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def finish(request: ScopedRequest, report_id: int) -> HttpResponse:
    """What is left is asked about; then the ratings appear in the grid."""
    board = queries.board(request.scope, report_id)
    if not may_review(board.report.state, board.report.provider_check):
        return redirect("inspections:report", report_id)
    form = FinishForm(request.POST if request.method == "POST" else None, left=len(board.pending))
    if request.method == "POST" and form.is_valid():
        return _finish(request, board, form)
    _, ratings = queries.ratings_of_report(request.scope, report_id)
    context = {"page": present.finish_page(board, ratings), "form": form}
    return render(request, "inspections/finish.jinja", context, status=422 if form.is_bound else 200)


def _finish(request: ScopedRequest, board: Board, form: FinishForm) -> HttpResponse:
    try:
        services.finish_review(
            by=request.user,
            scope=request.scope,
            report_id=board.report.pk,
            rest=form.cleaned_data["rest"] or "none",
            seen=seen_versions(request.POST.getlist("seen")),
        )
    except Refused as refusal:
        return back(request, refusal, "inspections:finish", board.report.pk)
    words = f"The review of {board.report.reference} is finished. Its ratings are in the grid."
    return said(request, words, "inspections:ratings")


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def check_ratings(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Every rating as read, with the page it stands on; a misread one can be put right here."""
    board = queries.board(request.scope, report_id)
    if not may_review(board.report.state, board.report.provider_check):
        return redirect("inspections:report", report_id)
    _, ratings = queries.ratings_of_report(request.scope, report_id)
    if request.method == "POST":
        return _correct(request, report_id, {rating.pk: rating.rating for rating in ratings})
    context = {
        "reference": board.report.reference,
        "report_id": report_id,
        "lines": present.rating_lines(ratings),
        "words": present.rating_words(),
    }
    return render(request, "inspections/check_ratings.jinja", context)


def _correct(request: ScopedRequest, report_id: int, now: dict[int, str]) -> HttpResponse:
    changed = 0
    try:
        for rating_id, rating in now.items():
            wanted = request.POST.get(f"rating-{rating_id}", rating)
            if wanted != rating:
                services.correct_rating(
                    by=request.user, scope=request.scope, report_id=report_id, rating_id=rating_id, rating=wanted
                )
                changed += 1
    except Refused as refusal:
        return back(request, refusal, "inspections:check-ratings", report_id)
    words = "Nothing was changed." if not changed else f"{changed} corrected."
    return said(request, words, "inspections:finish", report_id)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_http_methods(["GET", "POST"])
def share(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Hand out pages, so that several people review one report."""
    board = queries.board(request.scope, report_id)
    if not may_review(board.report.state, board.report.provider_check):
        return redirect("inspections:report", report_id)
    people = {str(person.pk): person for person in queries.reviewers(request.scope)}
    choices = [("", "Choose a person"), *((key, str(person)) for key, person in people.items())]
    form = ShareForm(request.POST if request.method == "POST" else None, people=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.share_pages(
                by=request.user,
                scope=request.scope,
                report_id=report_id,
                reviewer=people[given["reviewer"]],
                first_page=given["first_page"],
                last_page=given["last_page"],
            )
            return redirect("inspections:share", report_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"page": present.share_page(board), "form": form}
    return render(request, "inspections/share.jinja", context, status=422 if form.is_bound else 200)


@needs(Permission.REPORT_REVIEW)
@or_404
@require_POST
def end_share(request: ScopedRequest, report_id: int, share_id: int) -> HttpResponse:
    """Take pages back."""
    try:
        services.stop_sharing(by=request.user, scope=request.scope, report_id=report_id, share_id=share_id)
    except Refused as refusal:
        return back(request, refusal, "inspections:share", report_id)
    return redirect("inspections:share", report_id)
