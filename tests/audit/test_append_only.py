"""The database itself refuses to change or remove what is on the record, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from springboard.audit import triggers
from springboard.audit.models import Event
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


def refused(sql: str, parameters: list[object] | None = None) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return str(caught.value)


def test_every_trigger_is_in_the_migrated_database() -> None:
    assert triggers.missing(connection) == []


def test_update_is_refused_by_the_orm_and_by_sql() -> None:
    event = EventFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(action="thing.undone")
    event.actor_name = "Somebody else"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    assert "append-only" in refused("UPDATE audit_event SET actor_name = 'x'")
    assert Event.objects.get().actor_name == "Person"


def test_delete_is_refused_by_the_orm_and_by_sql() -> None:
    event = EventFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    assert "append-only" in refused("DELETE FROM audit_event")
    assert Event.objects.count() == 1


def test_replacing_a_row_by_its_id_is_refused() -> None:
    event = EventFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        EventFactory(pk=event.pk, actor_name="Somebody else")
    if connection.vendor == "sqlite":
        sql = (
            "INSERT OR REPLACE INTO audit_event (id, at, actor_name, action, object_type, object_id, object_label,"
            " facts) VALUES (%s, '2026-01-01', 'x', 'y', 'z', '1', 'l', '{}')"
        )
        assert "append-only" in refused(sql, [event.pk])
    assert Event.objects.get().actor_name == "Person"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_truncate_is_refused() -> None:
    EventFactory()
    assert "append-only" in refused("TRUNCATE audit_event")
    assert Event.objects.count() == 1


def test_missing_triggers_are_named_and_can_be_put_back() -> None:
    names = set(triggers.missing(connection))
    assert names == set()
    triggers.remove(connection)
    assert "audit_event_no_delete" in triggers.missing(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []
