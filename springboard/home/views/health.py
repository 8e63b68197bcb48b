"""For operators and load balancers: is this installation able to do its work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from springboard.home.health import checks
from springboard.organisations.access import public


@public
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers: nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
def ready(_request: HttpRequest) -> HttpResponse:
    """Database, files and the queue; 503 when one of them is not well. No detail that helps an attacker."""
    results = checks()
    ok = all(check.ok for check in results)
    body = {"ok": ok, "checks": {check.name: "ok" if check.ok else "not well" for check in results}}
    return JsonResponse(body, status=200 if ok else 503)
