"""The row of the grid a rating belongs to, as a person chooses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from springboard.inspections.choices import RatingScope
from springboard.kernel.vocabulary import core_services
from springboard.plan.rules import Refused


@dataclass(frozen=True, slots=True)
class RatingRow:
    """Scope, core service code (of a service that has one) and the name as printed."""

    scope: str
    core_service: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """As the value of a choice. A core service and the whole trust are known without their name."""
        return "|".join((self.scope, self.core_service, self.name if self.named else ""))

    @property
    def named(self) -> bool:
        return self.scope != RatingScope.TRUST and not self.core_service


def rows_to_choose(printed: Iterable[RatingRow], trust_name: str) -> tuple[RatingRow, ...]:
    """The rows a report has, then the whole trust and every core service it has no row of."""
    known = (RatingRow("service", one.code, one.name) for one in core_services())
    rows = {row.key: row for row in (*known, RatingRow("trust", "", trust_name))}
    here = {row.key: row for row in printed}
    return tuple({**here, **{key: rows[key] for key in reversed(rows) if key not in here}}.values())


def chosen(key: str, rows: Iterable[RatingRow]) -> RatingRow:
    """The row of a choice. Refuses one that is not among them."""
    row = next((row for row in rows if row.key == key), None)
    if row is None:
        raise Refused("Choose which service (or the whole trust) CQC rated.", field="row")
    return row
