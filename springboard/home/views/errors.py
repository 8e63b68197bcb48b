"""Error pages: what happened, what was kept, what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, happened: str, next_step: str) -> HttpResponse:
    context = {"status": status, "title": title, "happened": happened, "next_step": next_step}
    return render(request, "nhsuk/error.jinja", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        400,
        "We could not understand that",
        "What the browser sent was not complete or not in a form we can use. Nothing was changed.",
        "Go back, reload the page and try again.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        403,
        "You cannot open this page",
        "Your role does not include it. Nothing was changed.",
        "If you need it for your work, ask your trust’s Springboard administrator.",
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not match: it stood open since before signing in again, or cookies are switched off."""
    del reason  # for the log, which Django writes itself
    return _page(
        request,
        403,
        "The form had been open too long",
        "For your safety a form works only in the session that opened it. What you wrote was not saved.",
        "Go back, copy what you wrote, reload the page and send it again. Cookies must be switched on.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        404,
        "Page not found",
        "There is nothing here that you can see. It may have moved, or belong to another team.",
        "Check the address, or search for its reference, such as A-118.",
    )


def server_error(_request: HttpRequest) -> HttpResponse:
    """Rendered without the database: whatever broke may be the database."""
    from django.template.loader import get_template  # noqa: PLC0415

    context = {
        "status": 500,
        "title": "Something went wrong",
        "happened": "This is our fault, not yours. What you had saved before is kept.",
        "next_step": "Try again in a few minutes. If it happens again, tell your administrator what you were doing.",
    }
    return HttpResponse(get_template("nhsuk/error.jinja").render(context), status=500)
