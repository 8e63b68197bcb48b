"""Reads of the record: about a thing, by and about a person, or of a whole trust; newest first, a page at a
time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from springboard.audit.models import Event

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventPage:
    """``older`` is the id to ask for next (``before=older``), ``None`` at the end."""

    events: tuple[Event, ...]
    older: int | None = None


def events_about(trust_id: int, object_type: str, object_id: str, *, before: int | None = None) -> EventPage:
    """What happened to one thing (``"plan.finding"``, ``"12"``) of this trust. One query."""
    wanted = Q(trust_id=trust_id, object_type=object_type, object_id=object_id)
    return _page(Event.objects.filter(wanted), before)


def events_of_person(trust_id: int, user_id: int, *, account: bool, before: int | None = None) -> EventPage:
    """What a person did in this trust and what it did to their account; with ``account`` also their signing in and
    out, and where from, which belongs to no trust. The caller has made sure that the person is one of this trust's,
    and says whether the account is. One query."""
    mine = Q(actor_id=user_id) | Q(object_type="accounts.user", object_id=str(user_id))
    where = Q(trust_id=trust_id) | Q(trust_id__isnull=True) if account else Q(trust_id=trust_id)
    return _page(Event.objects.filter(mine, where), before)


def events_of_trust(trust_id: int, *, before: int | None = None) -> EventPage:
    """Everything that happened in a trust. One query."""
    return _page(Event.objects.filter(trust_id=trust_id), before)


def _page(events: QuerySet[Event], before: int | None) -> EventPage:
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events.order_by("-pk")[: PAGE + 1])
    shown = tuple(found[:PAGE])
    return EventPage(shown, shown[-1].pk if len(found) > PAGE else None)
