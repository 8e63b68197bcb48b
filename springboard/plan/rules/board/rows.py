"""One finding, one action: the plain facts that the plan's table, counts and exports are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from springboard.plan.choices import KEY_QUESTIONS, RANK
from springboard.plan.ordering import finding_order
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.delivery import Status
from springboard.plan.rules.outcome import NO_MEASURE, OutcomeSeen


@dataclass(frozen=True, slots=True)
class Source:
    """Where a finding came from; a merged finding keeps its own. ``id`` and ``reference`` are the
    finding's."""

    id: int
    reference: str
    kind: str
    source_reference: str
    title: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding that speaks for itself and for those merged into it (``merged``). ``deadline`` is the
    earliest."""

    id: int
    reference: str
    level: str
    text: str
    state: AnswerState
    source: Source
    core_service: str = ""
    trust_wide: bool = False
    unit_id: int | None = None
    unit: str = ""
    key_questions: tuple[str, ...] = ()
    regulations: tuple[dict[str, Any], ...] = ()
    deadline: date | None = None
    raised_on: date | None = None
    response: str = "accepted"
    challenge_deadline: date | None = None
    challenge_outcome: str = ""
    decision: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    merged: tuple[Source, ...] = ()
    merged_into: str = ""
    live_actions: int = 0
    search_text: str = ""

    @property
    def rank(self) -> int:
        return RANK[self.level]

    @property
    def key_question(self) -> str:
        """The first key question in CQC's order, which is where grouping puts it."""
        return next((code for code in KEY_QUESTIONS if code in self.key_questions), "")

    @property
    def order(self) -> tuple[Any, ...]:
        return finding_order(self.level, self.raised_on, self.reference)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with its worked-out statuses. ``finding_ids`` are the findings it answers, merged ones
    replaced by the finding that speaks for them, strongest first."""

    id: int
    number: int
    what: str
    status: Status
    outcome: OutcomeSeen = NO_MEASURE
    impact: str = ""
    owner_id: int | None = None
    owner: str = ""
    owner_title: str = ""
    sponsor_id: int | None = None
    sponsor: str = ""
    unit_id: int | None = None
    unit: str = ""
    programme_id: int | None = None
    programme: str = ""
    due: date | None = None
    starts_on: date | None = None
    agreed_on: date | None = None
    claimed_on: date | None = None
    stuck_since: date | None = None
    stuck_why: str = ""
    last_update_on: date | None = None
    priority: str = ""
    effort: str = ""
    finding_ids: tuple[int, ...] = ()
    level: str = ""
    search_text: str = ""

    @property
    def reference(self) -> str:
        return f"A-{self.number}"

    @property
    def state(self) -> str:
        return self.status.state.value

    @property
    def stuck(self) -> bool:
        return self.stuck_since is not None
