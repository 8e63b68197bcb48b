"""Where the operator asks for it, nobody who signed in with a password goes further without a second
factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.urls.exceptions import Resolver404

from springboard.accounts.queries import has_second_factor

# What somebody needs in order to set one up, or to leave.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "health",
        "health-ready",
    }
)
ASK = "Your trust asks for a second factor when you sign in. Set up an authenticator app or a security key to go on."


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA and self._must_set_up(request):
            messages.warning(request, ASK)
            return redirect("mfa_index")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or _name_of(request) in OPEN:
            return False
        return not _came_from_the_provider(request) and not has_second_factor(request.user.pk)


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _came_from_the_provider(request: HttpRequest) -> bool:
    """The trust's identity provider has its own second factor: Springboard does not ask for one more."""
    records = get_authentication_records(request, request.user)
    return bool(records) and records[0].get("method") == "socialaccount"
