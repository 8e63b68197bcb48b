"""What the views of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from springboard.organisations.rules import Refused

Thing = TypeVar("Thing")


def or_404(thing: Thing | None) -> Thing:
    """The thing, or "page not found": another trust's things do not exist here."""
    if thing is None:
        raise Http404
    return thing


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing; ``None`` when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def put_refusal(form: BaseForm, refusal: Refused) -> None:
    """A refusal beside the field it is about, or above the form."""
    aliases = {"unit": "unit", "parent": "parent", "cqc_id": "cqc_location_id"}
    field = aliases.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.text)


def said(request: HttpRequest, text: str, to: str, *args: object) -> HttpResponse:
    """Say what was done and go on."""
    messages.success(request, text)
    return redirect(to, *args)


def tried(request: HttpRequest, act: Callable[[], Any], done: str, to: str, *args: object) -> HttpResponse:
    """Do one thing that needs no form; a refusal is said on the page people come back to."""
    try:
        act()
    except Refused as refusal:
        messages.warning(request, refusal.text)
        return redirect(to, *args)
    return said(request, done, to, *args)


def page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), 100_000) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def site_address(request: HttpRequest) -> str:
    """``https://host``, for links in e-mails."""
    return f"{request.scheme}://{request.get_host()}"
