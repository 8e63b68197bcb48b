"""Each read with its number of SQL queries, for a small and for a larger report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from springboard.accounts.models import User
from springboard.inspections import queries, services
from springboard.inspections.models import Report
from springboard.inspections.panels import guesses, sources
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.panels import registered
from springboard.plan.rules.board.rows import Source
from tests import factories
from tests.inspections.conftest import Underway


@pytest.mark.parametrize("findings", [1, 40])
def test_numbers_of_queries(
    findings: int, underway: Underway, scope: Scope, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report = underway(findings=findings)
    draft = report.drafts.first()
    assert draft
    shown = factories.ReportFactory(trust=report.trust, state="reviewed")
    factories.RatingFactory(inspection__report=shown)
    pinned: list[tuple[int, Callable[[], object]]] = [
        (1, lambda: queries.reports(scope)),
        (1, lambda: queries.report(scope, report.pk)),
        (1, lambda: queries.report_for_file(scope, report.pk)),
        (1, lambda: queries.unread_blocks(scope, report.pk)),
        (1, lambda: queries.stored_file(report.pk)),
        (2, lambda: queries.ratings_of_report(scope, report.pk)),
        (5, lambda: queries.board(scope, report.pk)),
        (1, lambda: queries.draft(scope, report.pk, draft.pk)),
        (1, lambda: queries.units(scope)),
        (3, lambda: queries.similar(scope, draft)),
        (1, lambda: queries.candidates(scope, draft, "staff training")),
        (1, lambda: queries.waiting_for_review(scope)),
        (2, lambda: queries.inspections(scope)),
        (1, lambda: queries.rating_facts(scope)),
        (1, lambda: queries.notices_in_force(scope)),
        (1, lambda: queries.cell_facts(scope, "acute_picu", "safe")),
        (1, lambda: queries.newer_in_review(scope)),
        (1, lambda: queries.reinspection_day(scope)),
        (1, lambda: queries.references(scope, {"CQC-2026-03"})),
        (1, lambda: queries.origin_of(scope, 1)),
    ]
    for number, ask in pinned:
        with django_assert_num_queries(number):
            ask()


@pytest.mark.parametrize("name", ["report", "review-screen", "ratings"])
def test_pages_ask_no_more_for_a_longer_report(
    name: str,
    underway: Underway,
    client_for: Callable[[User], Client],
    quality_lead: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    report = underway(findings=60)
    draft = report.drafts.first()
    assert draft
    address = {
        "report": reverse("inspections:report", args=[report.pk]),
        "review-screen": reverse("inspections:draft", args=[report.pk, draft.pk]),
        "ratings": reverse("inspections:ratings"),
    }[name]
    client = client_for(quality_lead)
    client.get(address)
    with django_assert_max_num_queries(24):
        assert client.get(address).status_code == 200


def test_candidates_are_found_by_reference_and_by_words(underway: Underway, quality_lead: User, scope: Scope) -> None:
    report = underway()
    seen = dict(report.drafts.values_list("pk", "version"))
    services.accept_many(by=quality_lead, scope=scope, report_id=report.pk, seen=seen)
    draft = report.drafts.first()
    assert draft
    assert [found.reference for found, _ in queries.candidates(scope, draft, "cqc-2026-03/m2")] == ["CQC-2026-03/M2"]
    assert len(queries.candidates(scope, draft, "STAFF training")) == 3
    assert queries.candidates(scope, draft, "unicorn") == []


def test_the_text_of_a_text_report_is_shown_whatever_its_encoding(uploaded: Underway) -> None:
    for content, expected in ((b"caf\xc3\xa9", "café"), (b"caf\xe9 \x93x\x94", "café “x”"), (b"a\x81b", "a\ufffdb")):
        assert queries.report_text(uploaded(b"CQC " + content)) == f"CQC {expected}"
    assert queries.report_text(uploaded(b"%PDF-1.7 text")) == ""
    assert queries.report_text(factories.ReportFactory(file="reports/gone.txt")) == ""


def test_the_plan_leads_back_to_the_report(
    underway: Underway,
    quality_lead: User,
    scope: Scope,
    client_for: Callable[[User], Client],
    member: Callable[..., User],
) -> None:
    report: Report = underway()
    draft = report.drafts.get(level="must", number=2)
    services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=1)
    finding = Finding.objects.get()
    rows = [
        Source(finding.pk, finding.reference, "cqc_report", "CQC-2026-03", "", 2),
        Source(7, "CQC-1999-01/M1", "cqc_report", "CQC-1999-01"),
        Source(8, "CQC-2026-03/M9", "cqc_report", "CQC-2026-03", "", 400),
    ]
    links = sources(scope, rows)
    assert links[finding.pk].page_href == reverse("inspections:page", args=[report.pk, 2])
    assert 7 not in links
    assert links[8].page_href == ""
    panel = guesses(scope, finding.pk)
    assert panel
    assert panel.data.inferred == ("the chapter it stands in",)  # type: ignore[attr-defined]
    assert guesses(scope, finding.pk + 1) is None
    page = client_for(quality_lead).get(reverse("plan:finding", args=[finding.reference])).content.decode()
    assert "How it was read" in page
    assert "the chapter it stands in" in page


def test_what_this_room_registers_with_the_plan() -> None:
    assert "cqc_report" in registered()["sources"]
    assert "finding: how it was read" in registered()["panels"]


def test_a_character_no_database_keeps_is_no_fault(underway: Underway, scope: Scope) -> None:
    report = underway()
    draft = report.drafts.first()
    assert draft
    assert queries.candidates(scope, draft, "\x00") == []
