"""People and their roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from springboard.accounts.permissions import Permission
from springboard.accounts.queries import second_factor
from springboard.organisations import queries, services
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.forms import PersonChangeForm, PersonForm, RoleForm
from springboard.organisations.presenters import people as present
from springboard.organisations.queries.people import PAGE
from springboard.organisations.rules import Refused
from springboard.organisations.views.common import or_404, page_number, posted, put_refusal, said, site_address, tried


@needs(Permission.PEOPLE_MANAGE)
@require_GET
def people(request: ScopedRequest) -> HttpResponse:
    """Everybody with a role in the trust, now or before."""
    search, page = request.GET.get("q", "").replace("\x00", "").strip()[:100], page_number(request)
    found, total = queries.people_page(request.scope, search=search, page=page)
    shown = present.people_list(found, total=total, search=search, page=page, size=PAGE)
    return render(request, "organisations/people.jinja", {"page": shown})


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def add_person(request: ScopedRequest) -> HttpResponse:
    """Add somebody to the trust in one role, and invite them."""
    form = PersonForm(posted(request), choices={"unit": queries.unit_choices(request.scope)})
    if request.method == "POST" and form.is_valid():
        who = {key: form.cleaned_data[key] for key in ("name", "email", "job_title")}
        try:
            made = services.add_person(by=request.user, trust_id=request.scope.trust_id, **who, **form.values())
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            if form.cleaned_data["invite"]:
                _invite(request, made.user_id)
            return said(request, f"{made.user.name} was added.", "organisations:person", made.user_id)
    context = {
        "form": form,
        "title": "Add a person",
        "button_text": "Add",
        "back": redirect("organisations:people").url,
    }
    return render(request, "organisations/form.jinja", context)


@needs(Permission.PEOPLE_MANAGE)
@require_GET
def person(request: ScopedRequest, user_id: int) -> HttpResponse:
    """One person: their roles here, and whether they can sign in."""
    found = or_404(queries.person_in_trust(request.scope, user_id))
    factor = second_factor(user_id)
    words = present.second_factor_words(app=factor.app, keys=factor.keys)
    shared = queries.works_elsewhere(request.scope.trust_id, user_id)
    page = present.person_page(found, me=request.user.pk, second_factor=words, shared=shared)
    return render(request, "organisations/person.jinja", {"page": page})


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def change_person(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Correct a person's name, address or job title."""
    found = or_404(queries.person_in_trust(request.scope, user_id))
    initial = {key: getattr(found, key) for key in ("name", "email", "job_title", "version")}
    form = PersonChangeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(
                by=request.user, trust_id=request.scope.trust_id, user_id=user_id, **form.cleaned_data
            )
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, "The details were changed.", "organisations:person", user_id)
    return _form(request, form, f"Change {found.name}", "Save", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def give_role(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Give somebody one more role."""
    found = or_404(queries.person_in_trust(request.scope, user_id))
    form = RoleForm(posted(request), choices={"unit": queries.unit_choices(request.scope)})
    if request.method == "POST" and form.is_valid():
        try:
            services.give_role(by=request.user, trust_id=request.scope.trust_id, user_id=user_id, **form.values())
        except Refused as refusal:
            put_refusal(form, refusal)
        else:
            return said(request, f"{found.name} has the role now.", "organisations:person", user_id)
    return _form(request, form, f"Give {found.name} a role", "Give the role", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def end_role(request: ScopedRequest, user_id: int, membership_id: int) -> HttpResponse:
    """End one role now."""
    or_404(queries.person_in_trust(request.scope, user_id))

    def act() -> None:
        services.end_role(by=request.user, trust_id=request.scope.trust_id, membership_id=membership_id)

    return tried(request, act, "The role has ended.", "organisations:person", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def invite(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Send the link to set a password, again if need be."""
    or_404(queries.person_in_trust(request.scope, user_id))
    try:
        _invite(request, user_id)
    except Refused as refusal:
        messages.warning(request, refusal.text)
    return redirect("organisations:person", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def close(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Close an account: the person is signed out."""
    or_404(queries.person_in_trust(request.scope, user_id))

    def act() -> None:
        services.close_person(by=request.user, trust_id=request.scope.trust_id, user_id=user_id)

    return tried(request, act, "The account is closed.", "organisations:person", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def reopen(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Open a closed account."""
    or_404(queries.person_in_trust(request.scope, user_id))

    def act() -> None:
        services.open_person(by=request.user, trust_id=request.scope.trust_id, user_id=user_id)

    return tried(request, act, "The account is open again.", "organisations:person", user_id)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def forget_second_factor(request: ScopedRequest, user_id: int) -> HttpResponse:
    """For somebody who lost their phone or key."""
    or_404(queries.person_in_trust(request.scope, user_id))

    def act() -> None:
        services.remove_second_factor(by=request.user, trust_id=request.scope.trust_id, user_id=user_id)

    done = "The second factor was removed. They can set up a new one."
    return tried(request, act, done, "organisations:person", user_id)


def _invite(request: ScopedRequest, user_id: int) -> None:
    sent = services.invite_person(
        by=request.user, trust_id=request.scope.trust_id, user_id=user_id, site=site_address(request)
    )
    if sent:
        messages.success(request, "An e-mail with a link to set a password is on its way.")
    else:
        text = "The person is kept, but the e-mail could not be sent. Send the invitation again later."
        messages.warning(request, text)


def _form(request: ScopedRequest, form: Any, title: str, button: str, user_id: int) -> HttpResponse:
    back = redirect("organisations:person", user_id).url
    context = {"form": form, "title": title, "button_text": button, "back": back}
    return render(request, "organisations/form.jinja", context)
