"""What has to hold for every page, whatever it shows: asked of a page that stands open in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.browser.served import LAPTOP, PHONE, looked_at

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """async ([rules, contrast]) => {
  const asked = {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]};
  if (!contrast) asked.rules = {"color-contrast": {enabled: false}};
  return (await axe.run(asked)).violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)}`));
}"""
_SIDEWAYS = """() => [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right >
  document.documentElement.clientWidth + 1).slice(0, 4).map((one) => one.outerHTML.slice(0, 120))"""
# Not asked by the checker: an id given twice, and a box without a name inside a fold that is closed.
_NAMELESS = """() => {
  const ids = [...document.querySelectorAll("body [id]:not(input[type=hidden])")].map((one) => one.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `id given twice: ${id}`);
  const boxes = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const bare = boxes.filter((one) => !one.labels.length && !one.ariaLabel && !one.getAttribute("aria-labelledby"));
  return [...twice, ...bare.map((one) => `no label: ${one.outerHTML.slice(0, 100)}`)];
}"""
_BUTTONS = """() => [...document.querySelectorAll("main button, main a.nhsuk-button")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.hasAttribute("data-print"))
  .map((one) => one.innerText.trim())"""


@dataclass
class Tab:
    """A page with what its console said. The status of the page itself (404, 422…) is an answer, not a complaint."""

    page: Page
    heard: list[tuple[str, str]] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.heard.append((str(error), "")))
        self.page.on("response", self._answered)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append((f"{message.type}: {message.text}", message.location["url"]))

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answers.add(response.url)

    def go(self, path: str) -> Response:
        self.heard.clear()
        looked_at.append(self.page)
        response = self.page.goto(path)
        assert response is not None
        return response

    def complaints(self) -> list[str]:
        """What the console said, without the statuses of pages."""
        status = "error: Failed to load resource"
        return [f"{text} {url}" for text, url in self.heard if not (text.startswith(status) and url in self.answers)]


def axe_violations(page: Page, *, contrast: bool = True) -> list[str]:
    """Every broken rule of WCAG 2.2 A and AA with its element. The checker comes in through the debugging protocol,
    so the security policy stays as it is."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, [RULES, contrast])
    return found


def check(tab: Tab, where: str, *, thrifty: bool = False) -> None:
    """Fails with everything that is wrong with the page, at laptop and phone size.

    ``thrifty`` leaves out contrast on the phone: the checker's slowest rule, and the colours are the laptop's.
    """
    page = tab.page
    wrong = [f"title is '{page.title()}'"] if not page.title().removesuffix("- Springboard").strip(" -") else []
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.locator('h1').count()} h1")
    if "{{" in page.locator("body").inner_text():
        wrong.append("a template's braces are on the page")
    wrong += page.evaluate(_NAMELESS)
    for name, size in (("laptop", LAPTOP), ("phone", PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = axe_violations(page, contrast=name == "laptop" or not thrifty)
        wrong += [f"{name}: {line}" for line in found]
        if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            wrong.append(f"{name}: {width} px wide because of {page.evaluate(_SIDEWAYS)}")
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    wrong += tab.complaints()
    assert not wrong, f"{where} ({page.url})\n" + "\n".join(wrong)


def buttons(page: Page) -> list[str]:
    """What the visible buttons of the page's main part say."""
    found: list[str] = page.evaluate(_BUTTONS)
    return sorted(found)
