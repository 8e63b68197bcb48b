"""Home, my work and search."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from springboard.accounts.permissions import Permission
from springboard.home import queries
from springboard.home.presenters.found import search_page
from springboard.home.presenters.today import MOST_LINES, STRONG, home_page
from springboard.home.presenters.work import MOST_FINDINGS, work_page
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan.queries.searching import search as search_plan

MOST_TYPED = 200


@needs(Permission.HOME_VIEW)
def home(request: ScopedRequest) -> HttpResponse:
    seen = queries.today(request.scope, strong=STRONG, most=MOST_LINES)
    return render(request, "home/home.jinja", {"page": home_page(request.scope, seen)})


@needs(Permission.HOME_VIEW)
def my_work(request: ScopedRequest) -> HttpResponse:
    seen = queries.mine(request.scope, MOST_FINDINGS)
    return render(request, "home/my_work.jinja", {"page": work_page(seen)})


@needs(Permission.SEARCH)
def search(request: ScopedRequest) -> HttpResponse:
    """A reference that was typed whole leads straight to its page."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    hits = search_plan(request.scope, typed)
    if hits.exact is not None:
        return HttpResponseRedirect(hits.exact.href)
    return render(request, "home/search.jinja", {"page": search_page(typed, hits)})
