"""What happened to a report can be read, in words, by the thing and by the person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.audit.presenters import known_actions
from springboard.inspections import services
from springboard.inspections.history import register
from springboard.inspections.models import DraftFinding, Rating, Report
from springboard.inspections.rules import DraftEdit
from springboard.inspections.words import ACTIONS
from springboard.organisations.history import guarded_types, is_here
from springboard.organisations.models import Trust
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from tests import factories
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]
ROOM = Path(services.__file__).parent


def test_every_event_of_the_room_has_its_words() -> None:
    sources = "".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    written = set(re.findall(r"\"((?:report|draft|rating)\.[a-z_]+)\"", sources))
    assert written == set(ACTIONS)
    assert written <= known_actions()
    register()
    assert {"inspections.report", "inspections.draftfinding", "inspections.rating"} <= guarded_types()


def read_history(client: Client, **asked: object) -> str:
    answer = client.get(reverse("history"), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_report_s_story_reads_in_words(
    underway: Underway,
    musts: Callable[[Report], list[DraftFinding]],
    quality_lead: User,
    scope: Scope,
    client_for: ClientFor,
) -> None:
    report = underway()
    one, two, three = musts(report)
    edit = DraftEdit(
        "should", "Staff must be trained.", "forensic", key_questions=("safe", "caring"),
        regulations=({"instrument": "2014", "number": "12", "paragraphs": "(2)(a)", "title": "Safe care"},),
    )  # fmt: skip
    by = {"by": quality_lead, "scope": scope}
    services.save_draft(**by, draft_id=one.pk, version=1, edit=edit)
    services.accept(**by, draft_id=two.pk, version=1)
    services.reject(**by, draft_id=three.pk, version=1, why="Said twice.")
    services.share_pages(**by, report_id=report.pk, reviewer=quality_lead, first_page=1, last_page=2)
    rating = Rating.objects.filter(inspection__report=report, key_question="safe").get()
    services.correct_rating(**by, report_id=report.pk, rating_id=rating.pk, rating="requires_improvement")
    services.finish_review(
        **by,
        report_id=report.pk,
        rest="leave_out",
        seen=dict(report.drafts.filter(state="pending").values_list("pk", "version")),
    )
    client = client_for(quality_lead)
    story = read_history(client, object=f"inspections.report:{report.pk}")
    assert "Head of quality uploaded the report report.pdf" in story
    assert "Springboard read the report CQC-2026-03" in story
    assert "pages: 1 to 2" in story
    assert "finished the review of the report CQC-2026-03" in story
    assert "what nobody had decided: left out" in story
    changes = read_history(client, object=f"inspections.draftfinding:{one.pk}")
    assert "changed before it entered the plan: CQC-2026-03/S2" in changes
    assert "level: Must do → Should do" in changes or "level: Must → Should" in changes
    assert "key questions: Safe → Safe, Caring" in changes
    assert "12(2)(a) Safe care (2014 Regulations)" in changes
    corrected = read_history(client, object=f"inspections.rating:{rating.pk}")
    assert "rating: Inadequate → Requires improvement" in corrected
    mine = read_history(client, person=quality_lead.pk)
    for words in ("put into the plan: CQC-2026-03/M2", "left out of the plan: CQC-2026-03/M3", "why: Said twice."):
        assert words in mine
    for page in (story, changes, corrected):
        assert not re.search(r"\b(core_service|unit_id|leave_out|requires_improvement|draftfinding|acute_picu)\b", page)
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    assert f"{reverse('history')}?object=inspections.report:{report.pk}" in page


def test_who_reads_the_record_of_a_report(
    underway: Underway, quality_lead: User, scope: Scope, member: Callable[..., User], other_trust: Trust, trust: Trust
) -> None:
    report = underway()
    draft = report.drafts.first()
    rating = Rating.objects.filter(inspection__report=report).first()
    assert draft
    assert rating
    things = [
        ("inspections.report", report.pk), ("inspections.draftfinding", draft.pk), ("inspections.rating", rating.pk)
    ]  # fmt: skip
    ward = factories.UnitFactory(trust=trust)
    lead, board, stranger = (
        scope_for(member("unit_lead", unit=ward)),
        scope_for(member("board")),
        scope_for(member("quality_lead", trust_=other_trust)),
    )
    assert lead
    assert board
    assert stranger
    for kind, pk in things:
        assert is_here(scope, kind, str(pk))
        assert not is_here(stranger, kind, str(pk))
        assert not is_here(lead, kind, str(pk))
        assert not is_here(board, kind, str(pk)), "under review it may be a draft that CQC sent for checking"
        for wrong in ("", "x", "-1", "9" * 40, "²"):
            assert not is_here(scope, kind, wrong)
    Report.objects.filter(pk=report.pk).update(state="reviewed")
    assert all(is_here(board, kind, str(pk)) for kind, pk in things)


@pytest.mark.django_db
def test_the_page_of_a_report_links_its_history_only_for_its_readers(
    client_for: ClientFor, member: Callable[..., User], trust: Trust
) -> None:
    report = factories.ReportFactory(trust=trust, state="reviewed")
    link = f"?object=inspections.report:{report.pk}"
    address = reverse("inspections:report", args=[report.pk])
    assert link in client_for(member("board")).get(address).content.decode()
    assert (
        link not in client_for(member("staff", unit=factories.UnitFactory(trust=trust))).get(address).content.decode()
    )
