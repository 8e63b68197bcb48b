"""The list of reports and the page of one: what a report is called, its enforcement, the reader's notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.inspections import services
from springboard.inspections.models import Report
from springboard.inspections.presenters.reports import note_groups
from springboard.inspections.presenters.words import called, called_with_month
from springboard.inspections.rules import DraftEdit
from springboard.organisations.scope import Scope
from tests import factories
from tests.inspections.conftest import ACUTE, Underway

ClientFor = Callable[[User], Client]
TRUST = "Northmoor Partnership NHS Foundation Trust"


def covering(*codes: str) -> list[dict[str, str]]:
    return [{"name": f"the long name of {code}", "code": code} for code in codes]


def of(**facts: object) -> Report:
    given = {"title": TRUST, "provider_name": TRUST, "era": "inspection_report", "services": [], **facts}
    read_on = {"inspected_to": date(2026, 1, 29), "read_at": date(2026, 3, 1)}
    report: Report = factories.ReportFactory.build(**{**read_on, **given})
    return report


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (["crisis"], "Crisis and places of safety"),
        (["acute_picu", "crisis"], "Acute wards and intensive care and crisis and places of safety"),
        (["crisis", "forensic", "acute_picu"], "Acute wards and intensive care, forensic or secure wards and 1 more"),
        (["forensic", "forensic"], "Forensic or secure wards"),
        (["nobody-knows"], "the long name of nobody-knows"),
        ([], "Whole trust"),
    ],
)
def test_a_report_is_called_by_what_it_inspected(codes: list[str], name: str) -> None:
    assert called(of(services=covering(*codes))) == name


def test_a_title_that_says_more_than_the_trust_s_name_is_kept() -> None:
    assert called(of(title="Well-led review")) == "Well-led review"
    assert called(of(title=f"{TRUST} (example)")) == "Whole trust"
    assert called(of(title="", read_at=None, original_name="report.pdf")) == "report.pdf"


def test_the_month_is_when_it_was_inspected_or_published() -> None:
    assert called_with_month(of()) == "Whole trust · inspected January 2026"
    assert called_with_month(of(era="single_assessment")) == "Whole trust · assessed January 2026"
    undated = of(published=date(2026, 3, 27))
    undated.inspected_to = undated.inspected_from = None
    assert called_with_month(undated) == "Whole trust · published March 2026"
    undated.published = None
    assert called_with_month(undated) == "Whole trust"


def test_the_list_says_what_was_inspected_and_the_page_keeps_the_printed_title(
    underway: Underway, client_for: ClientFor, quality_lead: User
) -> None:
    report, client = underway(), client_for(quality_lead)
    listed = client.get(reverse("inspections:reports")).content.decode()
    assert "CQC-2026-03 · inspected January 2026" in listed
    assert "<strong>Acute wards and intensive care</strong>" in listed
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    assert "Acute wards and intensive care · inspected January 2026</h1>" in page
    assert re.search(rf"Title as printed.*?{re.escape(ACUTE)}", page, re.DOTALL)


def test_notes_that_begin_alike_are_said_together() -> None:
    twice = [
        "The report prints two ratings of safe for Northmoor: good and inadequate; the first was kept.",
        "The front page names no date.",
        "The report prints two ratings of caring for Northmoor: good and outstanding; the first was kept.",
        "The front page names no date.",
    ]
    first, second = note_groups(twice)
    assert first.text == "The report prints two ratings of … (2 times)"
    assert first.lines == (
        "safe for Northmoor: good and inadequate; the first was kept.",
        "caring for Northmoor: good and outstanding; the first was kept.",
    )
    assert (second.text, second.lines) == ("The front page names no date.", ())
    assert note_groups([]) == ()
    longer = note_groups(["one two three four five", "one two three four five six"])
    assert longer[0].lines == ("(nothing more)", "six")


def test_requirement_notices_stand_with_the_enforcement_of_the_report(
    underway: Underway, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    report, client = underway(), client_for(quality_lead)
    address = reverse("inspections:report", args=[report.pk])
    assert "Enforcement in this report" not in client.get(address).content.decode()
    due = date(2027, 2, 8)
    for level, text in (("requirement_notice", "Staffing."), ("warning_notice", "Restraint."), ("condition", "Beds.")):
        edit = DraftEdit(level=level, text=text, core_service="acute_picu", deadline=due)
        services.add_by_hand(by=quality_lead, scope=scope, report_id=report.pk, edit=edit)
    condition = report.drafts.get(level="condition")
    services.reject(by=quality_lead, scope=scope, draft_id=condition.pk, version=1, why="not ours")
    page = client.get(address).content.decode()
    section = page.split("Enforcement in this report")[1].split("<h2")[0]
    assert section.index("Restraint.") < section.index("Staffing.")
    assert "Beds." not in section
    assert section.count("Put right by 8 February 2027") == 2


def test_days_on_the_page_are_days_in_london(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    """Half past midnight in London on 1 July is still 30 June in UTC."""
    report = underway()
    night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    Report.objects.filter(pk=report.pk).update(uploaded_at=night)
    report.drafts.filter(number=1, level="must").update(
        state="rejected", why_rejected="twice", reviewed_by=quality_lead, reviewed_at=night
    )
    client = client_for(quality_lead)
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    assert "1 July 2026" in page
    assert "30 June 2026" not in page
    decided = report.drafts.get(number=1, level="must")
    page = client.get(reverse("inspections:draft", args=[report.pk, decided.pk])).content.decode()
    assert "on 1 July 2026" in page
