"""A headless Chromium (Debian's package, or CHROMIUM=path), the real server, and axe."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from springboard.accounts.models import User
from tests.browser import served
from tests.browser.look import axe_violations
from tests.browser.served import LAPTOP, ROOT, Served

# A busy machine is no fault of the product; a thing that never comes still fails.
expect.set_options(timeout=20_000)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium_program() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    return path


@pytest.fixture(scope="module")
def chromium(chromium_program: str) -> Iterator[Browser]:
    """One browser a file. While it is open, Playwright's loop runs in this thread and Django must be told that tests
    use the database from it, one at a time; both end with the file, so that the next one's tests meet neither."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_program, args=FLAGS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "setup":
        served.looked_at.clear()
    if report.when == "call" and report.failed:
        _take_pictures(item.nodeid)
    return report


def _take_pictures(test: str) -> None:
    """Every page the test looked at, as it stands at the moment of the failure, in ``test-results/``."""
    folder = ROOT / "test-results"
    folder.mkdir(exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9]+", "-", test.rpartition("/")[2])[:120]
    for number, page in enumerate(dict.fromkeys(served.looked_at)):
        if not page.is_closed():
            page.screenshot(path=folder / f"{name}-{number}.png")


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, chromium_program: str) -> tuple[Path, Path]:
    """The example's data, plain and with every state planted; one for all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return served.prepared(shared)


@pytest.fixture(scope="session")
def planted_product(templates: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with every state planted, for tests that only look."""
    with served.running(templates[1], tmp_path_factory.mktemp("served") / "data") as product:
        yield product


@pytest.fixture(scope="session")
def example_product(templates: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example as a newcomer meets it; for stories that upload reports of different names."""
    with served.running(templates[0], tmp_path_factory.mktemp("served") / "data") as product:
        yield product


@pytest.fixture(scope="session")
def planted_again(templates: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with every state planted, for stories that change it, each something else."""
    with served.running(templates[1], tmp_path_factory.mktemp("served") / "data") as product:
        yield product


@pytest.fixture
def fresh_product(templates: tuple[Path, Path], tmp_path: Path) -> Iterator[Served]:
    """The example in a server of one story alone."""
    with served.running(templates[0], tmp_path / "data") as product:
        yield product


@pytest.fixture
def open_as(chromium: Browser, live_server: Any, client_for: Callable[[User], Any]) -> Iterator[Callable[..., Page]]:
    """``open_as(user, "/plan/", size=…)``: a page in a fresh browser, signed in."""
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

    def check(page: Page) -> None:
        found = axe_violations(page)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check
