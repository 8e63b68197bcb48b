"""Two tests that really commit: without the triggers stepping aside, the emptying between them would fail."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from springboard.audit import triggers
from springboard.audit.models import Event
from tests.factories import EventFactory


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_record_is_empty_at_the_start_and_guarded_all_the_same(turn: int) -> None:
    assert Event.objects.count() == 0
    EventFactory()
    assert triggers.missing(connection) == []
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.all().delete()
