"""People and what they may do: a role in a trust or in a unit, from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from springboard.accounts import services as accounts
from springboard.accounts.models import User
from springboard.accounts.queries import person_with_email
from springboard.accounts.roles import BY_CODE
from springboard.audit.services import record
from springboard.organisations.models import Membership, Trust, Unit
from springboard.organisations.queries.people import works_elsewhere
from springboard.organisations.rules import Refused, check_role, clean_email

SHARED: Final = (
    "This person also has a role in another trust here, so the account is not your trust’s alone. You can end their "
    "roles in your trust. The account, its details and its second factor are changed by the operator of this "
    "installation."
)


@transaction.atomic
def add_person(
    *,
    by: User | None,
    trust_id: int,
    email: str,
    name: str,
    job_title: str = "",
    role: str,
    unit_id: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Add somebody to the trust in one role, and make their account unless they have one already (in another
    trust, say: then their name stays as they have it).

    Nobody can sign in with it until they set a password (``invite_person``) or come from the identity
    provider. Refuses what ``give_role`` and ``accounts.services.add_account`` refuse. All or nothing."""
    user = person_with_email(clean_email(email))
    if user is None:
        user = accounts.add_account(by=by, email=email, name=name, job_title=job_title, trust_id=trust_id)
    return _give(by, trust_id, user, role, unit_id, starts_on, ends_on)


