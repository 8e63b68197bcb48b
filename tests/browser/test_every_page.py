"""Every page, filled, empty and in error: no rule of WCAG 2.2 A or AA broken, nothing said in the console, nothing
refused by the security policy, no sideways scroll on a phone, one heading, a title, and all of it without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Browser, Page

from tests.browser.look import Tab, buttons, check
from tests.browser.served import Served
from tests.browser.views import BY_LINK, COMES_BACK, EMPTY, FILLED, NOT_PAGES, SECOND_FACTOR, WRONG, View, Wrong

pytestmark = pytest.mark.browser
Opener = Callable[..., Tab]


@pytest.fixture(scope="module")
def tab_of(planted_product: Served, chromium: Browser) -> Iterator[Opener]:
    """``tab_of(who)``: one browser per person for the whole list, with scripts or without."""
    tabs: dict[tuple[str, bool], Tab] = {}

    def opened(who: str, scripts: bool = True) -> Tab:
        if (who, scripts) not in tabs:
            tabs[who, scripts] = Tab(planted_product.open(chromium, who, "/account/", java_script_enabled=scripts))
        return tabs[who, scripts]

    yield opened
    planted_product.close_pages()


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_every_address_is_in_the_list_or_is_no_page() -> None:
    listed = {view.route for view in FILLED} | SECOND_FACTOR | BY_LINK
    assert not listed & set(NOT_PAGES)
    assert listed | set(NOT_PAGES) == set(names())


def test_every_form_with_an_address_of_its_own_is_sent_wrong() -> None:
    assert {wrong.to for wrong in WRONG if wrong.to} == COMES_BACK


@pytest.mark.parametrize("view", FILLED, ids=str)
def test_filled(tab_of: Opener, planted_product: Served, view: View) -> None:
    looked_at(tab_of, view, view.path(planted_product.ids))


@pytest.mark.parametrize("view", EMPTY, ids=str)
def test_empty(tab_of: Opener, planted_product: Served, view: View) -> None:
    looked_at(tab_of, view, view.path(planted_product.ids), thrifty=True)


def looked_at(tab_of: Opener, view: View, path: str, *, thrifty: bool = False) -> None:
    tab, bare = tab_of(view.who), tab_of(view.who, scripts=False)
    assert tab.go(path).status == view.status
    check(tab, str(view), thrifty=thrifty)
    assert bare.go(path).status == view.status
    assert bare.page.locator("h1").is_visible()
    missing = set(buttons(tab.page)) - set(buttons(bare.page))
    assert not missing, f"{view}: without scripts these buttons are gone: {missing}"


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_in_error(tab_of: Opener, planted_product: Served, wrong: Wrong) -> None:
    ids, tab = planted_product.ids, tab_of(wrong.page.who)
    tab.go(wrong.page.path(ids))
    target = reverse(wrong.to, args=[ids[name] for name in wrong.args]) if wrong.to else ""
    typed = {name: str(ids.get(value, value)) for name, value in wrong.typed.items()}
    assert send_emptied(tab.page, target, typed) < 500
    told = tab.page.locator(".nhsuk-error-summary, .sb-message--error, .sb-message--warning, .sb-panel[role=alert]")
    assert told.first.is_visible(), "nothing on the page says what is wrong"
    check(tab, f"{wrong}, in error", thrifty=True)


_EMPTIED = """([target, typed]) => {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const goesTo = (one) => new URL(one.getAttribute("action") || location.href, location.href).pathname;
  const form = forms.find((one) => goesTo(one) === (target || location.pathname));
  if (!form) return false;
  for (const one of form.elements) {
    if (["hidden", "submit", "button"].includes(one.type)) continue;
    if (["radio", "checkbox"].includes(one.type)) one.checked = false;
    else if (one.tagName !== "SELECT") one.value = "";
    else if (one.querySelector("option[value='']")) one.selectedIndex = 0;
  }
  for (const [name, value] of Object.entries(typed)) {
    const field = form.elements[name];
    if (!field) return `no field ${name}`;
    field.value = value;
  }
  form.noValidate = true;
  const button = [...document.querySelectorAll("button")].find(
    (one) => one.form === form && !["save", "add-regulation", "later"].includes(one.value));
  form.requestSubmit(button);
  return true;
}"""


def send_emptied(page: Page, target: str, typed: dict[str, str]) -> int:
    """Send the form that goes to ``target`` with nothing in it but ``typed``; the status of the answer."""
    with page.expect_navigation() as sent:
        assert page.evaluate(_EMPTIED, [target, typed]) is True, f"no form on {page.url} goes to {target or 'itself'}"
    assert sent.value is not None
    return int(sent.value.status)


def test_a_link_to_set_a_password(planted_product: Served, chromium: Browser) -> None:
    tab = Tab(planted_product.open(chromium))
    tab.go(planted_product.ids["reset"])
    check(tab, "setting a password by the link")
    send_emptied(tab.page, "", {})
    check(tab, "setting a password by the link, in error")
    tab.go(planted_product.ids["reset"].replace("key/", "key/x"))
    check(tab, "a link that does not work")


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("quality", "/plan/A-99999", 404), ("", "/nowhere", 404), ("staff", "/organisation/people/", 403),
     ("viewer", "/search/?q=x", 403)],
)  # fmt: skip
def test_a_page_that_says_no(tab_of: Opener, who: str, path: str, status: int) -> None:
    tab = tab_of(who)
    assert tab.go(path).status == status
    check(tab, f"{status} of {path}")


def test_the_second_size_really_is_a_phone(tab_of: Opener) -> None:
    """The check would notice a page that is too wide: proved on one made so."""
    tab = tab_of("")
    tab.go("/account/login/")
    tab.page.evaluate("document.querySelector('h1').style.minWidth = '700px'")
    with pytest.raises(AssertionError, match="px wide because of"):
        check(tab, "made too wide")


def test_the_checker_really_checks(tab_of: Opener) -> None:
    tab: Any = tab_of("")
    tab.go("/account/login/")
    tab.page.evaluate("document.querySelector('label').remove()")
    with pytest.raises(AssertionError, match="label"):
        check(tab, "made without a label")
