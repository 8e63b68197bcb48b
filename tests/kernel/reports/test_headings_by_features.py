"""Headings in words no template has, stems that open lists, and lists nobody announced."""

from __future__ import annotations

import pytest

from springboard.kernel.reports.headings import heading_kind, is_trust_wide
from springboard.kernel.reports.wording import stem_of
from tests.kernel.reports.examples import found, read_pdf, read_text
from tests.kernel.reports.pdf_maker import MadePage


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Essential improvements the trust must make", "must"),
        ("Improvements that should be made", "should"),
        ("Must do and should do actions", "areas"),
        ("What the trust needs to improve", "areas"),
        ("Action we have told the provider to take to improve", "areas"),
        ("Requirement Notices (continued)", "requirement_notices"),
        ("Enforcement actions (s.29A Warning notice)", "enforcement"),
        ("Section 31 notice of decision", "conditions"),
        ("Recommendations made to the provider", "recommendations"),
        ("Must do actions from the previous inspection", "previous"),
        ("Outstanding practice we found", "outstanding_practice"),
        ("Are services at this trust safe?", "question"),
    ],
)
def test_headings_are_told_by_what_they_speak_of(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Actions should be shared with staff and",
        "Our rating of the trust improved since our last inspection",
        "Outstanding ★ Requires improvement ●",
        "Where the law was broken we say what the trust must do; where a breach was too",
    ],
)
def test_lines_of_running_text_are_no_headings(line: str) -> None:
    assert heading_kind(line) is None


def test_words_for_the_whole_trust() -> None:
    assert all(
        is_trust_wide(words) for words in ("At trust level", "Across all core services", "Trust-wide leadership")
    )


def test_a_stem_without_an_article() -> None:
    stem = stem_of("Ward managers should also:")
    assert stem is not None
    assert stem.actor == "Ward managers"
    assert stem.modal == "should"


def test_it_in_a_second_stem_means_whom_the_first_one_named() -> None:
    report = read_text(
        "We told the trust that it must:\n\n- repair the lift.\n\nAnd that it should:\n\n- review its menus.\n"
    )
    assert found(report, "should") == ["The trust should review its menus."]


def test_items_without_bullets_under_a_stem_alone() -> None:
    body = (
        "What we found\n\nThe ward was calm, and people knew their nurse.\n\n"
        "The provider must:\n\nThe provider must repair the alarms (Regulation 12).\n\n"
        "The provider must employ a pharmacist (Regulation 18).\n\nBackground\n\nThe ward opened in 1999.\n"
    )
    assert len(found(read_text(body), "must")) == 2


def test_bulleted_must_dos_under_a_heading_nobody_knows() -> None:
    body = (
        "Before we come back\n\n• The provider must mend the windows (Regulation 15).\n"
        "• The provider must answer complaints (Regulation 16).\n\nBackground\n\nThe ward opened in 1999.\n"
    )
    assert len(found(read_text(body), "must")) == 2


def test_bulleted_must_dos_of_the_last_inspection_are_not_taken() -> None:
    body = (
        "Background\n\nAt our last inspection we said this:\n\n• The provider must mend the windows.\n"
        "• The provider must answer complaints.\n\nBoth had been done.\n"
    )
    assert found(read_text(body), "must") == []


def test_a_paragraph_before_a_bullet_is_an_item_and_no_stem() -> None:
    body = (
        "Action the trust SHOULD take to improve\n\nThe trust should repaint the lounge at Gorse House.\n\n"
        "• The trust should offer a quieter room.\n"
    )
    assert len(found(read_text(body), "should")) == 2


def test_what_the_trust_should_do_straight_after_a_list_of_musts() -> None:
    body = "The trust must:\n\n• repair the lift (Regulation 15).\n\nThe trust should consider a newsletter.\n"
    assert found(read_text(body), "should") == ["The trust should consider a newsletter."]


def test_small_letters_without_bullets_are_parted_where_each_ends_alike() -> None:
    page = MadePage().text(40, 80, "The trust must:", 13, bold=True)
    texts = [
        "mend the lift that people in wheelchairs use every day of the week,",
        "keep the clinic clean at all times and write down who has cleaned it,",
        "train its staff in first aid before they work on a ward at night alone.",
    ]
    page.lines(60, 110, texts)
    page.text(40, 300, "Background", 16, bold=True)
    assert len(found(read_pdf(page), "must")) == 3


def test_the_letter_o_alone_on_its_line_is_a_bullet() -> None:
    body = "The trust must:\n\no\nmend the lift (Regulation 15),\n\no\ntrain its staff (Regulation 18).\n"
    assert len(found(read_text(body), "must")) == 2


def test_a_numbered_heading_in_bold_is_no_item() -> None:
    page = MadePage().text(40, 80, "5.1 Action the trust MUST take to improve", 14, bold=True)
    page.lines(40, 110, ["1. The trust must mend the lift (Regulation 15).", "2. The trust must train its staff."])
    page.text(40, 160, "6. Forensic inpatient or secure wards", 20, bold=True)
    page.lines(
        40, 190, ["The wards stand in a park, and people told us that they liked it. Doors were locked at night."]
    )
    report = read_pdf(page)
    assert len(found(report, "must")) == 2
    assert not any("Forensic" in text for text in found(report))


def test_lists_that_each_part_has_for_itself_in_text_without_line_ends() -> None:
    told = "Staff were kind and people said so. The garden was open all day. Meals were warm, with a choice."
    part = "{0}\n\n" + told + " " + told + "\n\nThe trust must:\n\n• The trust must mend the {1} (Regulation 15).\n\n"
    names = ("Forensic inpatient or secure wards", "Wards for older people with mental health problems")
    report = read_text("".join(part.format(name, thing) for name, thing in zip(names, ("lift", "roof"), strict=True)))
    assert [f.service for f in report.findings if f.level == "must"] == list(names)


def test_a_section_that_gave_nothing_is_unread() -> None:
    body = "Action the trust MUST take to improve\n\nThe things in question are in the letter that we sent in May.\n"
    assert any("asks for nothing" in entry.why or "nothing was found" in entry.why for entry in read_text(body).unread)


def test_must_dos_where_notices_were_to_come() -> None:
    head = "Actions we have told the provider to take"
    body = f"{head}\n\n• The provider must count controlled drugs (Regulation 12(2)(g)).\n"
    assert found(read_text(body), "must") == ["The provider must count controlled drugs (Regulation 12(2)(g))."]


def test_a_footer_seen_once_does_not_break_an_item() -> None:
    page = MadePage().text(40, 80, "Action the trust MUST take to improve", 14, bold=True)
    page.lines(40, 110, ["The ward was full of people on the day we came, and the garden stood open all day."] * 3)
    page.text(40, 760, "• The trust must ensure that worries about a child")
    page.text(40, 800, "Ratings and what they mean", 8)
    after = MadePage().text(52, 80, "are passed on to the council the same day (Regulation 13).")
    report = read_pdf(page, after)
    whole = (
        "The trust must ensure that worries about a child are passed on to the council the same day (Regulation 13)."
    )
    assert whole in found(report, "must")
