"""What happened: to one thing, by one person, or in the whole trust."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from springboard.accounts.permissions import Permission
from springboard.audit import queries as record
from springboard.audit.presenters import line_of
from springboard.audit.queries import EventPage
from springboard.organisations import queries
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.history import is_here, may_read, may_read_all
from springboard.organisations.presenters.history import HistoryPage, history_page
from springboard.organisations.views.common import or_404

_OBJECT = re.compile(r"([a-z_]{1,40}\.[a-z_]{1,40}):([A-Za-z0-9-]{1,64})")
LARGEST = 2**62


@needs(Permission.HISTORY_VIEW)
@require_GET
def history(request: ScopedRequest) -> HttpResponse:
    """``?object=organisations.unit:5``, ``?person=7``, or neither."""
    if "object" in request.GET:
        page = _of_object(request)
    elif "person" in request.GET:
        page = _of_person(request)
    else:
        page = _of_trust(request)
    return render(request, "organisations/history.jinja", {"page": page})


def _of_object(request: ScopedRequest) -> HistoryPage:
    asked = request.GET["object"]
    found = _OBJECT.fullmatch(asked)
    if not found or not may_read(request.scope, found[1], found[2]):
        raise Http404
    events = record.events_about(request.scope.trust_id, found[1], found[2], before=_before(request))
    if not events.events and not is_here(request.scope, found[1], found[2]):
        raise Http404  # nothing of this trust: another's, or nobody's
    name = events.events[0].object_label if events.events else "Nothing yet"
    return _page(request, name, "What happened to it, newest first.", events, {"object": asked})


def _of_person(request: ScopedRequest) -> HistoryPage:
    user_id = _number(request.GET["person"])
    if user_id is None or not (may_read_all(request.scope) or user_id == request.user.pk):
        raise Http404
    person = or_404(queries.person_in_trust(request.scope, user_id))
    ours = user_id == request.user.pk or queries.account_is_ours(request.scope, user_id)
    events = record.events_of_person(request.scope.trust_id, user_id, account=ours, before=_before(request))
    signing_in = ", and when they signed in" if ours else ". When they sign in is for the trust they came from"
    lede = f"What they did in this trust, what was changed about them{signing_in}; newest first."
    return _page(request, person.name, lede, events, {"person": str(user_id)})


def _of_trust(request: ScopedRequest) -> HistoryPage:
    if not may_read_all(request.scope):
        raise PermissionDenied
    events = record.events_of_trust(request.scope.trust_id, before=_before(request))
    return _page(request, "History", "Everything that happened in the trust, newest first.", events, {})


def _page(request: ScopedRequest, title: str, lede: str, events: EventPage, query: dict[str, str]) -> HistoryPage:
    lines = tuple(line_of(event) for event in events.events)
    later = _before(request) is not None
    return history_page(title=title, lede=lede, lines=lines, query=query, older=events.older, later=later)


def _before(request: ScopedRequest) -> int | None:
    return _number(request.GET.get("before", ""))


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
    return number if number is not None and number <= LARGEST else None
