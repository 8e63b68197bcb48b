"""One's own account: who I am here, how I sign in, which trust I am looking at."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from springboard.accounts.queries import second_factor
from springboard.organisations import queries
from springboard.organisations.access import ScopedRequest, public
from springboard.organisations.drawn_for import safe_path
from springboard.organisations.forms import TrustForm
from springboard.organisations.presenters import people as present


@public
@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Your account. Open to everybody signed in, also when no role holds any more: the page says so."""
    mine = cast("ScopedRequest", request)
    scope, factor = mine.scope, second_factor(mine.user.pk)
    roles = queries.roles_of(scope, [mine.user.pk]).get(mine.user.pk, ()) if scope else ()
    page = present.AccountPage(
        name=mine.user.name,
        email=mine.user.email,
        trust_name=scope.trust_name if scope else "",
        roles=tuple(present.role_line(role) for role in roles if role.holds),
        second_factor=present.second_factor_words(app=factor.app, keys=factor.keys),
        has_second_factor=factor.on,
        has_password=mine.user.has_usable_password(),
        linked=factor.linked,
        trusts=tuple((pk, name, bool(scope) and pk == scope.trust_id) for pk, name in queries.trusts_of(mine.user)),
    )
    return render(request, "organisations/account.jinja", {"page": page})


@public
@login_required
@require_POST
def switch_trust(request: HttpRequest) -> HttpResponse:
    """Look at another trust that one belongs to."""
    form, mine = TrustForm(request.POST), cast("ScopedRequest", request)
    wanted = form.cleaned_data["trust"] if form.is_valid() else None
    names = dict(queries.trusts_of(mine.user))
    if wanted not in names:
        messages.warning(request, "You do not belong to that trust.")
        return redirect("account")
    request.session["trust_id"] = wanted
    messages.success(request, f"You are looking at {names[wanted]} now.")
    return redirect(safe_path(request, request.POST.get("back", "")) or "home")
