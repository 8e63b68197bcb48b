"""The trust's programmes: seen, added, renamed, closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan import queries, services
from springboard.plan.forms import ProgrammeForm, RenameForm
from springboard.plan.views.answers import No, attempt


@needs(Permission.ACTION_AGREE)
@require_safe
def programmes(request: ScopedRequest) -> HttpResponse:
    return _page(request)


@needs(Permission.ACTION_AGREE)
@require_POST
def add(request: ScopedRequest) -> HttpResponse:
    return _write(request, ProgrammeForm(request.POST), services.add_programme, "The programme is added.")


@needs(Permission.ACTION_AGREE)
@require_POST
def rename(request: ScopedRequest, programme_id: int) -> HttpResponse:
    form = RenameForm(request.POST, auto_id=f"rename-{programme_id}_%s")
    service = partial(services.rename_programme, programme_id=programme_id)
    return _write(request, form, service, "The programme has its new name.", programme_id)


@needs(Permission.ACTION_AGREE)
@require_POST
def close(request: ScopedRequest, programme_id: int) -> HttpResponse:
    service = partial(services.close_programme, programme_id=programme_id)
    return _write(request, forms.Form(request.POST), service, "Closed. Its actions keep it.")


@needs(Permission.ACTION_AGREE)
@require_POST
def reopen(request: ScopedRequest, programme_id: int) -> HttpResponse:
    service = partial(services.reopen_programme, programme_id=programme_id)
    return _write(request, forms.Form(request.POST), service, "The programme is open again.")


def _write(
    request: ScopedRequest, form: forms.Form, service: Callable[..., object], said: str, programme_id: int = 0
) -> HttpResponse:
    no = attempt(form, lambda: service(by=request.user, scope=request.scope, **form.cleaned_data))
    if no is not None:
        return _page(request, no, form, programme_id)
    messages.success(request, said)
    return redirect("plan:programmes")


def _page(
    request: ScopedRequest, no: No | None = None, tried: forms.Form | None = None, programme_id: int = 0
) -> HttpResponse:
    page = queries.programmes_page(request.scope)
    if programme_id and programme_id not in {row.id for row in page.rows}:
        raise Http404
    renames = {
        row.id: RenameForm(initial={"name": row.name, "was": row.name}, auto_id=f"rename-{row.id}_%s")
        for row in page.rows
    }
    if isinstance(tried, RenameForm):
        renames[programme_id] = _with_newer_name(tried, no)
    add_ = tried if isinstance(tried, ProgrammeForm) and not isinstance(tried, RenameForm) else ProgrammeForm()
    context = {"page": page, "renames": renames, "add": add_, "no": no, "tried": tried, "tried_id": programme_id}
    return render(request, "plan/programmes.jinja", context, status=no.status if no else 200)


def _with_newer_name(form: RenameForm, no: No | None) -> RenameForm:
    """After a conflict the form knows the newer name, so that saving again is a choice made with both in sight."""
    if no and no.differences:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["was"] = no.differences[0].theirs  # type: ignore[index]
    return form
