"""Writing to the record: one call, inside the caller's transaction, so that a change and its event are
one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models

from springboard.audit.models import Event

Actor = AbstractBaseUser | AnonymousUser | None


class OutsideTransactionError(RuntimeError):
    """An event was about to be written outside the transaction of the change it records."""


def record(
    *,
    by: Actor,
    action: str,
    on: models.Model,
    trust_id: int | None,
    label: str = "",
    facts: dict[str, Any] | None = None,
) -> Event:
    """Record that ``by`` did ``action`` (``"finding.accepted"``) on the saved object ``on``.

    ``facts`` are small plain values (old and new values as ``{"due": [old, new]}``), never the content of
    files or notes. ``by=None`` is the system itself, an anonymous user somebody who is not signed in. Refuses
    to write outside an atomic block: the event must be kept or lost together with the change."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError(action)
    return Event.objects.create(
        trust_id=trust_id,
        actor_id=getattr(by, "pk", None),
        actor_name=_name(by)[:160],
        action=action,
        object_type=on._meta.label_lower,  # noqa: SLF001 - Django's own public name for it
        object_id=str(on.pk),
        object_label=(label or str(on)).replace("\x00", "")[:200],
        facts=_plain(facts or {}),
    )


def _name(by: Actor) -> str:
    if by is None:
        return "Springboard"
    return "Somebody not signed in" if by.pk is None else str(by)


def _plain(value: Any) -> Any:
    """Dates become ISO text, tuples lists; anything else unknown becomes its text, so that JSON never
    fails."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).replace("\x00", "")  # PostgreSQL keeps no NUL in text
