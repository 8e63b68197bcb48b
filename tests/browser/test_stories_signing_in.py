"""Signing in: the second factor from setting it up to losing the phone, and the door that closes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.authenticator import code_of, plug_in_a_key
from tests.browser.look import Tab, check
from tests.browser.served import PASSWORD, Served, sign_in
from tests.browser.test_every_page import send_emptied

pytestmark = pytest.mark.browser


def arrive(product: Served, chromium: Browser, who: str) -> Tab:
    """Somebody in a new browser who has just given their password."""
    tab = Tab(product.open(chromium, path="/account/login/"))
    sign_in(tab.page, who)
    return tab


def confirm_if_asked(page: Page) -> None:
    """Some pages ask for the password once more."""
    if "/reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()


def set_up_the_app(tab: Tab) -> str:
    """From the account's page to an app that works; every page on the way is looked at. Returns the app's secret."""
    page = tab.page
    page.goto("/account/")
    page.get_by_role("link", name="Set one up").click()
    check(tab, "second factor, none yet")
    page.get_by_role("link", name="Set up an authenticator app").click()
    confirm_if_asked(page)
    check(tab, "setting up the app")
    send_emptied(page, "", {"code": "000000"})
    expect(page.get_by_role("alert")).to_be_visible()
    check(tab, "setting up the app, wrong code")
    secret = page.locator("code").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    page.wait_for_url(lambda url: "/activate/" not in url)
    return secret


def test_an_app_is_set_up_and_asked_for(planted_again: Served, chromium: Browser) -> None:
    # Given somebody who signs in with a password and sets up an app
    tab = arrive(planted_again, chromium, "factor")
    page = tab.page
    page.wait_for_url(re.compile(r":\d+/$"))
    secret = set_up_the_app(tab)
    # Then there are recovery codes to keep
    page.goto("/account/2fa/recovery-codes/")
    check(tab, "recovery codes")
    codes = page.locator(".sb-codes code").all_inner_texts()
    assert len(codes) == 10
    for path, what in [
        ("/account/2fa/", "second factor, with an app"),
        ("/account/2fa/recovery-codes/generate/", "making new codes"),
        ("/account/2fa/app/deactivate/", "removing the app"),
        ("/account/2fa/reauthenticate/", "confirming with a code"),
        ("/account/2fa/keys/", "keys, none yet"),
        ("/account/2fa/keys/add/", "adding a key"),
    ]:
        tab.go(path)
        assert page.url.endswith(path), f"{what}: led to {page.url}"
        check(tab, what)
    # When they come back, the password alone opens nothing
    tab = arrive(planted_again, chromium, "factor")
    page = tab.page
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    check(tab, "asked for the second factor")
    page.goto("/plan/")
    assert "/account/" in page.url
    # And a wrong code is refused in words
    tab = arrive(planted_again, chromium, "factor")
    page = tab.page
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    check(tab, "asked for the second factor, wrong code")
    # And the code of the app opens the door
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    # And without the phone, a recovery code does, once
    tab = arrive(planted_again, chromium, "factor")
    tab.page.get_by_label("Code").fill(codes[0])
    tab.page.get_by_role("button", name="Sign in").click()
    tab.page.wait_for_url(re.compile(r":\d+/$"))
    tab = arrive(planted_again, chromium, "factor")
    tab.page.get_by_label("Code").fill(codes[0])
    tab.page.get_by_role("button", name="Sign in").click()
    expect(tab.page.get_by_role("alert").first).to_be_visible()


def test_a_security_key_is_added_used_renamed_and_removed(planted_again: Served, chromium: Browser) -> None:
    # Given somebody with a security key in the computer
    tab = arrive(planted_again, chromium, "forgetful")
    page = tab.page
    page.wait_for_url(re.compile(r":\d+/$"))
    plug_in_a_key(page)
    page.goto("/account/2fa/keys/add/")
    confirm_if_asked(page)
    # When they add it
    page.get_by_label("Name of the key").fill("The blue one")
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url(lambda url: "/keys/add/" not in url)
    page.goto("/account/2fa/keys/")
    expect(page.get_by_role("rowheader", name="The blue one")).to_be_visible()
    check(tab, "a key")
    # Then it can be renamed, and confirms who they are
    page.get_by_role("link", name="Rename The blue one").click()
    check(tab, "renaming a key")
    send_emptied(page, "", {})
    check(tab, "renaming a key, without a name")
    page.get_by_label("Name of the key").fill("The red one")
    page.get_by_role("button", name=re.compile("Save|Rename")).click()
    expect(page.get_by_role("rowheader", name="The red one")).to_be_visible()
    tab.go("/account/2fa/keys/reauthenticate/")
    check(tab, "confirming with a key")
    # And when they sign in again, the key opens the door
    page.goto("/account/logout/")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    sign_in(page, "forgetful")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    # And it can be removed
    page.goto("/account/2fa/keys/")
    page.get_by_role("link", name="remove The red one").click()
    confirm_if_asked(page)
    page.wait_for_url(re.compile("/remove/$"))
    check(tab, "removing a key")
    with page.expect_navigation():
        page.locator("main form").get_by_role("button").first.click()
    page.goto("/account/2fa/keys/")
    expect(page.get_by_text("You have no security key yet.")).to_be_visible()


def test_five_wrong_passwords_close_the_door(planted_again: Served, chromium: Browser) -> None:
    # Given somebody who guesses at an account
    tab = Tab(planted_again.open(chromium, path="/account/login/"))
    page = tab.page
    for _ in range(5):
        sign_in(page, "locked", "not the password")
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.title().startswith("Error:")
    # When the right password comes sixth, the door stays shut, and says for how long
    sign_in(page, "locked")
    expect(page.get_by_role("heading", name="Wait 15 minutes, then try again")).to_be_visible()
    check(tab, "too many wrong passwords")
    # And somebody else can still sign in
    other = planted_again.open(chromium, path="/account/login/")
    sign_in(other, "expert")
    other.wait_for_url(re.compile(r":\d+/$"))
