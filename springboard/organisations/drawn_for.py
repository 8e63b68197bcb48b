"""A form says which trust it was drawn for. Somebody who works in two trusts and switched in another window since must
not write into the one what they meant for the other."""

from __future__ import annotations

from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from springboard.organisations.access import ScopedRequest
from springboard.organisations.queries import trusts_of
from springboard.organisations.scope import Scope

FIELD: Final = "drawn_for"


def form_fields(request: HttpRequest) -> Any:
    """What every form that is sent carries: the token of the session, and the trust on the page. Worked out only when
    a template prints it, because the token sets a cookie."""
    return lazy(lambda: _fields(request), SafeString)()


def _fields(request: HttpRequest) -> SafeString:
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    scope = cast("Scope | None", getattr(request, "scope", None))
    if not scope:
        return token
    return token + format_html('<input type="hidden" name="{}" value="{}">', FIELD, scope.trust_id)


def checks_itself(view: Any) -> Any:
    """Marks a view that must not have its body read before it runs; it calls ``answer_if_elsewhere`` itself."""
    view.checks_trust_itself = True
    return view


def answer_if_elsewhere(request: HttpRequest) -> HttpResponse | None:
    """The page that says so when a form was drawn for another trust than the one looked at now; ``None`` when all is
    well, or the form does not say."""
    drawn_for = request.POST.get(FIELD)
    scope = cast("Scope | None", getattr(request, "scope", None))
    if drawn_for is None or not scope or drawn_for == str(scope.trust_id):
        return None
    mine = cast("ScopedRequest", request)
    names = {str(pk): name for pk, name in trusts_of(mine.user)}
    context = {"was": names.get(drawn_for, ""), "was_id": drawn_for, "now": scope.trust_name, "back": _page_of(request)}
    return render(request, "organisations/other_trust.jinja", context, status=409)


def _page_of(request: HttpRequest) -> str:
    """The address of the page the form stood on, where the browser says it and it is one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host()
    return safe_path(request, f"{came_from.path}?{came_from.query}".rstrip("?")) if here else ""


def safe_path(request: HttpRequest, path: str) -> str:
    """The path when it leads to a page of this site; else nothing."""
    ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path[:2000] if ours else ""
