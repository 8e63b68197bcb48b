"""On paper: the words stay, the frame and the buttons go."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import Served

pytestmark = pytest.mark.browser
FRAME = ("Skip to main content", "Search, or type", "Reports and ratings", "My work", "Organisation")
A4 = (595, 842)


def printed(page: Page) -> tuple[list[str], tuple[float, float]]:
    """The text of each sheet, and the size of a sheet in points."""
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    texts = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    return texts, document[0].get_size()


def test_the_plan_on_paper(planted_product: Served, chromium: Browser) -> None:
    page = planted_product.open(chromium, "quality", "/plan/print/")
    rows = page.locator(".sb-plan__action").count()
    sheets, size = printed(page)
    text = " ".join(sheets)
    assert size == pytest.approx(A4, abs=2)
    assert not [words for words in (*FRAME, "Back to the plan", "Answer it", "Add an action") if words in text]
    assert "The improvement plan" in text
    assert "Northmoor Partnership NHS Foundation Trust (example)" in text
    assert all(f"A-{number} " in text for number in (1, 2, 6))
    assert rows > 20
    # Every row is there, the names of the columns on each sheet of the table, and the key at the end
    assert sum("Is it done?" in sheet for sheet in sheets) >= len(sheets) - 1
    assert "only our own word" in sheets[-1] + sheets[-2]


@pytest.mark.parametrize(("what", "path"), [("going", "/plan/"), ("waiting", "/plan/finding/")])
def test_an_action_and_a_finding_on_paper(planted_product: Served, chromium: Browser, what: str, path: str) -> None:
    page = planted_product.open(chromium, "quality", path + planted_product.ids[what])
    title = page.get_by_role("heading", level=1).inner_text()
    headings = page.locator("main .sb-steps h2").all_inner_texts()
    sheets, _ = printed(page)
    text = " ".join(sheets)
    pressed = (*FRAME, "Write the update", "Do something", "Withdraw this", "Change our response", "Record a decision")
    assert not [words for words in pressed if words in text]
    assert " ".join(title.split()) in text
    assert headings
    assert not [heading for heading in headings if heading not in text]
    assert len(sheets) <= 2
