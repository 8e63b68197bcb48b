"""The first line of every view: ``@needs(Permission.PLAN_VIEW)``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope

View = Callable[..., HttpResponseBase]


class ScopedRequest(HttpRequest):
    """What a view behind ``needs`` receives: somebody signed in, with a scope."""

    user: User
    scope: Scope


def needs(permission: Permission) -> Callable[[View], View]:
    """Let the view run only for somebody signed in whose roles hold ``permission``; others sign in or get
    403.

    The name stays on the view as ``view.permission`` for the test that lists every route.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            scope = cast("Scope | None", request.scope)  # type: ignore[attr-defined]
            if not scope or not scope.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Marks a view that anybody may see, on purpose."""
    view.permission = None  # type: ignore[attr-defined]
    return view
