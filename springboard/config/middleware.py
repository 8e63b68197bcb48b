"""What holds for every request, whoever asks: how much may be sent, and what a browser may keep of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]
# The pages that take a file: a report says itself what is too large; a spreadsheet may be a few megabytes.
MOST_ELSEWHERE: Final = 8 * 1024 * 1024
CLEAR: Final = '"cache"'


class BodyLimit:
    """Refuses what is too large before anybody reads it.

    Django limits the fields of a form, not the files in it, and reads a form before it knows who sent it: without
    this a stranger could fill the disk through the sign-in page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced[:20]) > _most(request.path):
            context = {
                "status": 413,
                "title": "That is too much to send",
                "happened": "What the browser sent is larger than this page takes. Nothing was kept.",
                "next_step": "Go back and send less: a smaller file, or a shorter text.",
            }
            return render(request, "nhsuk/error.jinja", context, status=413)
        return self.get_response(request)


def _most(path: str) -> int:
    """The upload page reads on to the end, so that it can answer in its own words, up to ten times its limit."""
    if path == reverse("inspections:upload"):
        return int(settings.MAX_UPLOAD_BYTES) * 10
    return MOST_ELSEWHERE


class KeepPrivate:
    """Nothing of an answer is kept by a proxy; a file that is handed out is not kept by the browser either.

    Pages may stay for the Back button, because somebody may have written half a form; signing out clears them.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        handed_out = response.headers.get("Content-Disposition", "").startswith("attachment")
        response.headers.setdefault("Cache-Control", "private, no-store" if handed_out else "private, no-cache")
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = CLEAR
        return response