@transaction.atomic
def give_role(
    *,
    by: User | None,
    trust_id: int,
    user_id: int,
    role: str,
    unit_id: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give somebody who is already in the trust one more role.

    Refuses a role for oneself, somebody who is not in the trust, a role that does not fit its place or dates
    (``rules.check_role``), a closed or foreign unit, and a role they hold there already.
    """
    member = Membership.objects.filter(user_id=user_id, trust_id=trust_id).select_related("user").first()
    if member is None:
        raise Refused("That person is not in this trust. Add them with their e-mail address first.")
    return _give(by, trust_id, member.user, role, unit_id, starts_on, ends_on)


def _give(
    by: User | None,
    trust_id: int,
    user: User,
    role: str,
    unit_id: int | None,
    starts_on: date | None,
    ends_on: date | None,
) -> Membership:
    if by is not None and by.pk == user.pk:
        raise Refused("You cannot give yourself a role. Ask another administrator.")
    check_role(role, has_unit=unit_id is not None, starts_on=starts_on, ends_on=ends_on, today=timezone.localdate())
    unit = _open_unit(trust_id, unit_id)
    _make_room(trust_id, user, role, unit)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, trust_id=trust_id, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on
            )
    except IntegrityError:
        raise _held_already(user, role, unit) from None
    facts = {"role": role, "unit": str(unit or ""), "starts_on": starts_on, "ends_on": ends_on}
    record(by=by, action="role.given", on=user, trust_id=trust_id, facts=facts)
    return membership


def _open_unit(trust_id: int, unit_id: int | None) -> Unit | None:
    if unit_id is None:
        return None
    unit = Unit.objects.filter(pk=unit_id, trust_id=trust_id).first()
    if unit is None:
        raise Refused("That unit is not part of this trust.", field="unit")
    if unit.closed_on is not None:
        raise Refused(f"{unit.name} is closed. Choose an open unit.", field="unit")
    return unit


def _make_room(trust_id: int, user: User, role: str, unit: Unit | None) -> None:
    """A role that ran out makes way for the new one; one that still holds is refused."""
    same = Membership.objects.filter(trust_id=trust_id, user=user, role=role, unit=unit, ended_at__isnull=True).first()
    if same is None:
        return
    if same.ends_on is None or same.ends_on >= timezone.localdate():
        raise _held_already(user, role, unit)
    Membership.objects.filter(pk=same.pk).update(ended_at=timezone.now())


def _held_already(user: User, role: str, unit: Unit | None) -> Refused:
    where = f" in {unit.name}" if unit else ""
    return Refused(f"{user.name} already has the role {BY_CODE[role].name.lower()}{where}.", field="role")


@transaction.atomic
def end_role(*, by: User | None, trust_id: int, membership_id: int) -> Membership:
    """End a role now; the record of it stays. Refuses another trust's, and one's own (nobody locks themselves
    out)."""
    held = Membership.objects.select_for_update().filter(pk=membership_id, trust_id=trust_id).first()
    if held is None:
        raise Refused("That role is not one of this trust’s.")
    if by is not None and held.user_id == by.pk:
        raise Refused("You cannot end your own role. Ask another administrator.")
    if held.ended_at is None:
        held.ended_at = timezone.now()
        held.save(update_fields=["ended_at"])
        facts = {"role": held.role, "unit": str(held.unit or "")}
        record(by=by, action="role.ended", on=held.user, trust_id=trust_id, facts=facts)
    return held


@transaction.atomic
def change_dates(
    *, by: User | None, trust_id: int, membership_id: int, starts_on: date | None, ends_on: date | None
) -> Membership:
    """Change the first and last day of a role that has not ended. Refuses what ``give_role`` refuses."""
    held = Membership.objects.select_for_update().filter(pk=membership_id, trust_id=trust_id).first()
    if held is None or held.ended_at is not None:
        raise Refused("That role has ended, or is not one of this trust’s.")
    if by is not None and held.user_id == by.pk:
        raise Refused("You cannot change your own role. Ask another administrator.")
    has_unit, today = held.unit_id is not None, timezone.localdate()
    check_role(held.role, has_unit=has_unit, starts_on=starts_on, ends_on=ends_on, today=today)
    facts = {"role": held.role, "starts_on": [held.starts_on, starts_on], "ends_on": [held.ends_on, ends_on]}
    Membership.objects.filter(pk=held.pk).update(starts_on=starts_on, ends_on=ends_on)
    record(by=by, action="role.changed", on=held.user, trust_id=trust_id, facts=facts)
    held.refresh_from_db()
    return held


@transaction.atomic
def change_person(
    *, by: User, trust_id: int, user_id: int, version: int, name: str, email: str, job_title: str
) -> User:
    """Correct a person's name, address or job title. Refuses somebody who has a role in another trust too, or
    operates the installation: their account is not this trust's alone. Their role in this trust is
    (``end_role``)."""
    _only_ours(trust_id, user_id)
    return accounts.change_account(
        by=by, user_id=user_id, version=version, name=name, email=email, job_title=job_title, trust_id=trust_id
    )


def close_person(*, by: User, trust_id: int, user_id: int) -> User:
    """Close an account: the person is signed out with their next click. Refuses what ``change_person``
    refuses."""
    _only_ours(trust_id, user_id)
    return accounts.set_active(by=by, user_id=user_id, active=False, trust_id=trust_id)


def open_person(*, by: User, trust_id: int, user_id: int) -> User:
    """Open a closed account again."""
    _only_ours(trust_id, user_id)
    return accounts.set_active(by=by, user_id=user_id, active=True, trust_id=trust_id)


def remove_second_factor(*, by: User, trust_id: int, user_id: int) -> int:
    """For somebody who lost their phone or key. Refuses what ``change_person`` refuses."""
    _only_ours(trust_id, user_id)
    return accounts.remove_second_factor(by=by, user_id=user_id, trust_id=trust_id)


def invite_person(*, by: User | None, trust_id: int, user_id: int, site: str) -> bool:
    """E-mail the person a link to set a password; False when the mail could not be sent. Refuses a closed
    account and somebody who is not in the trust."""
    member = Membership.objects.filter(user_id=user_id, trust_id=trust_id).select_related("user").first()
    if member is None:
        raise Refused("That person is not in this trust.")
    if not member.user.is_active:
        raise Refused(f"The account of {member.user.name} is closed. Open it first.")
    name = Trust.objects.values_list("name", flat=True).get(pk=trust_id)
    return accounts.invite(by=by, user=member.user, site=site, trust_name=name, trust_id=trust_id)


def _only_ours(trust_id: int, user_id: int) -> None:
    held = Membership.objects.filter(user_id=user_id, trust_id=trust_id).select_related("user").first()
    if held is None:
        raise Refused("That person is not in this trust.")
    if works_elsewhere(trust_id, user_id):
        raise Refused(SHARED)
    if held.user.is_staff or held.user.is_superuser:
        raise Refused("This person operates the installation. It is done at the command line.")
