"""Takes the pictures of the README and the guides from a running example.

    make run                                   in one terminal
    .venv/bin/python docs/pictures/take.py     in another (PORT=8080 when make run had it)

It signs in as the example's head of quality, uploads the next example report when nobody has yet, accepts two of its
findings and photographs the review, then the plan. Needs the development set-up (`make check` makes it) and Chromium.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
REPORT = HERE.parents[1] / "springboard/home/example/reports/northmoor-2026-11-crisis.pdf"
WHO, PASSWORD = "quality@northmoor.example", "northmoor-example"
LAPTOP = {"width": 1366, "height": 900}
MOST_BYTES = 250_000


def main() -> int:
    """Every picture, one after the other."""
    base = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        page = browser.new_context(base_url=base, viewport=LAPTOP).new_page()
        sign_in(page)
        open_review(page)
        keep(page, "review.png")
        page.goto("/plan/")
        keep(page, "plan.png")
        browser.close()
    return 0


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", WHO)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"^(?!.*login)"))


def open_review(page: Page) -> None:
    """The review of the next report, with two findings accepted and the fourth in view."""
    page.goto("/reports/")
    row = page.get_by_role("row").filter(has_text="CQC-2026-11")
    if row.count():
        number = re.search(r"/reports/(\d+)/", row.locator("a").first.get_attribute("href") or "")
        if number is None:
            raise SystemExit("The report is in the list without a link. Has the page changed?")
        page.goto(number.group(0))
    else:
        page.goto("/reports/upload/")
        page.set_input_files("input[type=file]", str(REPORT))
        page.get_by_role("button", name="Upload and read it").click()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible(timeout=120_000)
    page.goto(f"{page.url.rstrip('/')}/review/")
    for reference in ("CQC-2026-11/O1", "CQC-2026-11/M1"):
        if page.title().startswith(reference + ","):
            press(page, "a")
    while not page.title().startswith("CQC-2026-11/M3,"):
        press(page, "j")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def keep(page: Page, name: str) -> None:
    """What is on the screen as a PNG of 128 colours, small enough for a page."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128)
    picture.save(HERE / name, optimize=True)
    size = (HERE / name).stat().st_size
    sys.stdout.write(f"{name}: {size:,} bytes\n")
    if size > MOST_BYTES:
        raise SystemExit(f"{name} is larger than {MOST_BYTES:,} bytes.")


if __name__ == "__main__":
    sys.exit(main())
