"""The catalogue of components in a browser: no rule of WCAG 2.2 AA broken, no sideways scroll, keys, strict policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.nhsuk import pages

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
SIZES = {"laptop": (1366, 900), "phone": (375, 812)}
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.nhsuk.urls"
    if pages.asset("nhsuk-frontend/.version") is None:
        pytest.skip("the design system is not installed here: python -m springboard.nhsuk.assets")


@pytest.fixture
def look(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """``look("plan", "phone")``: a catalogue page under the strict policy, and what the console said in ``said``."""
    contexts = []

    def opened(name: str, size: str = "laptop", **options: Any) -> Page:
        width, height = SIZES.get(size, (1000, 800))
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: answer(route, name))
        page.said = []  # type: ignore[attr-defined]
        page.on("console", lambda m: page.said.append(m.text) if m.type == "error" else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.said.append(str(error)))  # type: ignore[attr-defined]
        page.goto(f"http://springboard.test/{name}")
        return page

    yield opened
    for context in contexts:
        context.close()


def answer(route: Route, name: str) -> None:
    path = urlsplit(route.request.url).path
    if not path.startswith("/assets/"):
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=pages.render(name), content_type="text/html; charset=utf-8", headers=headers)
    elif found := pages.asset(path.removeprefix("/assets/")):
        route.fulfill(body=found[0], content_type=found[1])
    else:
        route.fulfill(status=404)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", pages.NAMES)
def test_accessible_quiet_and_within_the_window(
    look: Callable[..., Page], no_axe_violations: Callable[[Page], None], name: str, size: str
) -> None:
    page = look(name, size)
    no_axe_violations(page)
    assert page.said == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


@pytest.mark.parametrize("name", pages.NAMES)
def test_without_scripts_nothing_is_missing(look: Callable[..., Page], name: str) -> None:
    page = look(name, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip()


def test_the_review_fits_the_window_and_its_panes_scroll(look: Callable[..., Page]) -> None:
    page = look("review")
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    assert page.locator(".sb-actionbar").bounding_box()["y"] + 40 < 900  # type: ignore[index]
    pane = page.locator(".sb-pane--form")
    assert pane.evaluate("one => one.scrollHeight > one.clientHeight")


def test_a_key_presses_its_button_but_never_while_typing(look: Callable[..., Page]) -> None:
    page = look("review")
    page.evaluate(
        "for (const one of document.querySelectorAll('[data-key]'))"
        " one.addEventListener('click', (e) => { e.preventDefault(); document.title = one.dataset.key; })"
    )
    page.keyboard.press("j")
    assert page.title() == "J"
    page.keyboard.press("Control+a")
    assert page.title() == "J"
    page.locator("textarea").first.focus()
    page.keyboard.press("r")
    assert page.title() == "J"
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert page.title() == "R"


def test_the_phone_menu_opens_and_closes_without_and_with_scripts(look: Callable[..., Page]) -> None:
    page = look("plan", "phone", java_script_enabled=False)
    page.locator(".sb-menu summary").click()
    assert page.get_by_role("navigation", name="Menu").is_visible()
    page = look("plan", "phone")
    page.locator(".sb-menu summary").click()
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="Menu").is_visible()


def test_the_first_tab_skips_to_the_content(look: Callable[..., Page]) -> None:
    page = look("plan")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"


def test_an_error_summary_takes_the_focus(look: Callable[..., Page]) -> None:
    page = look("components")
    assert "nhsuk-error-summary" in page.evaluate("document.activeElement.className")


@pytest.mark.parametrize("name", ["plan", "action", "home"])
def test_targets_on_a_phone_are_big_enough(look: Callable[..., Page], name: str) -> None:
    """Buttons 44 px high; links in running text are exempt (WCAG 2.5.8)."""
    small = look(name, "phone").evaluate(
        "[...document.querySelectorAll('.sb-button, summary')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_on_paper_the_frame_goes_and_the_words_stay(look: Callable[..., Page]) -> None:
    page = look("plan")
    page.emulate_media(media="print")
    assert not page.locator(".sb-nav").is_visible()
    assert not page.locator(".sb-button").first.is_visible()
    assert page.locator("h1").is_visible()
    after = page.locator(".sb-plan__title").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert after in ("none", "normal")


def test_on_paper_no_words_are_white_on_white(look: Callable[..., Page]) -> None:
    page = look("home")
    page.emulate_media(media="print")
    assert page.locator(".sb-card--dark a").evaluate("one => getComputedStyle(one).color") != "rgb(255, 255, 255)"
