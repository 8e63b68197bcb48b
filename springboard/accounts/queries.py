"""Reads about accounts."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from springboard.accounts.models import User


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What a person has set up besides the password."""

    app: bool = False
    keys: int = 0
    recovery_codes: bool = False
    linked: bool = False

    @property
    def on(self) -> bool:
        return self.app or self.keys > 0


def second_factor(user_id: int) -> SecondFactor:
    """The second factors of one person, and whether the trust's own sign-in is linked. Two queries."""
    types = list(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))
    return SecondFactor(
        app=Authenticator.Type.TOTP in types,
        keys=types.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=Authenticator.Type.RECOVERY_CODES in types,
        linked=SocialAccount.objects.filter(user_id=user_id).exists(),
    )


def has_second_factor(user_id: int) -> bool:
    """True when an app or a key is set up; recovery codes alone do not count. One query."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists())


def person_with_email(email: str) -> User | None:
    """The person with this address, however it is typed. One query."""
    return User.objects.filter(email=email.strip().lower()).first()
