"""Signing in and out, wrong passwords and second factors go on the record. They belong to no trust: a person
may work in several."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account_signals
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa import signals as mfa_signals
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.http import HttpRequest

from springboard.accounts.models import User
from springboard.accounts.queries import person_with_email
from springboard.audit.services import Actor, record

log = logging.getLogger(__name__)

FACTORS = {"totp": "authenticator app", "webauthn": "security key", "recovery_codes": "recovery codes"}


def note(action: str, user: User, request: HttpRequest | None, *, by: Actor = None, **facts: object) -> None:
    """One event about one person's account, with the address it came from."""
    if request is not None:
        facts["address"] = get_ip(request)
    with transaction.atomic():
        record(by=by, action=action, on=user, trust_id=None, facts=facts)


def failed_sign_in(request: HttpRequest, email: str, *, locked: bool = False) -> None:
    """A wrong password for somebody we know goes on the record; what was typed for nobody we know does not
    (it may be a password typed into the wrong field)."""
    user = person_with_email(email)
    if user is None:
        log.info("Sign-in failed for an address that has no account.")
        return
    action = "account.locked" if locked else "account.sign_in_failed"
    note(action, user, request, by=AnonymousUser())


def _signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    login = kwargs.get("sociallogin")
    note("account.signed_in", user, request, by=user, way=login.account.provider if login else "password")


def _signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        note("account.signed_out", user, request, by=user)


def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    note("account.password_changed", user, request, by=user)


def _factor(action: str) -> Any:
    def receive(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
        note(action, user, request, by=user, factor=FACTORS.get(authenticator.type, authenticator.type))

    return receive


def _factor_failed(request: HttpRequest, user: User, **_: Any) -> None:
    note("account.second_factor_failed", user, request, by=AnonymousUser())


_RECEIVERS: list[tuple[Any, Any]] = [
    (account_signals.user_logged_in, _signed_in),
    (user_logged_out, _signed_out),
    (account_signals.password_changed, _password_changed),
    (account_signals.password_set, _password_changed),
    (account_signals.password_reset, _password_changed),
    (mfa_signals.authenticator_added, _factor("second_factor.added")),
    (mfa_signals.authenticator_removed, _factor("second_factor.removed")),
    (mfa_signals.authenticator_reset, _factor("second_factor.renewed")),
    (mfa_signals.authentication_failed, _factor_failed),
]


def connect() -> None:
    """Called once, when Django has loaded every room. Strong references: the receivers are made here."""
    for number, (signal, receiver) in enumerate(_RECEIVERS):
        signal.connect(receiver, weak=False, dispatch_uid=f"accounts.events.{number}")
