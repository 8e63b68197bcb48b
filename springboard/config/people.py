"""The first person of an installation, made at the command line by its operator."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from springboard.accounts.models import User
from springboard.accounts.roles import BY_CODE
from springboard.audit.services import record
from springboard.organisations.models import Membership, Trust


class NotMadeError(ValueError):
    """Nobody was made; the text says why."""


def create(*, email: str, name: str, trust: str, cqc_id: str, role: str, password: str) -> str:
    """Make a person with a whole-trust role, and the trust when it is new; returns a sentence for the operator.

    Refuses an unknown role, a role that must end on a date, a bad e-mail address, a weak password and an address that
    is already in use. All or nothing.
    """
    _refuse_role(role)
    email = email.strip().lower()
    try:
        validate_email(email)
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise NotMadeError(f"Nobody was made. {' '.join(error.messages)}") from error
    with transaction.atomic():
        if User.objects.filter(email__iexact=email).exists():
            raise NotMadeError(f"Nobody was made: {email} is already in use.")
        place, new = Trust.objects.get_or_create(
            name=trust.strip(), defaults={"short_name": trust.strip()[:60], "cqc_provider_id": cqc_id.strip()}
        )
        person = User.objects.create_user(email, password, name=name.strip()[:120])
        membership = Membership.objects.create(user=person, trust=place, role=role)
        record(by=None, action="person.made", on=person, trust_id=place.pk, facts={"role": role})
        record(by=None, action="role.given", on=membership, trust_id=place.pk, label=str(membership))
    made = f" The trust '{place.name}' is new." if new else ""
    return f"{person.name} can sign in as {email}, as {BY_CODE[role].name.lower()} of {place.name}.{made}"


def _refuse_role(role: str) -> None:
    if role not in BY_CODE:
        raise NotMadeError(f"Nobody was made: there is no role '{role}'. The roles are: {', '.join(BY_CODE)}.")
    if BY_CODE[role].needs_end:
        raise NotMadeError("Nobody was made: external viewers need an end date and are made on the People page.")
