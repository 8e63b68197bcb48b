"""Every write about an account: adding a person, changing, closing and opening, the invitation, a lost second
factor. Which trust may do it is decided above, in ``organisations``."""

from __future__ import annotations

from urllib.parse import quote

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from springboard.accounts import mail
from springboard.accounts.models import User
from springboard.accounts.queries import person_with_email
from springboard.accounts.rules import ChangedMeanwhile, Refused, clean_email, clean_line
from springboard.audit.services import record


@transaction.atomic
def add_account(*, by: User | None, email: str, name: str, job_title: str = "", trust_id: int | None = None) -> User:
    """Make a person who cannot sign in until they set a password or come from the identity provider.

    Refuses a bad address, an empty or long name, and an address somebody already has.
    """
    email = clean_email(email)
    name = clean_line(name, name="the person’s name", field="name")
    job_title = clean_line(job_title, name="the job title", field="job_title", needed=False)
    if person_with_email(email):
        raise Refused(f"Somebody with the address {email} already has an account.", field="email")
    user = User.objects.create_user(email, None, name=name, job_title=job_title)
    record(by=by, action="person.added", on=user, trust_id=trust_id)
    return user


@transaction.atomic
def change_account(
    *, by: User, user_id: int, version: int, email: str, name: str, job_title: str, trust_id: int | None = None
) -> User:
    """Change a person's name, job title or address; the old address is told when it changes.

    Refuses what ``add_account`` refuses, and a ``version`` that is no longer the current one.
    """
    before = User.objects.get(pk=user_id)
    wanted = {
        "email": clean_email(email),
        "name": clean_line(name, name="the person’s name", field="name"),
        "job_title": clean_line(job_title, name="the job title", field="job_title", needed=False),
    }
    changes = {key: [getattr(before, key), new] for key, new in wanted.items() if getattr(before, key) != new}
    if not changes:
        return before
    if "email" in changes and person_with_email(wanted["email"]):
        raise Refused(f"Somebody with the address {wanted['email']} already has an account.", field="email")
    done = User.objects.filter(pk=user_id, version=version).update(**wanted, version=F("version") + 1)
    if not done:
        raise ChangedMeanwhile(f"the details of {before.name}")
    after = User.objects.get(pk=user_id)
    record(by=by, action="person.changed", on=after, trust_id=trust_id, facts=changes)
    if "email" in changes:
        _address_changed(after, before.email)
    return after


def _address_changed(user: User, old: str) -> None:
    """The sign-in library keeps addresses of its own: the old one must not open the door any more."""
    EmailAddress.objects.filter(user_id=user.pk).delete()
    transaction.on_commit(lambda: mail.send("address_changed", old, {"person": user}), robust=True)


@transaction.atomic
def set_active(*, by: User, user_id: int, active: bool, trust_id: int | None = None) -> User:
    """Close an account (its sessions end with the next click) or open it again. Refuses closing one's own."""
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == by.pk and not active:
        raise Refused("You cannot close your own account. Ask another administrator.")
    if user.is_active == active:
        return user
    user.is_active = active
    user.version += 1
    user.save(update_fields=["is_active", "version"])
    record(by=by, action="person.opened" if active else "person.closed", on=user, trust_id=trust_id)
    return user


@transaction.atomic
def remove_second_factor(*, by: User, user_id: int, trust_id: int | None = None) -> int:
    """For somebody who lost their phone or key: remove every second factor, so that they set up a new one.

    Returns how many were removed. Refuses one's own (that page asks for the password first).
    """
    if user_id == by.pk:
        raise Refused("Change your own second factor on the page Your account.")
    user = User.objects.get(pk=user_id)
    removed, _ = Authenticator.objects.filter(user_id=user_id).delete()
    if removed:
        record(by=by, action="second_factor.removed_for", on=user, trust_id=trust_id)
        transaction.on_commit(lambda: mail.send("second_factor_removed", user.email, {"person": user}), robust=True)
    return int(removed)


def invite(*, by: User | None, user: User, site: str, trust_name: str = "", trust_id: int | None = None) -> bool:
    """E-mail the person a link with which they set a password; ``site`` is ``https://host``.

    The link works once and for as long as Django's PASSWORD_RESET_TIMEOUT. False when the mail server refused
    or could not be reached: the person is kept and the invitation can be sent again.
    """
    context = {"person": user, "trust_name": trust_name, "link": site + _set_password_path(user), "site": site}
    sent = mail.send("invitation", user.email, {**context, "days": settings.PASSWORD_RESET_TIMEOUT // 86400})
    with transaction.atomic():
        action = "person.invited" if sent else "person.invitation_not_sent"
        record(by=by, action=action, on=user, trust_id=trust_id)
    return sent


def _set_password_path(user: User) -> str:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return path.replace("UID-KEY", quote(key))
