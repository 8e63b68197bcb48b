"""What every response carries, and what cookies look like in production."""

from __future__ import annotations

from django.test import Client

from springboard.config import settings as real


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/health/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_other_headers(client: Client) -> None:
    response = client.get("/health/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_cookies_are_for_the_server_and_this_site_only() -> None:
    assert real.SESSION_COOKIE_HTTPONLY
    assert real.CSRF_COOKIE_HTTPONLY
    assert real.SESSION_COOKIE_SAMESITE == "Lax"
    assert real.SESSION_COOKIE_AGE <= 12 * 60 * 60


def test_a_form_from_another_session_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/", {"login": "a@example.test", "password": "x"})
    assert response.status_code == 403
    assert "The form had been open too long" in response.content.decode()
    assert "Traceback" not in response.content.decode()
