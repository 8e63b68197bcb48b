"""What every page's frame needs: who is here, in which trust, and where they can go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from springboard.accounts.permissions import Permission
from springboard.organisations.drawn_for import form_fields
from springboard.organisations.scope import Scope


@dataclass(frozen=True, slots=True)
class NavItem:
    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    signed_in: bool = False
    trust_name: str = ""
    user_name: str = ""
    role_name: str = ""
    account_href: str = ""
    is_example: bool = False
    nav: tuple[NavItem, ...] = ()
    search_query: str = ""


# text, URL name, permission, prefixes of the addresses that belong to it
_NAV: tuple[tuple[str, str, Permission, tuple[str, ...]], ...] = (
    ("Home", "home", Permission.HOME_VIEW, ()),
    ("My work", "my-work", Permission.HOME_VIEW, ("/my-work",)),
    ("Plan", "plan:plan", Permission.PLAN_VIEW, ("/plan",)),
    ("Reports and ratings", "inspections:reports", Permission.RATINGS_VIEW, ("/reports", "/ratings")),
    ("Organisation", "organisations:tree", Permission.ORGANISATION_VIEW, ("/organisation",)),
    ("History", "history", Permission.HISTORY_VIEW, ("/history",)),
)
_counters: list[Callable[[Scope], int]] = []


def count_on_my_work(counter: Callable[[Scope], int]) -> None:
    """A room says how many of its things wait for this person; the sum stands beside My work."""
    _counters.append(counter)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` for the layout, and ``csrf_input`` with the trust beside Django's token. One scope
    look-up; counters are one query each."""
    scope = getattr(request, "scope", None)
    fields = form_fields(request)
    if not scope:
        signed_in = bool(getattr(getattr(request, "user", None), "is_authenticated", False))
        return {"shell": Shell(signed_in=signed_in), "csrf_input": fields}
    return {
        "csrf_input": fields,
        "shell": Shell(
            signed_in=True,
            trust_name=scope.trust_name,
            user_name=scope.user_name,
            role_name=scope.role_names[0] if scope.role_names else "",
            account_href=reverse("account"),
            is_example="(example)" in scope.trust_name,
            nav=tuple(_nav(request.path, scope)),
            search_query=request.GET.get("q", "")[:200] if request.path.startswith("/search") else "",
        ),
    }


def _nav(path: str, scope: Scope) -> list[NavItem]:
    items = []
    for text, name, permission, prefixes in _NAV:
        if not scope.may(permission):
            continue
        href = reverse(name)
        current = path.startswith(prefixes) if prefixes else path == href
        items.append(NavItem(text, href, current, _waiting(scope) if name == "my-work" else None))
    return items


def _waiting(scope: Scope) -> int:
    return sum(counter(scope) for counter in _counters)
