"""A rating the reader missed is added by a person, also after the review: with a reason, marked, recorded."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections import services
from springboard.inspections.exports import rating_rows
from springboard.inspections.models import Rating, Report
from springboard.inspections.rules.rating_rows import RatingRow, rows_to_choose
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused
from tests import factories
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]
SERVICE, TRUST = "service|acute_picu|", "trust||"


@pytest.fixture
def finished(underway: Underway, quality_lead: User, scope: Scope) -> Report:
    report: Report = underway()
    left = dict(report.drafts.values_list("pk", "version"))
    services.finish_review(by=quality_lead, scope=scope, report_id=report.pk, rest="leave_out", seen=left)
    return report


def put(by: User, scope: Scope, report: Report, **more: object) -> tuple[Rating, bool]:
    facts = {"row": SERVICE, "key_question": "effective", "rating": "good", "why": "The table is a picture."}
    return services.put_rating(by=by, scope=scope, report_id=report.pk, **{**facts, **more})  # type: ignore[arg-type]


def test_a_missed_rating_appears_in_the_grid_marked_with_its_reason(
    finished: Report, quality_lead: User, client_for: ClientFor
) -> None:
    client, address = client_for(quality_lead), reverse("inspections:add-rating", args=[finished.pk])
    assert address in client.get(reverse("inspections:report", args=[finished.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "counts in the grid at once" in page
    typed = {"row": SERVICE, "key_question": "effective", "rating": "outstanding", "page": "3", "why": "A picture."}
    said = client.post(address, typed, follow=True).content.decode()
    assert "Effective: Outstanding: added by hand." in said
    assert '<span class="sb-why">added by hand</span>' in said
    grid = client.get(reverse("inspections:ratings")).content.decode()
    assert re.search(r"Outstanding</strong>\s*<span class=\"sb-rating__note\">first rating, added by hand", grid)
    panel = client.get(reverse("inspections:rating", args=["acute_picu", "effective"])).content.decode()
    assert "This rating was added by hand, it was not read by machine: A picture." in panel
    made = Rating.objects.get(by_hand=True)
    assert (made.core_service, made.rating, made.page, made.why) == ("acute_picu", "outstanding", 3, "A picture.")
    event = Event.objects.get(action="rating.added")
    assert (event.actor_id, event.object_id) == (quality_lead.pk, str(made.pk))
    assert event.facts == {"report": "CQC-2026-03", "why": "A picture.", "page": 3}
    assert [row[-1] for row in rating_rows([made])] == ["added by hand"]
    story = client.get(reverse("history"), {"object": f"inspections.rating:{made.pk}"}).content.decode()
    assert "added by hand the rating" in story


def test_a_misread_rating_is_corrected_after_the_review(
    finished: Report, quality_lead: User, scope: Scope, client_for: ClientFor
) -> None:
    safe = Rating.objects.get(inspection__report=finished, key_question="safe")
    put_, new = put(quality_lead, scope, finished, key_question="safe", rating="good", why="Misread.")
    assert (put_.pk, new, put_.corrected, put_.by_hand, put_.change) == (safe.pk, False, True, False, "")
    event = Event.objects.get(action="rating.corrected")
    assert event.facts == {"report": "CQC-2026-03", "rating": ["Inadequate", "Good"], "why": "Misread."}
    panel = client_for(quality_lead).get(reverse("inspections:rating", args=["acute_picu", "safe"])).content.decode()
    assert "It was corrected by hand: Misread." in panel


def test_one_added_by_hand_and_corrected_stays_added_by_hand(
    finished: Report, quality_lead: User, scope: Scope
) -> None:
    first, _ = put(quality_lead, scope, finished)
    again, new = put(quality_lead, scope, finished, rating="inadequate", why="I misread it.")
    assert (again.pk, new, again.by_hand, again.corrected, again.why) == (first.pk, False, True, False, "I misread it.")


def test_a_service_and_a_trust_the_report_has_no_row_of(finished: Report, quality_lead: User, scope: Scope) -> None:
    forensic, new = put(quality_lead, scope, finished, row="service|forensic|", key_question="safe")
    assert (forensic.core_service, forensic.scope, new) == ("forensic", "service", True)
    trust, new = put(quality_lead, scope, finished, row=TRUST, key_question="safe")
    assert (trust.scope, trust.name, new) == ("trust", "Northmoor", True), "as the report prints its name"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"why": " \x00 "}, "why"),
        ({"why": "x" * 1001}, "why"),
        ({"rating": "splendid"}, "rating"),
        ({"key_question": "kind"}, "key_question"),
        ({"row": "service|nobody-knows|"}, "row"),
        ({"row": ""}, "row"),
        ({"page": 99}, "page"),
        ({"key_question": "safe", "rating": "inadequate"}, "rating"),
    ],
)
def test_what_is_refused(
    wrong: dict[str, object], field: str, finished: Report, quality_lead: User, scope: Scope, client_for: ClientFor
) -> None:
    before = (Rating.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as caught:
        put(quality_lead, scope, finished, **wrong)
    assert caught.value.field == field
    address = reverse("inspections:add-rating", args=[finished.pk])
    typed = {"row": SERVICE, "key_question": "effective", "rating": "good", "why": "A reason.", "page": "", **wrong}
    answer = client_for(quality_lead).post(address, typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert (Rating.objects.count(), Event.objects.count()) == before


def test_only_of_a_report_that_was_read_and_stands(
    finished: Report, underway: Underway, uploaded: Underway, quality_lead: User, scope: Scope, client_for: ClientFor
) -> None:
    during = underway(b"%PDF-1.7 two")
    assert put(quality_lead, scope, during)[1], "during the review too"
    waiting = uploaded(b"%PDF-1.7 three")
    withdrawn = underway(b"%PDF-1.7 four")
    services.withdraw(by=quality_lead, scope=scope, report_id=withdrawn.pk, why="wrong")
    for report in (waiting, withdrawn):
        with pytest.raises(Refused):
            put(quality_lead, scope, report)
    address = reverse("inspections:add-rating", args=[waiting.pk])
    assert client_for(quality_lead).get(address)["Location"] == reverse("inspections:report", args=[waiting.pk])


def test_another_trust_s_report_is_not_there(
    finished: Report, other_trust: object, member: Callable[..., User], client_for: ClientFor
) -> None:
    stranger = member("quality_lead", trust_=other_trust)
    address = reverse("inspections:add-rating", args=[finished.pk])
    assert client_for(stranger).get(address).status_code == 404
    assert client_for(stranger).post(address, {"row": SERVICE}).status_code == 404
    assert client_for(member("board")).get(address).status_code == 403


@pytest.mark.django_db
def test_the_database_keeps_no_rating_by_hand_without_a_reason() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RatingFactory(by_hand=True, why="")


def test_the_rows_to_choose_from() -> None:
    printed = [RatingRow("service", "forensic", "Secure wards"), RatingRow("location", "", "Example House")]
    rows = rows_to_choose([*printed, printed[0]], "Northmoor (example)")
    assert list(rows[:2]) == printed
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    assert {"trust||", "service|acute_picu|", "location||Example House"} <= set(keys)
    assert keys.count("service|forensic|") == 1
