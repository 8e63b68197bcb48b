"""A report comes in and becomes findings of the plan: with the keyboard, without scripts, and by two people at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import Tab, check
from tests.browser.reviewing import Reviewer, grid
from tests.browser.served import Served, sign_in

pytestmark = pytest.mark.browser


def test_a_quality_lead_reviews_the_next_report_with_the_keyboard(fresh_product: Served, chromium: Browser) -> None:
    # Given a quality lead who signs in, and the ratings as they were
    page = fresh_product.open(chromium, path="/reports/upload/")
    sign_in(page, "quality")
    expect(page.get_by_role("heading", name="Upload a CQC report")).to_be_visible()
    before = grid(page)
    lead = Reviewer(page)
    # When they upload the next report and watch it being read
    lead.upload()
    expect(page.get_by_role("heading", name="It is being read")).to_be_visible()
    lead.wait_until_read()
    lead.begin()
    # Then A accepts, and the next finding stands there
    first, (_, total) = lead.reference, lead.confirmed()
    lead.press("a")
    assert lead.reference != first
    assert lead.confirmed() == (1, total)
    # And E edits
    edited = lead.reference
    lead.edit("A rarer sentence: as people said.")
    lead.press("a")
    # And S splits one into two that both wait
    whole = lead.reference
    lead.split("The first half of what was found.", "The second half of what was found.")
    assert lead.confirmed() == (2, total + 1)
    expect(lead.text).to_have_value("The first half of what was found.")
    assert lead.reference == whole
    lead.press("a")
    # And M merges one with the finding of the plan that it looks like
    merged, into = lead.merge_a_look_alike()
    # And R leaves one out, with the reason
    left_out = lead.reference
    lead.press("r")
    lead.leave_out("It is said twice in this report")
    assert lead.confirmed() == (5, total + 1)
    # And the rest of one kind is accepted at once
    ticked = lead.accept_all_of("Should")
    assert ticked > 1
    assert lead.confirmed() == (5 + ticked, total + 1)
    # And what the machine could not read is read by a person
    page.get_by_role("link", name=re.compile("^Read (it|them) yourself")).click()
    assert lead.read_the_unread() > 0
    # And the review is finished: the grid says something new
    page.get_by_role("link", name="Go on reviewing").first.click()
    lead.finish("Put them all into the plan as they were read")
    expect(page.get_by_text("Its ratings are in the grid.")).to_be_visible()
    after = grid(page)
    assert {name for name in after if after[name] != before.get(name)}
    # And the plan asks for an answer to the new findings before anything else
    page.goto("/plan/")
    bands = page.locator(".sb-plan__band th").all_inner_texts()
    assert bands[0].startswith("Not answered yet"), bands
    report = merged.rpartition("/")[0]
    assert page.locator(".sb-plan__finding--open .sb-meta").first.inner_text().startswith(report)
    page.goto(f"/plan/finding/{edited}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A rarer sentence")
    page.goto(f"/plan/finding/{into}")
    expect(page.get_by_text(merged).first).to_be_visible()
    assert page.goto(f"/plan/finding/{left_out}").status == 404  # type: ignore[union-attr]


def test_the_same_without_scripts(example_product: Served, chromium: Browser) -> None:
    # Given a browser without scripts
    page = example_product.open(chromium, path="/", java_script_enabled=False)
    sign_in(page, "quality")
    lead = Reviewer(page)
    # When the report is uploaded, the page refreshes itself until it has been read
    lead.upload()
    lead.wait_until_read()
    lead.begin()
    _, total = lead.confirmed()
    # Then accepting goes on to the next, and leaving out asks why
    accepted = lead.reference
    page.get_by_role("button", name="Accept and go to next").click()
    assert lead.reference != accepted
    rejected = lead.reference
    page.get_by_role("link", name="Reject").click()
    lead.leave_out("It is not a finding")
    assert lead.confirmed() == (2, total)
    # And the review can be finished with the rest left out
    lead.finish("Leave them all out")
    page.goto("/plan/findings/")
    expect(page.get_by_role("link", name=accepted).or_(page.get_by_text(accepted)).first).to_be_visible()
    assert page.get_by_text(rejected, exact=True).count() == 0


def test_two_reviewers_on_one_finding_see_both_versions(planted_again: Served, chromium: Browser) -> None:
    # Given two reviewers with the same finding open
    address = f"/reports/{planted_again.ids['review']}/review/{planted_again.ids['alike']}/"
    first = Reviewer(planted_again.open(chromium, "quality", address))
    second = Reviewer(planted_again.open(chromium, "deputy", address))
    expect(second.page.get_by_text("If you both change it, neither is overwritten")).to_be_visible()
    # When one keeps a change, and the other accepts another
    first.text.fill("As the head of quality wrote it.")
    first.page.get_by_role("button", name="Keep changes").click()
    expect(first.page.get_by_text("Your changes are kept.")).to_be_visible()
    second.text.fill("As the deputy director wrote it.")
    second.page.get_by_role("button", name="Accept and go to next").click()
    # Then the second sees both, nothing of either is lost, and nothing is in the plan
    conflict = second.page.locator("#conflict")
    expect(conflict).to_contain_text("As the deputy director wrote it.")
    expect(conflict).to_contain_text("As the head of quality wrote it.")
    expect(second.text).to_have_value("As the deputy director wrote it.")
    tab = Tab(second.page)
    check(tab, "a conflict")
    reference = second.reference
    assert first.page.goto(f"/plan/finding/{reference}").status == 404  # type: ignore[union-attr]
    # And accepting again, knowingly, puts theirs in
    second.page.get_by_role("button", name="Accept and go to next").click()
    assert second.reference != reference
    first.page.goto(f"/plan/finding/{reference}")
    expect(first.page.get_by_role("heading", level=1)).to_contain_text("As the deputy director wrote it.")
    # And the first, still on the old page, is told
    first.page.goto(address)
    expect(first.page.get_by_role("link", name="Open it in the plan")).to_be_visible()


def test_with_the_keyboard_alone(planted_again: Served, chromium: Browser) -> None:
    # Given nothing but a keyboard, from signing in
    page = planted_again.open(chromium, path="/")
    tab_to(page, "input[type=email]")
    page.keyboard.type("quality@northmoor.example")
    tab_to(page, "input[type=password]")
    page.keyboard.type("northmoor-example")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/$"))
    # When the first Tab is pressed, Enter skips to the content
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"
    # Then every link of the navigation can be reached and shows where the keyboard is
    page.reload()
    tab_to(page, ".sb-nav a[href='/reports/']")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none' || "
                         "getComputedStyle(document.activeElement).boxShadow !== 'none'")  # fmt: skip
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/")
    # And the review that was begun can be gone on with, and a finding accepted
    lead = Reviewer(page)
    tab_to(page, "main a.nhsuk-button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/\d+/$"))
    first, (done, total) = lead.reference, lead.confirmed()
    tab_to(page, "button[value=accept]")
    page.keyboard.press("Enter")
    expect(page.locator(".sb-review__finding strong")).not_to_have_text(first)
    assert lead.confirmed() == (done + 1, total)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; no element may hold on to it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")
