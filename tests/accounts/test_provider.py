"""Signing in with the trust's own accounts (OpenID Connect): only people an administrator added, by an
address the provider vouches for. The provider is played here; no network is touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client
from requests import ConnectionError as Unreachable

from springboard.accounts.models import User
from springboard.audit.models import Event

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
ISSUER = "https://login.example.test"
CONFIG = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/userinfo",
    "jwks_uri": f"{ISSUER}/keys",
}


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Claims to be sent by the provider; tests change them."""
    claims: dict[str, Any] = {"sub": "abc-1", "email": "Jo@Example.test", "email_verified": True, "name": "Jo"}
    app = {
        "provider_id": "trust",
        "name": "your trust account",
        "client_id": "id",
        "secret": "secret",
        "settings": {"server_url": ISSUER, "oauth_pkce_enabled": True, "verified_email": []},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", CONFIG)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_: dict(claims))
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *_, **__: {"access_token": "t"})
    return {"claims": claims, "app": app}


def come_back(client: Client, start: str = "/account/provider/trust/login/") -> Any:
    """To the provider and back."""
    there = client.post(start)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    return client.get("/account/provider/trust/callback/", {"code": "c", "state": state}, follow=False)


def actions() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_the_button_stands_on_the_sign_in_page_only_when_there_is_a_provider(
    client: Client, provider: dict[str, Any], settings: Any
) -> None:
    assert "Sign in with your trust account" in client.get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with your" not in client.get("/account/login/").content.decode()
    assert client.get("/account/provider/trust/login/").status_code == 404


def test_the_way_there_uses_the_issuer_and_a_challenge(client: Client, provider: dict[str, Any]) -> None:
    assert "Sign in with your trust account" in client.get("/account/provider/trust/login/").content.decode()
    there = client.post("/account/provider/trust/login/")["Location"]
    assert there.startswith(f"{ISSUER}/authorize?")
    assert parse_qs(urlsplit(there).query)["code_challenge_method"] == ["S256"]


def test_somebody_who_was_added_comes_in_and_is_linked_once(
    client: Client, provider: dict[str, Any], member: Member
) -> None:
    user = member("staff", email="jo@example.test")
    assert come_back(client)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    client.post("/account/logout/")
    provider["claims"]["email"] = "renamed@example.test"
    come_back(client)
    assert "jo@example.test" in client.get("/account/").content.decode()
    assert SocialAccount.objects.get().user == user
    assert actions() == ["account.linked", "account.signed_in", "account.signed_out", "account.signed_in"]
    assert Event.objects.filter(action="account.signed_in").first().facts["way"] == "trust"  # type: ignore[union-attr]
    user.refresh_from_db()
    assert user.has_usable_password()


@pytest.mark.parametrize("vouched", [False, "false", None, "no", 0])
def test_an_address_nobody_vouches_for_opens_nothing(
    client: Client, provider: dict[str, Any], member: Member, vouched: object
) -> None:
    member("staff", email="jo@example.test")
    provider["claims"]["email_verified"] = vouched
    page = come_back(client)
    assert "We do not know you here yet" in page.content.decode()
    assert not SocialAccount.objects.exists()
    assert client.get("/account/").status_code == 302


def test_the_operator_may_vouch_for_a_domain(client: Client, provider: dict[str, Any], member: Member) -> None:
    member("staff", email="jo@example.test")
    del provider["claims"]["email_verified"]
    provider["app"]["settings"]["verified_email"] = ["example.test"]
    assert come_back(client)["Location"] == "/"
    provider["claims"].update(sub="abc-2", email="jo@evil.example")
    assert "We do not know you" in come_back(Client()).content.decode()


def test_a_stranger_gets_no_account(client: Client, provider: dict[str, Any]) -> None:
    page = come_back(client)
    assert "We do not know you here yet" in page.content.decode()
    assert User.objects.count() == 0


def test_a_closed_account_is_neither_linked_nor_opened(
    client: Client, provider: dict[str, Any], member: Member
) -> None:
    user = member("staff", email="jo@example.test", is_active=False)
    assert "We do not know you here yet" in come_back(client).content.decode()
    assert not SocialAccount.objects.exists()
    user.is_active = True
    user.save()
    come_back(client)
    user.is_active = False
    user.save()
    assert come_back(Client())["Location"] == "/account/inactive/"


@pytest.mark.parametrize("process", ["connect", "redirect", "nonsense"])
def test_only_signing_in_is_offered(client_for: Any, provider: dict[str, Any], member: Member, process: str) -> None:
    client = client_for(member("staff", email="somebody@example.test"))
    start = f"/account/provider/trust/login/?process={process}&next=/plan/"
    answer = come_back(client, start)
    assert answer["Location"] == "/account/login/" or "We do not know you" in answer.content.decode()
    assert not SocialAccount.objects.exists()


def test_stopping_on_the_way_and_a_strange_answer(client: Client, provider: dict[str, Any]) -> None:
    there = client.post("/account/provider/trust/login/")
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    stopped = client.get("/account/provider/trust/callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "You were not signed in" in stopped.content.decode()
    strange = client.get("/account/provider/trust/callback/", {"code": "c", "state": "made up"}, follow=True)
    assert "You were not signed in" in strange.content.decode()


def test_a_provider_that_does_not_answer(
    client: Client, provider: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: object) -> dict[str, str]:
        raise Unreachable

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", property(down))
    page = client.post("/account/provider/trust/login/")
    assert page.status_code == 502
    assert "did not answer" in page.content.decode()


def test_the_provider_s_people_need_no_second_factor_of_ours(
    client: Client, provider: dict[str, Any], member: Member, settings: Any
) -> None:
    settings.REQUIRE_MFA = True
    member("staff", email="jo@example.test")
    come_back(client)
    assert client.get("/account/").status_code == 200
