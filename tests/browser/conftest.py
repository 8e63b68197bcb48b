"""A headless Chromium (Debian's package, or CHROMIUM=path), the real server, and axe.

The rule checker is the one packed inside ``axe-playwright-python``; it is put into the page through the debugging
protocol, so the strict content security policy stays switched on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from springboard.accounts.models import User

# Playwright's own loop runs in this thread while tests use the database from it, one at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LAPTOP, PHONE = {"width": 1366, "height": 900}, {"width": 375, "height": 812}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium: Browser, live_server: Any, client_for: Callable[[User], Any]) -> Iterator[Callable[..., Page]]:
    """``open_as(user, "/plan/", size=PHONE)``: a page in a fresh browser, signed in."""
    contexts: list[BrowserContext] = []

    def opened(user: User | None, path: str = "/", size: Any = LAPTOP, **options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport=size, **options)
        contexts.append(context)
        if user is not None:
            cookie = client_for(user).cookies["springboard_session"]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def no_axe_violations() -> Callable[[Page], None]:
    """Fails with the rule, the reason and the element when a page breaks WCAG 2.2 A or AA."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        lines = [f"{item['id']}: {item['help']}: {node['html'][:160]}" for item in found for node in item["nodes"][:3]]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return check
