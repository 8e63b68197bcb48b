"""The tree, a unit, and the sites."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from springboard.accounts.permissions import Permission as P  # noqa: N817 - one word of every first line
from springboard.organisations import queries, services
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.forms import (
    CloseForm,
    MoveForm,
    SiteChangeForm,
    SiteForm,
    UnitChangeForm,
    UnitForm,
    VersionForm,
)
from springboard.organisations.history import may_read
from springboard.organisations.presenters import tree as present
from springboard.organisations.rules import Refused
from springboard.organisations.views.common import or_404, posted, put_refusal, said, tried


@needs(P.ORGANISATION_VIEW)
@require_GET
def tree(request: ScopedRequest) -> HttpResponse:
    """The directorates, services, wards and teams that this person may see."""
    scope = request.scope
    units = queries.units_of(scope)
    page = present.tree_of(
        trust_name=scope.trust_name,
        units=units,
        people=queries.unit_people(scope, [unit.pk for unit in units]),
        sites={unit.pk: unit.site.name for unit in units if unit.site},
        may_manage=scope.may(P.ORGANISATION_MANAGE),
        may_people=scope.may(P.PEOPLE_MANAGE),
        whole=scope.whole_trust,
    )
    return render(request, "organisations/tree.jinja", {"page": page})


@needs(P.ORGANISATION_VIEW)
@require_GET
def unit(request: ScopedRequest, unit_id: int) -> HttpResponse:
    """One unit: where it stands, what is part of it, who works there."""
    scope = request.scope
    found = or_404(queries.unit_by_id(scope, unit_id))
    by_id = queries.units_by_id(scope)
    people = queries.unit_people(scope, [unit_id])
    page = present.unit_page(
        unit=found,
        by_id=by_id,
        site=found.site.name if found.site else "",
        people=people.get(unit_id, []),
        may_manage=scope.may(P.ORGANISATION_MANAGE),
        history=may_read(scope, "organisations.unit", str(unit_id)),
    )
    return render(request, "organisations/unit.jinja", {"page": page})


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def add_unit(request: ScopedRequest) -> HttpResponse:
    """Add a directorate, service, ward or team."""
    initial = {"parent": request.GET.get("parent", ""), "kind": request.GET.get("kind", "")}
    form = UnitForm(posted(request), initial=initial, choices=_choices(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.add_unit(
                by=request.user,
                trust_id=request.scope.trust_id,
                kind=data["kind"],
                name=data["name"],
                parent_id=data["parent"],
                core_service=data["core_service"],
                site_id=data["site"],
            )
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{made.name} was added.", "organisations:unit", made.pk)
    return _form(request, form, "Add a unit", "Add", "organisations:tree")


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def change_unit(request: ScopedRequest, unit_id: int) -> HttpResponse:
    """Rename a unit or correct its core service or site."""
    found = or_404(queries.unit_by_id(request.scope, unit_id))
    initial = {
        "name": found.name,
        "core_service": found.core_service,
        "site": found.site_id or "",
        "version": found.version,
    }
    sites = {"site": _choices(request)["site"]}
    form = UnitChangeForm(posted(request), initial=initial, kind=found.kind, choices=sites)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_unit(
                by=request.user,
                trust_id=request.scope.trust_id,
                unit_id=unit_id,
                version=data["version"],
                name=data["name"],
                core_service=data.get("core_service", ""),
                site_id=data["site"],
            )
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{data['name']} was changed.", "organisations:unit", unit_id)
    return _form(request, form, f"Change {found.name}", "Save", "organisations:unit", unit_id)


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def move_unit(request: ScopedRequest, unit_id: int) -> HttpResponse:
    """Put a unit, with everything below it, somewhere else."""
    found = or_404(queries.unit_by_id(request.scope, unit_id))
    initial = {"parent": found.parent_id or "", "version": found.version}
    form = MoveForm(posted(request), initial=initial, choices={"parent": _choices(request)["parent"]})
    if request.method == "POST" and form.is_valid():
        try:
            services.move_unit(
                by=request.user,
                trust_id=request.scope.trust_id,
                unit_id=unit_id,
                version=form.cleaned_data["version"],
                parent_id=form.cleaned_data["parent"],
            )
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{found.name} was moved.", "organisations:unit", unit_id)
    return _form(request, form, f"Move {found.name}", "Move", "organisations:unit", unit_id)


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def close_unit(request: ScopedRequest, unit_id: int) -> HttpResponse:
    """Close a unit that the trust no longer has."""
    found = or_404(queries.unit_by_id(request.scope, unit_id))
    form = CloseForm(posted(request), initial={"closed_on": timezone.localdate(), "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_unit(by=request.user, trust_id=request.scope.trust_id, unit_id=unit_id, **form.cleaned_data)
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{found.name} was closed.", "organisations:unit", unit_id)
    return _form(request, form, f"Close {found.name}", "Close", "organisations:unit", unit_id)


@needs(P.ORGANISATION_MANAGE)
@require_POST
def reopen_unit(request: ScopedRequest, unit_id: int) -> HttpResponse:
    """Open a closed unit again."""
    found = or_404(queries.unit_by_id(request.scope, unit_id))
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0

    def act() -> None:
        services.reopen_unit(by=request.user, trust_id=request.scope.trust_id, unit_id=unit_id, version=version)

    return tried(request, act, f"{found.name} is open again.", "organisations:unit", unit_id)


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def sites(request: ScopedRequest) -> HttpResponse:
    """The places the trust works from, and a form to add one."""
    form = SiteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_site(by=request.user, trust_id=request.scope.trust_id, **form.cleaned_data)
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{made.name} was added.", "organisations:sites")
    context = {"sites": present.site_lines(queries.sites_of(request.scope)), "form": form}
    return render(request, "organisations/sites.jinja", context)


@needs(P.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def change_site(request: ScopedRequest, site_id: int) -> HttpResponse:
    """Correct a site's postcode or CQC location id."""
    found = or_404(queries.site_by_id(request.scope, site_id))
    initial = {"postcode": found.postcode, "cqc_location_id": found.cqc_location_id}
    form = SiteChangeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_site(by=request.user, trust_id=request.scope.trust_id, site_id=site_id, **form.cleaned_data)
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{found.name} was changed.", "organisations:sites")
    return _form(request, form, f"Change {found.name}", "Save", "organisations:sites")


def _choices(request: ScopedRequest) -> dict[str, Any]:
    parents = [(pk, label) for pk, label in queries.unit_choices(request.scope)]
    return {"parent": parents, "site": [(site.pk, site.name) for site in queries.sites_of(request.scope)]}


def _form(request: ScopedRequest, form: Any, title: str, button: str, back: str, *args: object) -> HttpResponse:
    context = {"form": form, "title": title, "button_text": button, "back": redirect(back, *args).url}
    return render(request, "organisations/form.jinja", context)
