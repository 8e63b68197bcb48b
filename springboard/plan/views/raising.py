"""Somebody says what they found: everybody can, for their own place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan import queries, services
from springboard.plan.forms import RaiseForm
from springboard.plan.rules.permissions import Place, may
from springboard.plan.rules.raising import levels_by_hand, sources_by_hand
from springboard.plan.views.answers import attempt

_PLACES = {"unit": "A ward or team", "service": "A core service", "trust": "The whole trust"}


@needs(Permission.FINDING_RAISE)
@require_http_methods(["GET", "HEAD", "POST"])
def raise_finding(request: ScopedRequest) -> HttpResponse:
    form = _form(request)
    raised: list[str] = []
    no = None
    if request.method == "POST":
        no = attempt(form, lambda: raised.append(_raise(request, form.cleaned_data)))
    if raised:
        messages.success(request, f"{raised[0]} is in the register.")
        return redirect("plan:finding", raised[0])
    return render(request, "plan/raise.jinja", {"form": form, "no": no}, status=no.status if no else 200)


def _form(request: ScopedRequest) -> RaiseForm:
    """The form with the places this person may raise a finding for."""
    scope = request.scope
    names = queries.services_here(scope)
    mine = {code: name for code, name in names.items() if may(scope, Permission.FINDING_RAISE, Place(None, code))}
    units = queries.units(scope)
    whole = may(scope, Permission.FINDING_RAISE, Place())
    open_ = {"unit": bool(units), "service": bool(mine), "trust": whole}
    form = RaiseForm(request.POST if request.method == "POST" else None)
    form.offer(
        units=units,
        services=mine,
        places={code: text for code, text in _PLACES.items() if open_[code]},
        levels=levels_by_hand(scope),
        sources=sources_by_hand(scope),
    )
    return form


def _raise(request: ScopedRequest, given: dict[str, Any]) -> str:
    place = given["place"]
    finding = services.raise_by_hand(
        by=request.user,
        scope=request.scope,
        unit_id=given["unit"] if place == "unit" else None,
        core_service=given["core_service"] if place == "service" else "",
        trust_wide=place == "trust",
        **{name: given[name] for name in ("level", "text", "source_kind", "source_title", "key_questions")},
        deadline=given["deadline"],
        raised_on=given["raised_on"],
    )
    return finding.reference
