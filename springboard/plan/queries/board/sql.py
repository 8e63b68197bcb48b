# ruff: noqa: S608, SLF001 - put together from names and conditions of this room; values are parameters
"""The few statements that Django's queries cannot be put together to: conditions are Django's, the frame is written
here, in SQL that SQLite and PostgreSQL read alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from springboard.organisations.scope import Scope
from springboard.plan.models import ActionFinding, Finding
from springboard.plan.ordering import level_key
from springboard.plan.queries.board.parts import actions_asked, roots, with_outcome
from springboard.plan.rules.board.filters import NO_FINDING, Asker, Filters

ONLY: Final = {"stuck": "stuck", "not_agreed": "not_agreed", "mine": "mine", "late_for_reinspection": "late"}
FACTS: Final = ("state", *ONLY.values())


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


def sql_of(rows: QuerySet[Any, Any]) -> Sql:
    """A query as SQL, also when Django sees that it finds nothing."""
    text, params = rows.query.get_compiler(connection=connection, elide_empty=False).as_sql()
    return Sql(text, tuple(params))


_TIES, _FINDINGS = ActionFinding._meta.db_table, Finding._meta.db_table


def tied(action: tuple[str, ...], root: tuple[str, ...]) -> str:
    """Rows of ``action`` with each finding of ``root`` they answer, a merged one replaced by the finding that speaks
    for it, and each once with no finding. Not an outer join: SQLite would look through all findings for each action."""
    mine = ", ".join(f"action.{name}" for name in action)
    nothing = ", ".join(["NULL"] * len(root))
    theirs = ", ".join(f"root.{name}" for name in root)
    return f"""SELECT {mine}, {nothing} FROM action UNION ALL SELECT {mine}, {theirs}
        FROM {_TIES} tie JOIN {_FINDINGS} own ON own.id = tie.finding_id
        JOIN root ON root.id = COALESCE(own.merged_into_id, own.id) JOIN action ON action.id = tie.action_id"""


def base_sql(scope: Scope, filters: Filters, asker: Asker, outcome: str) -> Sql:
    """``judged``: live actions that answer to the filters that are not counted, with the facts the counted ones look
    at; ``strongest`` is the place in the order of the strongest finding each answers."""
    root = sql_of(roots(scope).values_list("pk", "order_key"))
    rows = with_outcome(scope, actions_asked(scope, filters, asker), outcome)
    action = sql_of(rows.values_list("pk", *FACTS))
    facts = ", ".join(FACTS)
    return Sql(
        f"""WITH root(id, order_key) AS MATERIALIZED ({root.text}),
        action(id, {", ".join(FACTS)}) AS MATERIALIZED ({action.text}),
        tied(id, {facts}, order_key) AS ({tied(("id", *FACTS), ("order_key",))}),
        judged AS (SELECT id, {facts}, MIN(order_key) AS strongest FROM tied GROUP BY id, {facts})
        """,
        root.params + action.params,
    )


def passes(filters: Filters) -> Sql:
    """The counted filters (level, status, "only") on rows with ``FACTS`` and ``strongest``."""
    conditions, params = ["1 = 1"], []
    if filters.level == NO_FINDING:
        conditions.append("strongest IS NULL")
    elif filters.level:
        conditions.append("SUBSTR(strongest, 1, 2) = %s")
        params.append(level_key(filters.level))
    if filters.status:
        conditions.append("state = %s")
        params.append(filters.status)
    if filters.only:
        conditions.append(ONLY[filters.only])
    return Sql(" AND ".join(conditions), tuple(params))
