"""The plan as a table, as a grid, and on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan import queries
from springboard.plan.presenters import grid_view, plan_view
from springboard.plan.rules.board import Filters, parse


def asked(request: ScopedRequest) -> Filters:
    """The filters of the address."""
    return parse(request.GET.dict(), services=queries.service_names())


@needs(Permission.PLAN_VIEW)
@require_safe
def plan(request: ScopedRequest) -> HttpResponse:
    page = queries.plan_page(request.scope, asked(request))
    return render(request, "plan/plan.jinja", {"page": plan_view(page, request.scope)})


@needs(Permission.PLAN_VIEW)
@require_safe
def grid(request: ScopedRequest) -> HttpResponse:
    page = grid_view(queries.grid(request.scope), may_say=request.scope.may(Permission.FINDING_RESPOND))
    return render(request, "plan/grid.jinja", {"page": page})


@needs(Permission.PLAN_VIEW)
@require_safe
def printed(request: ScopedRequest) -> HttpResponse:
    page = queries.whole_plan(request.scope, asked(request).but())
    context = {"page": plan_view(page, request.scope), "now": timezone.now()}
    return render(request, "plan/print.jinja", context)
