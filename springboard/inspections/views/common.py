"""What the views of this room share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect

from springboard.organisations.access import ScopedRequest

View = Callable[..., HttpResponseBase]


def or_404(view: View) -> View:
    """What is not there, or is another trust's, is the same to the person: not found."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (ObjectDoesNotExist, LookupError) as missing:
            raise Http404 from missing

    return guarded


def back(request: ScopedRequest, refusal: Exception, to: str, *args: object) -> HttpResponseRedirect:
    """Show a refusal's sentence on the page the person came from."""
    messages.error(request, str(refusal))
    return redirect(to, *args)


def said(request: ScopedRequest, words: str, to: str, *args: object) -> HttpResponseRedirect:
    """Say what was done, on the next page."""
    messages.success(request, words)
    return redirect(to, *args)
