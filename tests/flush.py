"""Emptying the test database between tests that really commit: the record refuses that, so its triggers step aside
for the moment, in tests only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from springboard.audit import triggers


@pytest.fixture(autouse=True, scope="session")
def record_can_be_emptied() -> Iterator[None]:
    empty = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        triggers.remove(self.connection)
        try:
            empty(self, sql_list)
        finally:
            triggers.install(self.connection)

    BaseDatabaseOperations.execute_sql_flush = without_triggers  # type: ignore[method-assign]
    yield
    BaseDatabaseOperations.execute_sql_flush = empty  # type: ignore[method-assign]
