"""Puts the scope on the request, once, only when a view asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from springboard.accounts.models import User
from springboard.organisations.drawn_for import answer_if_elsewhere
from springboard.organisations.queries import scope_for


class ScopeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = SimpleLazyObject(lambda: _scope(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Nothing is written into another trust than the one a form was drawn for. Views without a permission (signing
        in and out, switching) write into no trust."""
        if request.method != "POST" or not getattr(view, "permission", None):
            return None
        return None if getattr(view, "checks_trust_itself", False) else answer_if_elsewhere(request)


def _scope(request: HttpRequest) -> object:
    if not request.user.is_authenticated:
        return None
    wanted = request.session.get("trust_id")
    scope = scope_for(request.user, wanted)
    if scope is not None or wanted is None:
        return scope
    return _elsewhere(request, request.user)


def _elsewhere(request: HttpRequest, user: User) -> object:
    """Somebody whose last role in the trust they were looking at has ended looks at another one where they have a
    role, from the next page on. What they send from a page still open goes nowhere: it was meant for the trust they
    saw."""
    if request.method not in {"GET", "HEAD"}:
        return None
    scope = scope_for(user)
    if scope is not None:
        request.session["trust_id"] = scope.trust_id
    return scope
