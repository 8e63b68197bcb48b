"""The database itself keeps the record append-only: triggers that refuse to change or remove an event.

A later migration that rebuilds the table on SQLite loses them and must call ``install`` again; ``missing``
says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_event"
REFUSAL = "The record of what happened is append-only."

_SQLITE = {
    "audit_event_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_event_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE removes the old row without asking the delete trigger.
    "audit_event_no_replace": "BEFORE INSERT ON audit_event "  # noqa: S608 - no input
    f"WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = {
    "audit_event_no_update": f"BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    "audit_event_no_delete": f"BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    "audit_event_no_truncate": f"BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION audit_event_refuse()",
}


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers by name, each with what follows ``CREATE TRIGGER name`` on its engine, and the functions that
    PostgreSQL's call."""

    sqlite: Mapping[str, str]
    postgres: Mapping[str, str]
    functions: Sequence[str] = ()

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Create the triggers of this engine; those already there are made anew."""
        self.remove(connection)
        with connection.cursor() as cursor:
            for function in self.functions if connection.vendor == "postgresql" else ():
                cursor.execute(function)
            for name, body in self.of(connection).items():
                cursor.execute(f"CREATE TRIGGER {name} {body}")

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Drop the triggers: for taking a migration back, and for emptying a test database."""
        postgres = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            for name, body in self.of(connection).items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {_table(body)}' if postgres else ''}")

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """Names of the triggers that should be in the database and are not: an empty list is good."""
        tables = sorted({_table(body) for body in self.of(connection).values()})
        catalogue = (
            " UNION ALL ".join(
                f"SELECT tgname, '{t}' FROM pg_trigger WHERE tgrelid = '{t}'::regclass AND tgenabled <> 'D'"  # noqa: S608
                for t in tables
            )
            if connection.vendor == "postgresql"
            else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        )
        with connection.cursor() as cursor:
            cursor.execute(catalogue)
            there = set(cursor.fetchall())
        return [name for name, body in self.of(connection).items() if (name, _table(body)) not in there]

    def of(self, connection: BaseDatabaseWrapper) -> Mapping[str, str]:
        """Those of this engine."""
        if connection.vendor == "postgresql":
            return self.postgres
        if connection.vendor == "sqlite":
            return self.sqlite
        raise NotImplementedError(f"Springboard keeps its record on SQLite or PostgreSQL, not on {connection.vendor}.")


def _table(body: str) -> str:
    return body.split(" ON ")[1].split(maxsplit=1)[0]


_RECORD = Triggers(_SQLITE, _POSTGRES, (_POSTGRES_FUNCTION,))
install, remove, missing = _RECORD.install, _RECORD.remove, _RECORD.missing
