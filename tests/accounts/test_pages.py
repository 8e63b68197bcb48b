"""Every address of signing in answers with a page of ours: a closed list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from springboard.accounts import urls
from springboard.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
Member = Callable[..., User]

# name → who asks: nobody, somebody inside, somebody inside who has just confirmed, somebody half-way in
PAGES = {
    "account_login": "nobody",
    "account_inactive": "nobody",
    "account_reset_password": "nobody",
    "account_reset_password_done": "nobody",
    "account_reset_password_from_key_done": "nobody",
    "account_reset_password_from_key": "nobody",
    "socialaccount_login_cancelled": "nobody",
    "socialaccount_login_error": "nobody",
    "account_logout": "inside",
    "account_change_password": "inside",
    "account_reauthenticate": "inside",
    "mfa_index": "inside",
    "mfa_reauthenticate": "inside",
    "mfa_reauthenticate_webauthn": "inside with a key",
    "mfa_list_webauthn": "inside",
    "mfa_activate_totp": "confirmed without an app",
    "mfa_deactivate_totp": "confirmed",
    "mfa_view_recovery_codes": "confirmed",
    "mfa_generate_recovery_codes": "confirmed",
    "mfa_download_recovery_codes": "confirmed",
    "mfa_add_webauthn": "confirmed",
    "mfa_edit_webauthn": "inside with a key",
    "mfa_remove_webauthn": "inside with a key",
    "mfa_authenticate": "half-way",
    "openid_connect_login": "tested in test_provider.py",
    "openid_connect_callback": "tested in test_provider.py",
}
# The library's name for each page, and ours: a file of ours with exactly that name takes its place.
TEMPLATES = {
    "account_login": "account/login.jinja",
    "account_inactive": "account/account_inactive.jinja",
    "account_reset_password": "account/password_reset.jinja",
    "account_reset_password_done": "account/password_reset_done.jinja",
    "account_reset_password_from_key_done": "account/password_reset_from_key_done.jinja",
    "account_reset_password_from_key": "account/password_reset_from_key.jinja",
    "socialaccount_login_cancelled": "socialaccount/login_cancelled.jinja",
    "socialaccount_login_error": "socialaccount/authentication_error.jinja",
    "account_logout": "account/logout.jinja",
    "account_change_password": "account/password_change.jinja",
    "account_reauthenticate": "account/reauthenticate.jinja",
    "mfa_index": "mfa/index.jinja",
    "mfa_reauthenticate": "mfa/reauthenticate.jinja",
    "mfa_list_webauthn": "mfa/webauthn/authenticator_list.jinja",
    "mfa_activate_totp": "mfa/totp/activate_form.jinja",
    "mfa_deactivate_totp": "mfa/totp/deactivate_form.jinja",
    "mfa_view_recovery_codes": "mfa/recovery_codes/index.jinja",
    "mfa_generate_recovery_codes": "mfa/recovery_codes/generate.jinja",
    "mfa_download_recovery_codes": "mfa/recovery_codes/download.txt",
    "mfa_add_webauthn": "mfa/webauthn/add_form.jinja",
    "mfa_authenticate": "mfa/authenticate.jinja",
}
# Shown by the library in the middle of something, or for a key that is there.
OTHERS = {
    "account/too_many.jinja",
    "account/locked.jinja",
    "account/no_password.jinja",
    "account/signup_closed.jinja",
    "mfa/webauthn/authenticator_confirm_delete.jinja",
    "mfa/webauthn/edit_form.jinja",
    "mfa/webauthn/reauthenticate.jinja",
    "socialaccount/login.jinja",
}
FOLDER = Path(urls.__file__).parent / "jinja2"


def test_every_address_is_in_the_list() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES)


def test_every_page_of_ours_is_in_the_list() -> None:
    there = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.jinja")} - {"accounts/inside.jinja"}
    assert there == {name for name in TEMPLATES.values() if name.endswith(".jinja")} | OTHERS


@pytest.fixture
def person(member: Member) -> User:
    user = member("staff")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def ask(client: Client, person: User, sign_in: Any) -> Callable[[str], Any]:
    """Asks for a page as the person it is for."""

    def get(name: str) -> Any:
        who = PAGES[name]
        arguments = {"uidb36": "1", "key": "x-y"} if name == "account_reset_password_from_key" else {}
        if who == "half-way":
            sign_in(client, person)
        elif who != "nobody":
            client.force_login(person)
        if who.startswith("confirmed"):
            client.post("/account/reauthenticate/", {"password": PASSWORD})
        if who == "confirmed without an app":
            Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
        return client.get(reverse(name, kwargs=arguments))

    return get


READY = [name for name, who in PAGES.items() if "key" not in who and "tested" not in who]


@pytest.mark.parametrize("name", READY)
def test_the_page_is_ours(ask: Callable[[str], Any], name: str) -> None:
    answer = ask(name)
    assert answer.status_code == (401 if name == "socialaccount_login_error" else 200)
    assert TEMPLATES[name] in answer.template_name
    if name == "mfa_download_recovery_codes":
        assert answer.content.decode().startswith("Springboard recovery codes.")
        return
    page = answer.content.decode()
    assert '<html lang="en" class="sb-html">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r"<title>[^<]+ - Springboard</title>", page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script
    if answer.request["REQUEST_METHOD"] == "GET" and 'method="post"' in page:
        forms = page.count('method="post"')
        assert page.count("csrfmiddlewaretoken") == forms


@pytest.mark.parametrize("name", [name for name, who in PAGES.items() if "tested" not in who and "key" not in who])
def test_posting_nonsense_breaks_nothing(ask: Callable[[str], Any], client: Client, name: str) -> None:
    ask(name)
    arguments = {"uidb36": "1", "key": "x-y"} if name == "account_reset_password_from_key" else {}
    nonsense = dict.fromkeys(("login", "password", "email", "code", "credential", "name", "next"), "\x00\u202e💥" * 50)
    answer = client.post(reverse(name, kwargs=arguments), nonsense)
    assert answer.status_code in {200, 302, 401, 405}


@pytest.mark.parametrize("path", ["2fa/keys/999/remove/", "2fa/keys/999/edit/", "2fa/keys/reauthenticate/"])
def test_somebody_else_s_key_is_not_there(client: Client, person: User, path: str) -> None:
    client.force_login(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(f"/account/{path}").status_code in {302, 404}


@pytest.mark.parametrize("name", [name for name, who in PAGES.items() if who.startswith(("inside", "confirmed"))])
def test_nobody_sees_the_pages_of_somebody(client: Client, name: str) -> None:
    arguments = {"pk": 1} if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else {}
    answer = client.get(reverse(name, kwargs=arguments))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
