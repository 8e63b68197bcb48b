"""What a reviewer does with a report, in the words of the stories."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.served import NEXT_REPORT

READ_WITHIN = 180_000  # milliseconds; the promise is a minute on a machine that does nothing else


class Reviewer:
    """Somebody at the review screen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def upload(self, path: str = str(NEXT_REPORT)) -> None:
        self.page.goto("/reports/upload/")
        self.page.get_by_label("The report").set_input_files(path)
        self.page.get_by_role("button", name="Upload and read it").click()
        self.page.wait_for_url(re.compile(r"/reports/\d+/$"))

    def wait_until_read(self) -> None:
        """With scripts the page loads itself again; without, by its own refresh."""
        expect(self.page.get_by_role("link", name=re.compile(r"^(Review \d+|Go on)"))).to_be_visible(
            timeout=READ_WITHIN
        )

    def begin(self) -> None:
        self.page.get_by_role("link", name=re.compile(r"^(Review \d+|Go on)")).click()

    @property
    def reference(self) -> str:
        return self.page.locator(".sb-review__finding strong").inner_text()

    @property
    def text(self) -> Locator:
        return self.page.get_by_label("What was found, in one sentence")

    def press(self, key: str) -> None:
        """A key, and the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def confirmed(self) -> tuple[int, int]:
        """How many of how many are confirmed, as the head of the screen says."""
        found = re.search(r"(\d+) of (\d+) confirmed", self.page.locator(".sb-progress").inner_text())
        assert found
        return int(found[1]), int(found[2])

    def edit(self, text: str) -> None:
        """E goes into the text; what is typed there decides nothing, until Escape leads out again."""
        before = self.reference
        self.page.keyboard.press("e")
        expect(self.text).to_be_focused()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        assert self.reference == before
        self.page.keyboard.press("Escape")

    def split(self, first: str, second: str) -> None:
        self.press("s")
        self.page.get_by_label("First finding").fill(first)
        self.page.get_by_label("Second finding").fill(second)
        self.page.get_by_role("button", name="Split it").click()
        expect(self.page.get_by_text("There are two findings now. Both wait for review.")).to_be_visible()

    def merge_a_look_alike(self) -> tuple[str, str]:
        """M merges the next one that looks like a finding of the plan; what was merged, and into what."""
        self.go_on_until(".rv-similar")
        merged, into = self.reference, self.page.locator(".rv-similar strong a").inner_text()
        self.press("m")
        expect(self.page.get_by_text(f"{merged} is in the plan, merged.")).to_be_visible()
        return merged, into

    def accept_all_of(self, kind: str) -> int:
        """The rest of one kind at once; how many were ticked."""
        self.page.get_by_role("link", name="Accept several at once").click()
        kinds = self.page.get_by_role("navigation", name="Which findings")
        kinds.get_by_role("link", name=re.compile(f"^{kind}")).click()
        ticked = self.page.locator(".rp-several input:checked").count()
        self.page.get_by_role("button", name="Put the ticked ones into the plan").click()
        return ticked

    def go_on_until(self, sign: str) -> None:
        """Skip with J until the screen shows ``sign`` (a selector)."""
        for _ in range(60):
            if self.page.locator(sign).count():
                return
            self.press("j")
        raise AssertionError(f"no finding of this report shows {sign}")

    def leave_out(self, why: str) -> None:
        self.page.get_by_label(why).check()
        self.page.get_by_role("button", name="Leave it out").click()

    def read_the_unread(self) -> int:
        """On the report's page: say of each part nobody could read that a person has; how many there were."""
        done = 0
        while (waiting := self.page.get_by_role("button", name="I have read it")).count():
            with self.page.expect_navigation():
                waiting.first.click()
            done += 1
        return done

    def finish(self, rest: str = "") -> None:
        self.page.goto(re.sub(r"review/\d+/.*", "review/finish/", self.page.url))
        if rest:
            self.page.get_by_label(rest).check()
        self.page.get_by_role("button", name="Finish the review").click()
        self.page.wait_for_url(re.compile(r"/ratings/$"))


def grid(page: Page) -> dict[str, list[str]]:
    """The ratings as the grid says them: what stands in each row, by service."""
    page.goto("/ratings/")
    rows = page.locator(".sb-grid tbody tr").all()
    return {row.locator("th span").first.inner_text(): row.locator("td").all_inner_texts() for row in rows}
