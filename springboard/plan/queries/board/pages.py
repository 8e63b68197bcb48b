# ruff: noqa: S608 - put together from names and conditions of this room; values are parameters
"""One page of the plan, sorted and cut by the database: the twin of ``group`` and ``paged`` in
``rules.board.grouping``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When

from springboard.organisations.scope import Scope
from springboard.plan.choices import Level
from springboard.plan.models import Action
from springboard.plan.ordering import level_key
from springboard.plan.queries.board.headings import OF_ACTIONS, Heading, of_action, of_finding
from springboard.plan.queries.board.parts import actions_asked, finding_fits, roots, with_outcome
from springboard.plan.queries.board.sql import FACTS, Sql, passes, sql_of, tied
from springboard.plan.queries.loading import action_rows, load_findings
from springboard.plan.queries.statuses import answered
from springboard.plan.rules.board.filters import Asker, Filters
from springboard.plan.rules.board.grouping import Block, Group, Page, Tally
from springboard.plan.rules.board.rows import ActionRow, FindingRow

_LEVELS: Final = {level_key(level): level for level in Level.values}
_NO_PAGE: Final = Page((), 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: an action under its finding, or a finding alone. ``at`` counts lines, ``upto`` actions."""

    heading: Heading
    finding_id: int | None
    action_id: int | None
    part: int
    at: int
    upto: int


@dataclass(slots=True)
class Sums:
    """What a whole group counts; ``first`` is the place of its first line."""

    first: int = 0
    actions: int = 0
    assured: int = 0
    alone: int = 0
    levels: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cut:
    """One page's lines, and the sums of the groups on it."""

    lines: Sequence[Line]
    sums: Mapping[Heading, Sums]
    number: int
    pages: int
    actions: int


def board_page(
    scope: Scope, filters: Filters, asker: Asker, *, size: int, services: Mapping[str, str]
) -> tuple[Page, dict[int, FindingRow]]:
    """One page of groups, and the findings on it by id. Four queries, one when nothing fits."""
    cut = _cut(scope, filters, asker, size, services)
    if not cut.lines:
        return _NO_PAGE, {}
    findings = load_findings(scope, {line.finding_id for line in cut.lines if line.finding_id is not None})
    rows = Action.objects.filter(pk__in=[line.action_id for line in cut.lines if line.action_id is not None])
    actions = {row.id: row for row in action_rows(scope, rows)}
    groups = tuple(
        _group(heading, list(lines), cut, findings, actions, _Names(filters, services))
        for heading, lines in groupby(cut.lines, key=lambda line: line.heading)
    )
    return _page(groups, cut, of_findings=filters.only == "decided"), findings


def _page(groups: tuple[Group, ...], cut: Cut, *, of_findings: bool) -> Page:
    first, last = cut.lines[0], cut.lines[-1]
    if of_findings:
        return Page(groups, cut.number, cut.pages, first.at, last.at, sum(sums.alone for sums in cut.sums.values()))
    before = first.upto - (first.action_id is not None)
    return Page(groups, cut.number, cut.pages, before + 1 if last.upto > before else 0, last.upto, cut.actions)


@dataclass(frozen=True, slots=True)
class _Names:
    filters: Filters
    services: Mapping[str, str]

    def of(self, heading: Heading, action: ActionRow | None) -> str:
        group = self.filters.group
        called = str(getattr(action, group)) if action and group in OF_ACTIONS else ""
        return heading.title(group, self.services, called)


def _group(
    heading: Heading,
    lines: Sequence[Line],
    cut: Cut,
    findings: Mapping[int, FindingRow],
    actions: Mapping[int, ActionRow],
    names: _Names,
) -> Group:
    blocks = []
    for (finding_id, part), some in groupby(lines, key=lambda line: (line.finding_id, line.part)):
        mine = tuple(actions[line.action_id] for line in some if line.action_id is not None)
        blocks.append(Block(None if finding_id is None else findings[finding_id], mine, continued=part > 0))
    sums = cut.sums[heading]
    decided = sums.alone if names.filters.only == "decided" else 0
    tally = Tally(
        {level: sums.levels[level] for level in Level.values if level in sums.levels},
        sums.actions,
        sums.assured,
        decided,
    )
    some_action = next((action for block in blocks for action in block.actions), None)
    return Group(names.of(heading, some_action), tuple(blocks), tally, continued=sums.first < lines[0].at)


# -- the statement -----------------------------------------------------------------------------------------------------
def _cut(scope: Scope, filters: Filters, asker: Asker, size: int, services: Mapping[str, str]) -> Cut:
    lines_ = _lines_sql(scope, filters, asker, services)
    with connection.cursor() as cursor:
        cursor.execute(f"{lines_.text} {_CUT}", (*lines_.params, *(size,) * 4, filters.page, filters.page))
        rows = cursor.fetchall()
    lines: list[Line] = []
    sums: dict[Heading, Sums] = {}
    for kind, place, name, pk, *rest in rows:
        heading = Heading(place, name, pk)
        if kind:
            _add(sums.setdefault(heading, Sums()), *rest)
        else:
            finding_id, action_id, part, at, upto, number, pages, actions, _ = rest
            lines.append(Line(heading, finding_id, action_id, part, at, upto))
    number, pages, actions = (number, pages, actions) if lines else (1, 1, 0)
    return Cut(lines, sums, number, pages, actions)


