"""How the sign-in library behaves here: nobody signs themselves up, and an identity provider only opens the
door to people an administrator has already added."""

from __future__ import annotations

import io
import secrets
from base64 import b32encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from springboard.accounts import events, mail
from springboard.accounts.models import User
from springboard.accounts.queries import person_with_email

LOCK_SECONDS = 15 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That e-mail address and password do not belong together. Check both and try again",
        "too_many_login_attempts": "Too many wrong attempts. Wait 15 minutes, then try again",
        "enter_current_password": "That is not your current password",
        "incorrect_password": "That is not your password",
        "invalid_password_reset": "This link is no longer good: it was used, or is too old",
        "rate_limited": "Too many attempts in a short time. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The library counts; when the door is shut it goes on the record once, not at every knock."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            email = credentials.get("email", "")
            key = sha256(email.lower().encode()).hexdigest()
            if cache.add(f"springboard:locked:{key}", True, LOCK_SECONDS):
                events.failed_sign_in(request, email, locked=True)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        events.failed_sign_in(request, credentials.get("email", ""))

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: no second way in that answers with JSON."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        facts = {
            "name": user.name,
            "link": context["password_reset_url"],
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        }
        mail.send("set_password", user.email, facts)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        mail.notify(template_prefix, user.email, user.name)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link a first sign-in to the person with the same address, when the provider vouches for the
        address.

        Only signing in is offered: linking from inside, or passing through, goes back to the sign-in page.
        Somebody nobody added, or whose account is closed, is not linked and sees the page that says so."""
        if sociallogin.state.get("process", "login") != "login":
            raise ImmediateHttpResponse(redirect("account_login"))
        if sociallogin.is_existing:
            return
        user = self._person(sociallogin)
        if user is None:
            return
        with transaction.atomic():
            sociallogin.connect(request, user)
            events.note("account.linked", user, request, by=user, provider=sociallogin.account.provider)

    def _person(self, sociallogin: Any) -> User | None:
        for address in sociallogin.email_addresses:
            # A provider may send the word "false", which is a true value in Python.
            if address.verified is True or str(address.verified).lower() == "true":
                user = person_with_email(address.email)
                if user is not None and user.is_active:
                    return user
        return None

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or too old. Enter the code your app shows now",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a security key first",
    }

    def get_totp_issuer(self) -> str:
        return "Springboard"

    def _get_site_name(self) -> str:
        return "Springboard"

    def build_totp_svg(self, url: str) -> str:
        """The QR code as a picture of its own (it is shown as an image), without any style in it."""
        out = io.BytesIO()
        code = segno.make(url, error="m")
        code.save(out, kind="svg", scale=6, border=4, dark="#000", light="#fff", xmldecl=False)
        return out.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - the library's
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Security key {number}"

    def encrypt(self, text: str) -> str:
        """Secrets of second factors lie encrypted in the database, under a key made from SECRET_KEY."""
        return str(_cipher().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that the present keys cannot read (SECRET_KEY was replaced) matches no code at all: the
        person asks an administrator to remove the second factor and sets up a new one."""
        try:
            return str(_cipher().decrypt(encrypted_text.encode()).decode())
        except InvalidToken:
            return b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [sha256(b"springboard second factors:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
