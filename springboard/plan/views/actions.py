"""One action: its story, adding and changing it, and how it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan import queries, services
from springboard.plan.forms import ActionForm, ClaimForm, HelpForm, StuckForm, UpdateForm, VersionForm, WhyForm
from springboard.plan.presenters import action_story
from springboard.plan.presenters.form import ActionFormView, form_view
from springboard.plan.queries.pages import ActionPage
from springboard.plan.queries.people import Choice
from springboard.plan.views.answers import No, attempt


@needs(Permission.PLAN_VIEW)
@require_safe
def action(request: ScopedRequest, number: int) -> HttpResponse:
    return _page(request, number)


@needs(Permission.ACTION_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ScopedRequest) -> HttpResponse:
    answers = _answers(request)
    form = _offered(request, ActionForm(request.POST if request.method == "POST" else None))
    added: list[str] = []

    def write() -> None:
        fields = services.ActionFields(**form.fields_given())
        action_ = services.add_action(by=request.user, scope=request.scope, fields=fields, finding_ids=answers)
        added.append(action_.reference)

    no = attempt(form, write) if request.method == "POST" else None
    if added:
        messages.success(request, f"{added[0]} is in the plan. It still has to be agreed.")
        return redirect("plan:action", added[0])
    findings = queries.visible_findings(request.scope).filter(pk__in=answers).order_by("id")
    return _form_page(request, form, no, form_view(None, list(findings)))


@needs(Permission.ACTION_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ScopedRequest, action_id: int) -> HttpResponse:
    page = _found(request, action_id)
    form = _offered(request, ActionForm(request.POST if request.method == "POST" else None, initial=_now(page)))

    def write() -> None:
        fields = services.ActionFields(**form.fields_given())
        version = form.cleaned_data["version"] or 0
        services.change_action(
            by=request.user, scope=request.scope, action_id=action_id, version=version, fields=fields
        )

    no = attempt(form, write) if request.method == "POST" else None
    if request.method == "POST" and no is None:
        messages.success(request, f"{page.action.reference} is saved.")
        return redirect("plan:action", page.action.reference)
    if request.method != "POST" and not page.may_change:
        no = No(403, services.CHANGE)
    return _form_page(request, form, no, form_view(page.action, page.findings))


@needs(Permission.ACTION_AGREE)
@require_POST
def agree(request: ScopedRequest, action_id: int) -> HttpResponse:
    return _write(request, action_id, VersionForm(request.POST), services.agree_action, "Agreed.")


@needs(Permission.ACTION_UPDATE)
@require_POST
def update(request: ScopedRequest, action_id: int) -> HttpResponse:
    return _write(request, action_id, UpdateForm(request.POST), services.write_update, "Your update is in the story.")


@needs(Permission.ACTION_UPDATE)
@require_POST
def stuck(request: ScopedRequest, action_id: int) -> HttpResponse:
    return _write(request, action_id, StuckForm(request.POST), services.say_stuck, "It is marked as stuck.")


@needs(Permission.ACTION_UPDATE)
@require_POST
def unstuck(request: ScopedRequest, action_id: int) -> HttpResponse:
    def helped(*, text: str, **rest: Any) -> object:
        return services.say_unstuck(help_given=text, **rest)

    return _write(request, action_id, HelpForm(request.POST), helped, "It is no longer stuck.")


@needs(Permission.ACTION_UPDATE)
@require_POST
def claim(request: ScopedRequest, action_id: int) -> HttpResponse:
    said = "Claimed as done. It counts as assured when somebody independent has checked it."
    return _write(request, action_id, ClaimForm(request.POST), services.claim_done, said)


@needs(Permission.ACTION_UPDATE)
@require_POST
def not_done(request: ScopedRequest, action_id: int) -> HttpResponse:
    return _write(request, action_id, WhyForm(request.POST), services.take_back_claim, "It is open again.")


@needs(Permission.ACTION_CHANGE)
@require_POST
def untie(request: ScopedRequest, action_id: int, finding_id: int) -> HttpResponse:
    service = partial(services.untie_action, finding_id=finding_id)
    return _write(request, action_id, forms.Form(request.POST), service, "It no longer answers that finding.")


@needs(Permission.ACTION_CHANGE)
@require_POST
def withdraw(request: ScopedRequest, action_id: int) -> HttpResponse:
    said = "Withdrawn. Its number is never used again."
    return _write(request, action_id, WhyForm(request.POST, prefix="withdraw"), services.withdraw_action, said)


def _write(
    request: ScopedRequest, action_id: int, form: forms.Form, service: Callable[..., object], said: str
) -> HttpResponse:
    """Back to the action: with a word when it happened, with the form and the reason when it did not."""
    number = _found(request, action_id).row.number
    write = partial(service, by=request.user, scope=request.scope, action_id=action_id)
    no = attempt(form, lambda: write(**form.cleaned_data))
    if no is not None:
        return _page(request, number, no, form)
    messages.success(request, said)
    return redirect("plan:action", f"A-{number}")


def _page(request: ScopedRequest, number: int, no: No | None = None, tried: forms.Form | None = None) -> HttpResponse:
    found = queries.action_page(request.scope, number)
    if found is None:
        raise Http404
    given = _forms(found)
    for name, form in given.items():
        if tried is not None and (type(form), form.prefix) == (type(tried), tried.prefix):
            given[name] = tried
    context = {"page": action_story(found), "forms": given, "no": no, "tried": tried}
    return render(request, "plan/action.jinja", context, status=no.status if no else 200)


def _forms(found: ActionPage) -> dict[str, forms.Form]:
    seen = {"version": found.action.version}
    return {
        "update": UpdateForm(),
        "stuck": StuckForm(initial={"why": found.action.stuck_why, "help_asked": found.action.help_asked}),
        "unstuck": HelpForm(),
        "claim": ClaimForm(initial=seen),
        "not_done": WhyForm(initial=seen),
        "withdraw": WhyForm(initial=seen, prefix="withdraw"),
    }


def _found(request: ScopedRequest, action_id: int) -> ActionPage:
    """The action in scope; 404 for any other."""
    number = queries.visible_actions(request.scope).filter(pk=action_id).values_list("number", flat=True).first()
    found = queries.action_page(request.scope, number) if number is not None else None
    if found is None:
        raise Http404
    return found


def _form_page(request: ScopedRequest, form: ActionForm, no: No | None, view: ActionFormView) -> HttpResponse:
    context = {"form": form, "no": no, "page": view}
    return render(request, "plan/action-form.jinja", context, status=no.status if no else 200)


def _answers(request: ScopedRequest) -> list[int]:
    """The findings a new action answers, from the address or the form."""
    given = request.POST.getlist("finding") or request.GET.getlist("finding")
    return [int(value) for value in given[:50] if value.isascii() and value.isdigit() and len(value) < 19]


def _offered(request: ScopedRequest, form: ActionForm) -> ActionForm:
    scope = request.scope
    form.offer(
        owner=queries.owners(scope),
        sponsor=queries.sponsors(scope),
        unit=queries.units(scope),
        programme=queries.programmes(scope),
    )
    return form


def _now(page: ActionPage) -> dict[str, Any]:
    """What the action says now; who it has stays in the list although they may have left."""
    action_ = page.action
    plain = ("version", "what", "impact", "starts_on", "due", "priority", "effort")
    now: dict[str, Any] = {name: getattr(action_, name) for name in plain}
    for name in ("owner", "sponsor", "unit", "programme"):
        kept = getattr(action_, name)
        now[name] = kept.pk if kept else ""
        now[f"{name}_kept"] = Choice(kept.pk, str(kept)) if kept else None
    return now
