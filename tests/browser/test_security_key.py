"""What only a browser can show: a security key under the strict content security policy, and a file on its way from
the disk to the tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect

from springboard.accounts.models import User
from springboard.audit.models import Event
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def complaints() -> Callable[[Page], list[str]]:
    """Everything the browser complains about: blocked by the policy, missing files, errors of scripts."""

    def listen(page: Page) -> list[str]:
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        return heard

    return listen


def sign_in(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_security_key_is_added_and_opens_the_door(
    open_as: Open, complaints: Any, member: Any, no_axe_violations: Any
) -> None:
    """A key played by the browser itself; the page's script runs under the strict policy."""
    user = member("staff")
    page = open_as(None, "/account/login/")
    heard = complaints(page)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "automaticPresenceSimulation": True}})
    sign_in(page, user)
    page.goto("/account/2fa/keys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    no_axe_violations(page)
    page.goto("/account/2fa/keys/")
    expect(page.get_by_role("rowheader", name="Blue key")).to_be_visible()
    no_axe_violations(page)
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(page, user)
    page.wait_for_url("**/account/2fa/authenticate/")
    no_axe_violations(page)
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(lambda url: "/account/2fa/" not in url)
    assert heard == []
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    assert Event.objects.filter(action="account.signed_in").count() == 2


def test_the_code_to_scan_is_a_picture_the_browser_shows(open_as: Open, complaints: Any, member: Any) -> None:
    page = open_as(None, "/account/login/")
    heard = complaints(page)
    sign_in(page, member("staff"))
    page.goto("/account/2fa/app/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    picture = page.get_by_role("img", name="Code to scan")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 100
    assert heard == []


def test_a_key_that_does_not_answer_is_said_on_the_page(open_as: Open, member: Any) -> None:
    page = open_as(None, "/account/login/")
    sign_in(page, member("staff"))
    page.goto("/account/2fa/keys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("alert").get_by_text("The key was not used")).to_be_visible()


def test_an_import_from_the_file_to_the_tree(open_as: Open, no_axe_violations: Any, member: Any, tmp_path: Any) -> None:
    sheet = tmp_path / "units.csv"
    sheet.write_text("Kind,Name,Part of\nDirectorate,Acute care,\nGalaxy,Heron,Acute care\n")
    page = open_as(member("administrator"), "/organisation/import/")
    page.get_by_label("Spreadsheet").set_input_files(sheet)
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_text("is not a kind of unit")).to_be_visible()
    no_axe_violations(page)
    sheet.write_text("Kind,Name,Part of\nDirectorate,Acute care,\nWard,Heron,Acute care\n")
    page.get_by_role("link", name="Choose the corrected file").click()
    page.get_by_label("Spreadsheet").set_input_files(sheet)
    page.get_by_role("button", name="Show what would happen").click()
    no_axe_violations(page)
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_text("2 new, 0 changed")).to_be_visible()
    expect(page.get_by_role("link", name="Heron")).to_be_visible()
