from __future__ import annotations

from typing import Any

import pytest

from springboard.audit import queries
from springboard.audit.presenters import known_actions, line_of, register_words
from tests.factories import EventFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_events_about_a_thing_newest_first_and_of_this_trust_only(django_assert_num_queries: Any) -> None:
    first = EventFactory(trust_id=1, object_id="7")
    second = EventFactory(trust_id=1, object_id="7")
    EventFactory(trust_id=2, object_id="7")
    EventFactory(trust_id=1, object_id="8")
    EventFactory(trust_id=1, object_id="7", object_type="plan.action")
    with django_assert_num_queries(1):
        page = queries.events_about(1, "plan.finding", "7")
    assert [event.pk for event in page.events] == [second.pk, first.pk]
    assert page.older is None


def test_events_of_a_person_are_theirs_and_about_their_account(django_assert_num_queries: Any) -> None:
    user, other = UserFactory(), UserFactory()
    did = EventFactory(trust_id=1, actor_id=user.pk)
    about = EventFactory(trust_id=1, actor_id=other.pk, object_type="accounts.user", object_id=str(user.pk))
    signed_in = EventFactory(trust_id=None, actor_id=user.pk, object_type="accounts.user", object_id=str(user.pk))
    EventFactory(trust_id=2, actor_id=user.pk)
    EventFactory(trust_id=1, actor_id=other.pk)
    EventFactory(trust_id=None, actor_id=other.pk)
    with django_assert_num_queries(1):
        page = queries.events_of_person(1, user.pk, account=True)
    assert [event.pk for event in page.events] == [signed_in.pk, about.pk, did.pk]
    page = queries.events_of_person(1, user.pk, account=False)
    assert [event.pk for event in page.events] == [about.pk, did.pk]


def test_pages_follow_each_other_without_gap_or_repeat(django_assert_num_queries: Any) -> None:
    made = [EventFactory(trust_id=1).pk for _ in range(queries.PAGE * 2 + 3)]
    seen: list[int] = []
    before = None
    for _ in range(3):
        with django_assert_num_queries(1):
            page = queries.events_of_trust(1, before=before)
        seen += [event.pk for event in page.events]
        before = page.older
    assert before is None
    assert seen == made[::-1]


def test_a_full_last_page_has_no_older_one() -> None:
    for _ in range(queries.PAGE):
        EventFactory(trust_id=1)
    assert queries.events_of_trust(1).older is None


def test_an_event_reads_as_a_sentence() -> None:
    assert "unit.added" in known_actions()
    line = line_of(EventFactory(actor_name="Quality lead", action="unit.moved", object_label="Heron ward"))
    assert f"{line.who} {line.did} {line.what}" == "Quality lead moved Heron ward"


def test_changes_read_as_from_and_to_with_days_in_words() -> None:
    facts = {
        "ends_on": [None, "2026-11-30"],
        "part_of": ["", "Acute care"],
        "role": "staff",
        "count": 0,
        "empty": "",
        "told": [],
        "sent": True,
        "units": ["Heron", "Kestrel", "Plover"],
        "where": {"page_number": 3},
        "not_a_day": "2026-13-99",
    }
    changes = line_of(EventFactory(action="role.changed", facts=facts)).changes
    assert changes == (
        "last day: nothing → 30 November 2026",
        "part of: nothing → Acute care",
        "role: staff",
        "count: 0",
        "sent: yes",
        "units: Heron, Kestrel, Plover",
        "where: page number 3",
        "not a day: 2026-13-99",
    )


def test_an_action_nobody_taught_us_is_still_readable() -> None:
    assert line_of(EventFactory(action="audit_room.test_made")).did == "test made audit room"
    register_words({"audit_room.test_made": "made a test of"}, {"colour": "its colour"})
    line = line_of(EventFactory(action="audit_room.test_made", facts={"colour": "red"}))
    assert (line.did, line.changes) == ("made a test of", ("its colour: red",))
