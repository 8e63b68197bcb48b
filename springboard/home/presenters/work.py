"""My work: what I owe, what waits for my answer, what cannot go on without me."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from springboard.home.queries import Mine, ReviewWaiting
from springboard.home.rules.waiting import MyActions
from springboard.nhsuk.filters import count
from springboard.plan.rules.board.rows import ActionRow, FindingRow
from springboard.plan.rules.titles import without_citation

MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """The first actions of a heap; ``number`` is how many it holds."""

    heading: str
    actions: tuple[ActionRow, ...]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.actions)


@dataclass(frozen=True, slots=True)
class Next:
    button: str
    href: str


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A finding that waits for this person's answer."""

    level: str
    reference: str
    title: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    summary: str
    first: Next | None
    sections: tuple[Section, ...]
    findings: tuple[ToAnswer, ...]
    more_findings: int
    reviews: tuple[ReviewWaiting, ...]

    @property
    def nothing(self) -> bool:
        return not self.sections and not self.findings and not self.reviews


def work_page(seen: Mine) -> WorkPage:
    """Build the page for one person. The sections do not overlap."""
    return WorkPage(
        summary=_summary(seen.numbers),
        first=_first(seen.actions, seen.first, seen.reviews),
        sections=_sections(seen),
        findings=tuple(_to_answer(row) for row in seen.first),
        more_findings=seen.waits - len(seen.first),
        reviews=seen.reviews,
    )


def _to_answer(row: FindingRow) -> ToAnswer:
    return ToAnswer(row.level, row.reference, without_citation(row.text), row.deadline)


def _summary(numbers: Mapping[str, int]) -> str:
    still_open = numbers["urgent"] + numbers["going"]
    if not still_open:
        return "You have no open action."
    return f"You have {count(still_open, 'open action')}. {numbers['urgent']:,} cannot wait."


def _sections(seen: Mine) -> tuple[Section, ...]:
    mine, numbers = seen.actions, seen.numbers
    all_of_them = (
        Section("Mine, and cannot wait", mine.urgent, numbers["urgent"]),
        Section("Mine, and going", mine.going, numbers["going"]),
        Section("Stuck or late, and you are the sponsor", mine.sponsored, numbers["sponsored"]),
        Section("You said it is done", mine.claimed, numbers["claimed"]),
    )
    return tuple(section for section in all_of_them if section.actions)


def _first(
    mine: MyActions[ActionRow], answers: tuple[FindingRow, ...], reviews: tuple[ReviewWaiting, ...]
) -> Next | None:
    """The one green button: the most pressing thing, in words."""
    if mine.urgent:
        action = mine.urgent[0]
        return Next(f"Write how {action.reference} goes", reverse("plan:action", args=[action.number]))
    if answers:
        return Next(f"Answer {answers[0].reference}", reverse("plan:finding", args=[answers[0].reference]))
    if reviews:
        return Next("Go on reviewing", reverse("inspections:review", args=[reviews[0].report_id]))
    return None
