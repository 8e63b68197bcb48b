"""Signing in for real, through the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from springboard.accounts.models import User
from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Attempts are counted in the cache: every test begins with none."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sign_in() -> Callable[..., Any]:
    """``sign_in(client, user)``: posts the sign-in form and gives the answer, not followed."""

    def post(client: Client, user: User | str, password: str = PASSWORD, **extra: Any) -> Any:
        email = user if isinstance(user, str) else user.email
        return client.post("/account/login/", {"login": email, "password": password}, **extra)

    return post
