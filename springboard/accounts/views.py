"""The pages of signing in. The work is the sign-in library's; here is which of its views are reachable, and
the few places where ours differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account import views as account
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from requests import RequestException


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    href: str


def providers() -> tuple[Provider, ...]:
    """The identity providers of the settings: a button each on the sign-in page."""
    known = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return tuple(
        Provider(one["name"], reverse("openid_connect_login", kwargs={"provider_id": one["provider_id"]}))
        for one in known
    )


def for_anybody(view: Any) -> Any:
    """Marks a view as open on purpose, for the test that lists every address."""
    view.permission = None
    return view


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of somebody who tried too often in a short time, whatever it was."""
    return render(request, "account/too_many.jinja", status=429)


class SignInView(account.LoginView):  # type: ignore[misc]
    """Signing in; when the door is shut for 15 minutes that is a page of its own, with the status that says
    so."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "providers": providers()}

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.has_error("__all__", "too_many_login_attempts"):
            return render(self.request, "account/locked.jinja", status=429)
        return super().form_invalid(form)  # type: ignore[no-any-return]


class ChangePasswordView(account.PasswordChangeView):  # type: ignore[misc]
    """Changing the password; somebody who comes from the identity provider has none here and is told so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return render(request, "account/no_password.jinja")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]


@for_anybody
def provider_sign_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the identity provider; a page in plain words when it cannot be reached."""
    try:
        return openid.login(request, provider_id)  # type: ignore[no-any-return]
    except RequestException:
        return render(request, "socialaccount/authentication_error.jinja", {"unreachable": True}, status=502)


@for_anybody
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the identity provider."""
    try:
        return openid.callback(request, provider_id)  # type: ignore[no-any-return]
    except RequestException:
        return render(request, "socialaccount/authentication_error.jinja", {"unreachable": True}, status=502)


# These are for anybody: whoever may not see them is sent to sign in by the library itself.
sign_in = for_anybody(SignInView.as_view())
change_password = for_anybody(ChangePasswordView.as_view())
