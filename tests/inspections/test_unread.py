"""What the machine could not read, read by a person: before the review is finished, and after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections import services
from springboard.inspections.models import Report, UnreadBlock
from springboard.inspections.rules import DraftEdit
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]
EDIT = DraftEdit(level="must", text="What the picture says.", core_service="acute_picu")
GIVEN = {"level": "must", "text": "What the picture says.", "service": "acute_picu", "page": "4", "reg-0": ""}


@pytest.fixture
def finished(underway: Underway, quality_lead: User, scope: Scope) -> Report:
    """A report whose review is over, with one part that nobody has read."""
    report = underway()
    seen = dict(report.drafts.values_list("pk", "version"))
    services.finish_review(by=quality_lead, scope=scope, report_id=report.pk, rest="accept", seen=seen)
    report.refresh_from_db()
    return report


def address(block: UnreadBlock) -> str:
    return reverse("inspections:unread", args=[block.report_id, block.pk])


def test_a_part_is_ticked_off_after_the_review(finished: Report, client_for: ClientFor, quality_lead: User) -> None:
    block, client = finished.unread.get(), client_for(quality_lead)
    client.post(address(block), {"done": "yes", "note": "  the table repeats page 2 "})
    block.refresh_from_db()
    assert (block.dealt_with_by, block.dealt_with_note) == (quality_lead, "the table repeats page 2")
    event = Event.objects.get(action="report.unread_dealt_with")
    assert (event.object_id, event.facts) == (str(finished.pk), {"page": 4, "note": "the table repeats page 2"})
    page = client.get(reverse("inspections:report", args=[finished.pk])).content.decode()
    assert f"We read it ourselves: the table repeats page 2. {quality_lead}" in page
    client.post(address(block), {"done": "no", "note": "ignored"})
    block.refresh_from_db()
    assert (block.dealt_with_by, block.dealt_with_note) == (None, "")
    assert Event.objects.filter(action="report.unread_open_again").count() == 1


def test_a_finding_is_added_after_the_review(finished: Report, client_for: ClientFor, quality_lead: User) -> None:
    block, client = finished.unread.get(), client_for(quality_lead)
    add = f"{reverse('inspections:add-by-hand', args=[finished.pk])}?unread={block.pk}"
    page = client.get(add).content.decode()
    assert "Add it to the plan" in page
    assert "decide later" not in page
    assert 'value="4"' in page, "the part's page"
    assert client.post(add, {**GIVEN, "text": "", "do": "accept"}).status_code == 422
    for again in ("M4", "M5"):
        client.post(add, {**GIVEN, "do": "accept"})
        assert Finding.objects.filter(reference=f"CQC-2026-03/{again}").count() == 1
    block.refresh_from_db()
    assert block.dealt_with_note == "added as CQC-2026-03/M4; added as CQC-2026-03/M5"
    draft = finished.drafts.get(level="must", number=4)
    assert (draft.origin, draft.state, draft.reviewed_by) == ("by_hand", "accepted", quality_lead)
    assert Event.objects.filter(action__in=["draft.added", "draft.accepted"], object_id=str(draft.pk)).count() == 2
    assert "added as CQC-2026-03/M4" in client.get(reverse("inspections:report", args=[finished.pk])).content.decode()


def test_after_the_review_nothing_is_added_from_elsewhere(
    finished: Report, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    client, add = client_for(quality_lead), reverse("inspections:add-by-hand", args=[finished.pk])
    for query in ("", "?unread=", "?unread=999999", "?unread=x", "?page=2"):
        assert client.get(add + query).status_code == 302
        client.post(add + query, {**GIVEN, "do": "accept"})
    assert not finished.drafts.filter(origin="by_hand").exists()
    given = {"by": quality_lead, "scope": scope, "report_id": finished.pk, "edit": EDIT}
    with pytest.raises(Refused, match="is finished"):
        services.add_from_unread(block_id=finished.unread.get().pk, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="no page 9"):
        services.add_after_review(block_id=finished.unread.get().pk, page=9, **given)  # type: ignore[arg-type]
    assert finished.unread.get().dealt_with_at is None, "refused whole"


def test_during_the_review_a_part_that_was_added_counts_as_read(
    underway: Underway, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    report = underway()
    block, client = report.unread.get(), client_for(quality_lead)
    client.post(f"{reverse('inspections:add-by-hand', args=[report.pk])}?unread={block.pk}", {**GIVEN, "do": "later"})
    block.refresh_from_db()
    assert (block.dealt_with_by, block.dealt_with_note) == (quality_lead, "added as CQC-2026-03/M4")
    assert report.drafts.get(level="must", number=4).state == "pending"
    assert not Finding.objects.exists()
    with pytest.raises(Refused, match="still being reviewed"):
        services.add_after_review(by=quality_lead, scope=scope, report_id=report.pk, block_id=block.pk, edit=EDIT)


@pytest.mark.parametrize("state", ["waiting", "unreadable", "withdrawn"])
def test_other_reports_have_nothing_to_tick_off(state: str, finished: Report, quality_lead: User, scope: Scope) -> None:
    block = finished.unread.get()
    facts = {"problem_happened": "x", "reviewed_by": None, "reviewed_at": None}
    Report.objects.filter(pk=finished.pk).update(state=state, **facts)
    with pytest.raises(Refused, match="not being reviewed"):
        services.deal_with_unread(by=quality_lead, scope=scope, report_id=finished.pk, block_id=block.pk)


def test_a_note_that_is_too_long_is_refused_in_words(
    finished: Report, client_for: ClientFor, quality_lead: User
) -> None:
    block, client = finished.unread.get(), client_for(quality_lead)
    answer = client.post(address(block), {"done": "yes", "note": "x" * 1001}, follow=True)
    assert "Shorten what you read there" in answer.content.decode()
    block.refresh_from_db()
    assert block.dealt_with_at is None
