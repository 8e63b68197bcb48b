# ruff: noqa: S608 - put together from names of this file, nothing that anybody typed
"""The database itself notes which rows of the plan change, whoever changes them and however: in bulk, by a migration,
by hand. Nobody waits for anybody: each change is a line of its own, written in the transaction of the change.

A migration that rebuilds a table on SQLite loses its triggers, so they step aside before every ``migrate`` and come
back after it, with a line that says everything may have changed.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from springboard.audit.triggers import Triggers

TABLE: Final = "plan_change"
_KINDS: Final = {"plan_finding": "F", "plan_action": "A", "plan_actionfinding": "T"}
# Now and then a trust's lines but the last are thrown away, with a line that says so. The numbers only balance how
# many lines a page reads and how often everything is read anew.
_EVERY, _MOST, _KEPT = 128, 384, 128
_NOTE: Final = f"INSERT INTO {TABLE} (trust_id, kind, thing_id)"
_OLD: Final = f"FROM {TABLE} WHERE trust_id = NEW.trust_id AND id < NEW.id - "


def _noted(table: str, row: str) -> str:
    if table == "plan_actionfinding":
        return f"{_NOTE} SELECT trust_id, 'T', id FROM plan_action WHERE id = {row}.action_id;"
    return f"{_NOTE} VALUES ({row}.trust_id, '{_KINDS[table]}', {row}.id);"


# Names the plan is sorted by when it is grouped by owner or programme.
_OWNERS: Final = f"{_NOTE} SELECT DISTINCT trust_id, 'N', NEW.id FROM plan_action WHERE owner_id = NEW.id;"
_PROGRAMMES: Final = f"{_NOTE} VALUES (NEW.trust_id, 'N', NEW.id);"
_NAMES: Final = {"accounts_user": _OWNERS, "plan_programme": _PROGRAMMES}


def _rows(table: str, what: str) -> tuple[str, ...]:
    """Only a tie may be moved to something else by an update."""
    moved = ("OLD", "NEW") if table == "plan_actionfinding" else ("NEW",)
    return {"insert": ("NEW",), "update": moved, "delete": ("OLD",)}[what]


def _before(table: str) -> str:
    return ", ".join(f"'{what.upper()}'" for what in ("update", "delete") if "OLD" in _rows(table, what))


_SQLITE: Final = {
    **{
        f"{table}_note_{what}": f"AFTER {what.upper()} ON {table} BEGIN "
        f"{' '.join(_noted(table, row) for row in _rows(table, what))} END"
        for table in _KINDS
        for what in ("insert", "update", "delete")
    },
    **{
        f"{table}_note_name": f"AFTER UPDATE OF name ON {table} WHEN OLD.name IS NOT NEW.name BEGIN {note} END"
        for table, note in _NAMES.items()
    },
    "plan_change_forget": f"""AFTER INSERT ON {TABLE}
        WHEN NEW.id % {_EVERY} = 0 AND EXISTS (SELECT 1 {_OLD}{_MOST}) BEGIN
        DELETE {_OLD}{_KEPT}; {_NOTE} VALUES (NEW.trust_id, 'X', 0); END""",
}
_POSTGRES_FUNCTIONS: Final = (
    *(
        f"""CREATE OR REPLACE FUNCTION {table}_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP IN ({_before(table)}) THEN {_noted(table, "OLD")} END IF;
        IF TG_OP <> 'DELETE' THEN {_noted(table, "NEW")} END IF;
        RETURN NULL; END $$"""
        for table in _KINDS
    ),
    *(
        f"""CREATE OR REPLACE FUNCTION {table}_note_name() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        {note} RETURN NULL; END $$"""
        for table, note in _NAMES.items()
    ),
    f"""CREATE OR REPLACE FUNCTION plan_change_forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 {_OLD}{_MOST}) THEN
        DELETE FROM {TABLE} WHERE id IN (SELECT id {_OLD}{_KEPT} FOR UPDATE SKIP LOCKED);
        {_NOTE} VALUES (NEW.trust_id, 'X', 0); END IF; RETURN NULL; END $$""",
)
_POSTGRES: Final = {
    **{
        f"{table}_note": f"AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_note()"
        for table in _KINDS
    },
    **{
        f"{table}_note_name": f"AFTER UPDATE OF name ON {table} FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)"
        f" EXECUTE FUNCTION {table}_note_name()"
        for table in _NAMES
    },
    "plan_change_forget": f"""AFTER INSERT ON {TABLE} FOR EACH ROW WHEN (NEW.id % {_EVERY} = 0)
        EXECUTE FUNCTION plan_change_forget()""",
}


_TRIGGERS: Final = Triggers(_SQLITE, _POSTGRES, _POSTGRES_FUNCTIONS)
remove, missing = _TRIGGERS.remove, _TRIGGERS.missing


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; those already there are made anew, and everything counts as changed."""
    _TRIGGERS.install(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"{_NOTE} SELECT id, 'X', 0 FROM organisations_trust")


def step_aside(*, using: str, **_: Any) -> None:
    """Before ``migrate``: a trigger that names a table would stand in the way of rebuilding it on SQLite."""
    remove(connections[using])


def come_back(*, using: str, **_: Any) -> None:
    """After ``migrate``, when it came as far as their table. They are there when a database was only emptied."""
    there = TABLE in connections[using].introspection.table_names()
    if there and missing(connections[using]):
        install(connections[using])