def _add(sums: Sums, found: int, actions: int, assured: int, alone: int, first: int, *rest: Any) -> None:
    level = _LEVELS.get(rest[-1])
    if level and found:
        sums.levels[level] = found
    sums.first = min(first, sums.first or first)
    sums.actions, sums.assured, sums.alone = sums.actions + actions, sums.assured + assured, sums.alone + alone


def _lines_sql(scope: Scope, filters: Filters, asker: Asker, services: Mapping[str, str]) -> Sql:
    """``line``: every line of the table, each action once, under the strongest of its findings that the filters let
    through, else under the strongest."""
    root = sql_of(_roots(scope, filters, services))
    action = sql_of(_actions(scope, filters, asker))
    passing = passes(filters.for_actions)
    heading = (
        ("place", "name", "who")
        if filters.group in OF_ACTIONS
        else tuple(f"COALESCE(found_{name}, {name}) AS {name}" for name in ("place", "name", "who"))
    )
    mine, theirs = ("id", "number", *FACTS, "place", "name", "who"), ("id", "order_key", "fits", "place", "name", "who")
    return Sql(
        f"""WITH root(id, order_key, fits, alone, place, name, who) AS MATERIALIZED ({root.text}),
        action({", ".join(mine)}) AS MATERIALIZED ({action.text}),
        tied({", ".join(mine)}, {", ".join(f"found_{name}" for name in theirs)}) AS ({tied(mine, theirs)}),
        ranked AS (SELECT id, number, {", ".join(FACTS)}, found_id AS finding_id,
            COALESCE(found_order_key, 'z') AS order_key, {", ".join(heading)},
            MIN(found_order_key) OVER (PARTITION BY id) AS strongest,
            ROW_NUMBER() OVER (PARTITION BY id ORDER BY COALESCE(found_fits, -1) DESC, found_order_key) AS turn
            FROM tied),
        shown(id, number, assured, finding_id, order_key, place, name, who) AS MATERIALIZED (
            SELECT id, number, CASE WHEN state = 'assured' THEN 1 ELSE 0 END, finding_id, order_key, place, name, who
            FROM ranked WHERE turn = 1 AND {passing.text}),
        line(id, number, assured, finding_id, order_key, place, name, who) AS (SELECT * FROM shown
            UNION ALL SELECT NULL, 0, 0, root.id, root.order_key, root.place, root.name, root.who FROM root
            WHERE root.alone = 1
            AND root.id NOT IN (SELECT shown.finding_id FROM shown WHERE shown.finding_id IS NOT NULL)),
        """,
        root.params + action.params + passing.params,
    )


_GROUP: Final = "place, name, who"
# A block (a finding with its actions) stands whole on the page its first line falls on; one longer than a page is cut
# into parts of a page each. The sums are of the whole groups of which something stands on the page.
_CUT: Final = f"""
    numbered AS (SELECT line.*, ROW_NUMBER() OVER (ORDER BY {_GROUP}, order_key, number) AS at,
        ROW_NUMBER() OVER (PARTITION BY {_GROUP}, order_key ORDER BY number) - 1 AS turn,
        COUNT(id) OVER (ORDER BY {_GROUP}, order_key, number) AS upto FROM line),
    parted AS (SELECT numbered.*, turn / %s AS part, turn - (turn / %s) * %s AS behind FROM numbered),
    paged AS MATERIALIZED (SELECT parted.*, (at - 1 - behind) / %s + 1 AS page FROM parted),
    whole AS (SELECT MAX(page) AS pages, COUNT(id) AS actions FROM paged),
    here AS (SELECT paged.*, whole.pages, whole.actions FROM paged CROSS JOIN whole
        WHERE page = CASE WHEN whole.pages < %s THEN whole.pages ELSE %s END)
    SELECT 0 AS kind, {_GROUP}, finding_id, id, part, at, upto, page, pages, actions, '' AS level FROM here
    UNION ALL SELECT 1, {_GROUP}, COUNT(CASE WHEN turn = 0 THEN finding_id END), COUNT(id), SUM(assured),
        COUNT(CASE WHEN id IS NULL THEN 1 END), MIN(at), 0, 0, 0, SUBSTR(order_key, 1, 2)
        FROM paged WHERE ({_GROUP}) IN (SELECT {_GROUP} FROM here)
        GROUP BY {_GROUP}, SUBSTR(order_key, 1, 2)
    ORDER BY 1, 8"""


def _roots(scope: Scope, filters: Filters, services: Mapping[str, str]) -> Any:
    place, name, who = of_finding(filters.group, services)
    fits = finding_fits(scope, filters)
    rows = roots(scope).annotate(
        fits=_one_if(fits), alone=_one_if(_alone(filters, fits)), place=place, named=name, who=who
    )
    return rows.values_list("pk", "order_key", "fits", "alone", "place", "named", "who")


def _alone(filters: Filters, fits: Q) -> Q | None:
    """Findings that may stand without an action: answered by actions shown elsewhere, or by a decision when asked."""
    if filters.about_actions:
        return None
    decided = ~answered() & ~Q(decision_text="")
    return fits & (decided if filters.only == "decided" else answered())


def _one_if(condition: Q | None) -> Any:
    if not condition:
        return Value(0 if condition is None else 1, IntegerField())
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _actions(scope: Scope, filters: Filters, asker: Asker) -> Any:
    filters_ = filters.for_actions
    rows = with_outcome(scope, actions_asked(scope, filters_, asker), filters_.outcome)
    place, name, who = of_action(filters.group)
    rows = rows.annotate(place=place, named=name, who=who)
    rows = rows.none() if filters.only == "decided" else rows
    return rows.values_list("pk", "number", *FACTS, "place", "named", "who")
