"""Answering a finding, doing the work on a phone, and what somebody from outside sees."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import Tab, check
from tests.browser.served import PHONE, Served

pytestmark = pytest.mark.browser


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def write_date(page: Page, legend: str, day: str) -> None:
    """``day`` as 2026-11-23, into three boxes."""
    group = page.get_by_role("group", name=legend)
    for part, value in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
        group.get_by_label(part).fill(value)


def test_a_ward_manager_on_a_phone_says_what_was_done(planted_again: Served, chromium: Browser) -> None:
    # Given a ward manager with a phone
    tab = Tab(planted_again.open(chromium, "alder", "/", size=PHONE, has_touch=True, is_mobile=True))
    page = tab.page
    # When they open their work from the menu
    page.locator(".sb-menu summary").tap()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=re.compile("^My work")).tap()
    expect(page.get_by_role("heading", level=1, name="My work")).to_be_visible()
    page.get_by_role("link", name="Care plans written with the person").tap()
    # And write what happened
    page.get_by_label("What happened").fill("Sixteen of seventeen people have their own plan now.")
    page.get_by_role("button", name="Write the update").tap()
    expect(page.get_by_text("Your update is in the story.")).to_be_visible()
    expect(page.locator(".sb-log")).to_contain_text("Sixteen of seventeen people")
    # And say that it is done
    unfold(page, "Say it is done")
    page.get_by_label("What was done?").fill("All seventeen have one, and a copy.")
    page.get_by_role("button", name="It is done").tap()
    # Then it counts as claimed, not as checked
    expect(page.get_by_text("Claimed as done. It counts as assured when somebody independent")).to_be_visible()
    done = page.locator(".sb-answer").first
    expect(done).to_contain_text("Claimed")
    expect(page.get_by_text("Nobody independent has checked this action yet.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    # And nobody who owns it can make it assured
    assert page.get_by_role("button", name=re.compile("check|assure", re.I)).count() == 0


def test_an_action_cannot_be_agreed_until_it_says_what_changes(planted_again: Served, chromium: Browser) -> None:
    # Given the first finding that waits for an answer
    page = planted_again.open(chromium, "acute.lead", "/plan/")
    page.get_by_role("link", name="Answer it").first.click()
    finding = page.get_by_role("heading", level=1).inner_text().partition(":")[0]
    # When a service director answers it with an action that does not say what changes for anybody
    page.locator(".sb-head__actions").get_by_role("link", name="Add an action").click()
    page.get_by_label("What we will do").fill("Ask everybody on the ward what they need")
    page.get_by_label("Owner").select_option(label="Ward manager, Rowan")
    write_date(page, "Due", "2099-01-31")
    page.get_by_role("button", name="Save the action").click()
    # Then it is kept, and cannot be agreed
    expect(page.get_by_text("is in the plan. It still has to be agreed.")).to_be_visible()
    expect(page.get_by_text("Not agreed yet").first).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Agree")).count() == 0
    # And when it says what changes for the person, it can
    page.get_by_role("link", name="Add that").click()
    page.get_by_label("What changes for the person using the service").fill("Somebody asks me, and writes it down.")
    page.get_by_role("button", name="Save the action").click()
    page.get_by_role("button", name=re.compile("^Agree")).first.click()
    expect(page.get_by_role("status").get_by_text("Agreed.")).to_be_visible()
    expect(page.locator(".sb-said")).to_have_text("Somebody asks me, and writes it down.")
    # And the finding counts as answered
    page.locator(".sb-steps").get_by_role("link", name=finding).first.click()
    expect(page.locator(".sb-items")).to_contain_text("Ask everybody on the ward what they need")
    page.goto("/plan/?only=waiting")
    assert page.locator(".sb-plan__finding--open", has_text=finding).count() == 0


def test_a_finding_is_challenged_and_the_clock_runs(planted_again: Served, chromium: Browser) -> None:
    # Given a finding whose facts are not right
    page = planted_again.open(chromium, "quality", "/plan/findings/")
    page.locator("main table a[href*='/plan/finding/CQC-2026-03/S']").first.click()
    # When it is challenged without saying what is wrong
    unfold(page, "Change our response")
    page.get_by_label("Challenge the facts with CQC").check()
    page.get_by_role("button", name="Save our response").click()
    # Then the page says what is missing
    expect(page.get_by_role("alert").first).to_be_visible()
    # And with the words and the day of the e-mail, the clock runs for 10 working days: from the 5th to the 19th
    page.get_by_label("What is not accurate, and how we know").fill("It was another ward; the roster shows it.")
    write_date(page, "Date of CQC's e-mail with the draft report", "2026-01-05")
    page.get_by_role("button", name="Save our response").click()
    expect(page.get_by_text("Our response is recorded.")).to_be_visible()
    clock = page.locator(".sb-panel", has_text="What we challenge")
    expect(clock).to_contain_text("19 January 2026")
    # And CQC's answer ends it
    unfold(page, "Record CQC’s answer")
    page.get_by_label(re.compile("changed", re.I)).first.check()
    write_date(page, "Date of CQC's answer", "2026-01-20")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("CQC's answer is recorded.")).to_be_visible()
    check(Tab(page), "an answered challenge")


def test_somebody_from_outside_sees_only_what_they_were_given(planted_again: Served, chromium: Browser) -> None:
    # Given a commissioner who may see one directorate
    page = planted_again.open(chromium, "viewer", "/plan/")
    # Then its findings and actions are there
    assert page.locator("a[href^='/plan/A-']").count() > 5
    # And nothing of another directorate
    assert page.get_by_text("Covert medicines on the pharmacist").count() == 0
    lead = planted_again.open(chromium, "quality", "/plan/?text=Covert")
    elsewhere = lead.locator("a[href^='/plan/A-']").first.get_attribute("href")
    assert elsewhere
    # And what they were not given is not there, or not for them
    statuses = {
        path: page.request.get(path).status
        for path in (
            elsewhere, "/search/?q=supervision", "/reports/1/", "/reports/1/file/", "/reports/1/page/1/image/",
            "/reports/upload/", "/organisation/", "/organisation/people/", "/history/", "/plan/findings/raise/",
        )
    }  # fmt: skip
    assert statuses.pop(elsewhere) == 404
    assert set(statuses.values()) == {403}, statuses
    # And they can change nothing
    page.locator("a[href^='/plan/A-']").first.click()
    assert page.locator("main form").count() == 0


def test_another_trust_is_not_there(planted_again: Served, chromium: Browser) -> None:
    # Given somebody of a trust that has nothing
    page = planted_again.open(chromium, "empty.lead", "/plan/")
    ids = planted_again.ids
    # Then nothing of the other trust exists for them
    paths = [
        f"/plan/{ids['going']}", f"/plan/finding/{ids['waiting']}", f"/plan/actions/{ids['bare_id']}/change/",
        f"/reports/{ids['review']}/", f"/reports/{ids['review']}/file/", f"/reports/{ids['review']}/progress/",
        f"/reports/{ids['review']}/review/", f"/reports/{ids['review']}/review/{ids['draft']}/",
        f"/reports/{ids['review']}/page/1/image/", f"/organisation/units/{ids['unit']}/",
        f"/history/?person={ids['person']}",
    ]  # fmt: skip
    assert {path: page.request.get(path).status for path in paths} == dict.fromkeys(paths, 404)
    # And the record of its things says nothing
    page.goto(f"/history/?object=organisations.unit:{ids['unit']}")
    assert page.get_by_text("Hazel").count() == 0
    # And search finds nothing of it, even by a whole reference
    page.goto(f"/search/?q={ids['waiting']}")
    expect(page.get_by_text("Nothing that you can see holds all of these words.")).to_be_visible()
