from __future__ import annotations

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from springboard.audit.models import Event
from springboard.audit.services import OutsideTransactionError, record
from springboard.organisations.models import Trust
from tests.factories import TrustFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_event_holds_plain_values_of_who_did_what_to_what() -> None:
    user, trust = UserFactory(name="Ward manager"), TrustFactory(name="Northmoor (example)")
    event = record(
        by=user,
        action="trust.changed",
        on=trust,
        trust_id=trust.pk,
        facts={
            "due": [None, datetime.date(2026, 11, 30)],
            "share": Decimal("0.5"),
            "tags": {"a"},
            "n": 3,
            "text": "a\x00b",
        },
    )
    event.refresh_from_db()
    assert (event.actor_id, event.actor_name) == (user.pk, "Ward manager")
    assert (event.object_type, event.object_id) == ("organisations.trust", str(trust.pk))
    assert event.object_label == "Northmoor (example)"
    assert event.facts == {"due": [None, "2026-11-30"], "share": "0.5", "tags": ["a"], "n": 3, "text": "ab"}


def test_nobody_is_the_system_and_an_anonymous_user_is_somebody_not_signed_in() -> None:
    trust = TrustFactory()
    assert record(by=None, action="a.b", on=trust, trust_id=None).actor_name == "Springboard"
    event = record(by=AnonymousUser(), action="a.b", on=trust, trust_id=None)
    assert (event.actor_id, event.actor_name) == (None, "Somebody not signed in")


def test_the_event_is_lost_with_the_change_it_records() -> None:
    before = Event.objects.count()
    with transaction.atomic():
        record(by=None, action="trust.created", on=TrustFactory(), trust_id=None)
        transaction.set_rollback(True)
    assert Event.objects.count() == before
    assert Trust.objects.count() == 0


def test_writing_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    trust = TrustFactory()
    monkeypatch.setattr("springboard.audit.services.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(OutsideTransactionError, match=r"a\.b"):
        record(by=None, action="a.b", on=trust, trust_id=None)


def test_long_names_are_cut_and_the_event_is_kept() -> None:
    event = record(by=UserFactory(name="x" * 120), action="a.b", on=TrustFactory(), trust_id=None, label="y" * 500)
    assert len(event.object_label) == 200
