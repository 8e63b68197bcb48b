"""Closed lists about the addresses: every one is known, and names its permission or says that it is public."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from springboard.accounts.permissions import Permission


def every_route(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_route(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


ROUTES = dict(every_route())
OURS = {
    route: pattern
    for route, pattern in ROUTES.items()
    if getattr(pattern.callback, "__module__", "").startswith("springboard.")
}


@pytest.mark.parametrize("route", sorted(OURS))
def test_each_of_our_views_names_its_permission_or_is_marked_public(route: str) -> None:
    view = OURS[route].callback
    assert hasattr(view, "permission"), f"{route} has neither @needs(…) nor @public"
    assert view.permission is None or view.permission in Permission


def test_public_addresses_are_a_closed_list() -> None:
    public = {route for route, pattern in OURS.items() if getattr(pattern.callback, "permission", ...) is None}
    assert public <= {"health/", "health/ready/"} | {route for route in public if route.startswith("account/")}


def test_views_from_elsewhere_are_only_sign_in() -> None:
    elsewhere = {route for route in ROUTES if route not in OURS}
    assert all(route.startswith("account/") for route in elsewhere), elsewhere
