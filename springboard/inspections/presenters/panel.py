"""The panel beside the grid: why a rating is what it is, and what would lift it, with the actions' live status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from springboard.frameworks import FrameworkError, framework_on, frameworks, rules_for
from springboard.inspections.presenters.by_hand import note_of
from springboard.inspections.presenters.why import WhyLine, limiting_fact, placed, why_lines
from springboard.inspections.queries import Answer, CellFacts
from springboard.inspections.rules.grid import TRUST, Cell, Row
from springboard.kernel.ratings import (
    INDICATIVE,
    QUESTION_NAMES,
    RATING_NAMES,
    Ladder,
    LimitingFact,
    Outcome,
    RuleSet,
    is_rated,
    service_overall,
    trust_key_question,
    trust_overall,
    what_would_lift,
)
from springboard.kernel.reports.model import KeyQuestion, RatingWord
from springboard.nhsuk.filters import long_date
from springboard.plan.rules.titles import without_citation

_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One action on a rung, or a finding that nothing answers yet."""

    reference: str
    href: str
    text: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Rung:
    rating: str
    when: str
    lines: tuple[DoneLine, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class PanelView:
    """Order on the page: why, the ladder, what it would do to the overall, the rules, other must-dos under it."""

    service: str
    title: str
    rating: str
    change: str
    history: str
    why: tuple[WhyLine, ...]
    rungs: tuple[Rung, ...]
    now: str
    effect: str
    beyond: str
    notes: tuple[str, ...]
    rules: tuple[tuple[str, str, bool], ...]
    unverified: int
    others: tuple[DoneLine, ...]
    label: str = INDICATIVE

    @property
    def rules_words(self) -> str:
        if not self.rules:
            return ""
        return (
            f"{self.unverified} of {len(self.rules)} not yet verified with CQC" if self.unverified else "all verified"
        )


def panel_of(row: Row, question: KeyQuestion, rows: Sequence[Row], held: CellFacts, today: date) -> PanelView:
    """The panel of one cell. ``held`` is what the plan holds about its row."""
    cell = row.cell(question)
    if cell is None:
        raise LookupError(question)
    rules = rules_of(cell.held_on or today)
    facts = tuple(limiting_fact(answer) for answer in held.limiting if placed(answer))
    parts = _parts(row, question, rows, facts, rules, cell)
    if note := note_of(cell.given):
        parts["notes"] = (note, *parts["notes"])
    return PanelView(
        service=row.short,
        title=f"{QUESTION_NAMES[question]}: {RATING_NAMES[cell.rating]}",
        rating=cell.rating,
        change={"up": "better", "down": "worse", "same": "same"}.get(cell.change, ""),
        history=history_words(cell),
        now=cell.rating,
        others=_others(held, question),
        **{
            **parts,
            "why": why_lines(parts["why"], held.limiting, question),
            "rungs": _with_actions(parts["rungs"], held),
        },
    )


def rules_of(on: date) -> RuleSet:
    """The rating rules that held on a day; the first ones when the day is before them."""
    try:
        return rules_for(framework_on(on).id)
    except FrameworkError:
        return rules_for(frameworks()[0].id)


def _parts(
    row: Row,
    question: KeyQuestion,
    rows: Sequence[Row],
    facts: tuple[LimitingFact, ...],
    rules: RuleSet,
    cell: Cell,
) -> dict[str, Any]:
    if row.key != TRUST and question != "overall" and is_rated(cell.rating):
        return _of_ladder(what_would_lift(question, row.questions, facts, rules))
    return _of_outcome(_outcome(row, question, rows, rules, cell), cell.rating)


def _outcome(row: Row, question: KeyQuestion, rows: Sequence[Row], rules: RuleSet, cell: Cell) -> Outcome:
    """What the rules alone would make of the ratings below this one."""
    if row.key != TRUST:
        return service_overall(row.questions, rules)
    if question == "overall":
        return trust_overall(row.questions, rules, on=cell.held_on or timezone.localdate())
    services = {one.short: _rating(one, question) for one in rows if one.scope == "service"}
    return trust_key_question(question, services, rules, assessed=cell.rating)


def _rating(row: Row, question: KeyQuestion) -> RatingWord:
    cell = row.cell(question)
    return cell.rating if cell else "not_rated"


def _of_ladder(ladder: Ladder) -> dict[str, Any]:
    return {
        "why": ladder.why,
        "rungs": tuple((step.rating, step.when, step.facts) for step in ladder.steps),
        "effect": ladder.steps[0].effect if ladder.steps else "",
        "beyond": ladder.beyond,
        "notes": ladder.notes,
        "rules": tuple((rule.says, rule.source, rule.verified) for rule in ladder.rules_used),
        "unverified": ladder.unverified,
    }


def _of_outcome(outcome: Outcome, rating: RatingWord) -> dict[str, Any]:
    notes: tuple[str, ...] = ()
    if outcome.rating not in {rating, "not_rated"} and is_rated(rating):
        alone, given = RATING_NAMES[outcome.rating], RATING_NAMES[rating]
        notes = (f"The rules alone would give {alone}; CQC rated it {given}: its judgement goes before the rules.",)
    return {
        "why": outcome.because,
        "rungs": (),
        "effect": outcome.next_step.sentence if outcome.next_step and outcome.rating == rating else "",
        "beyond": "",
        "notes": notes,
        "rules": tuple((rule.says, rule.source, rule.verified) for rule in outcome.rules_used),
        "unverified": outcome.unverified,
    }


def _with_actions(rungs: Sequence[tuple[str, str, Sequence[LimitingFact]]], held: CellFacts) -> tuple[Rung, ...]:
    by_reference = {answer.finding.reference.rpartition("/")[2]: answer for answer in held.limiting}
    made = []
    for rating, when, facts in rungs:
        answers = [by_reference[fact.reference] for fact in facts if fact.reference in by_reference]
        lines = [line for answer in answers for line in done_lines(answer)]
        made.append(Rung(rating, when, tuple(lines[:_SHOWN]), max(0, len(lines) - _SHOWN)))
    return tuple(made)


def done_lines(answer: Answer) -> list[DoneLine]:
    """The actions that answer a finding, each with its live status; or the finding itself when nothing answers it."""
    if answer.actions:
        return [
            DoneLine(
                action.reference,
                reverse("plan:action", args=[action.number]),
                _short(action.what),
                str(action.status.state),
                action.status.name.lower(),
            )
            for action in answer.actions
        ]
    finding = answer.finding
    href = reverse("plan:finding", args=[finding.reference])
    return [
        DoneLine(
            finding.reference, href, _short(without_citation(finding.text)), "not_started", "no action answers it yet"
        )
    ]


def _others(held: CellFacts, question: str) -> tuple[DoneLine, ...]:
    if question == "overall":
        return ()
    lines = [line for answer in held.others for line in done_lines(answer)]
    return tuple(lines[:_SHOWN])


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:67].rstrip()}…"


def history_words(cell: Cell) -> str:
    """ "Was Requires improvement in 2023 and Good in 2021"."""
    earlier = [(fact.rating, fact.held_on.year) for fact in cell.history[:-1]]
    if not earlier and cell.was and cell.was != "not_rated":
        return f"Was {RATING_NAMES[cell.was]} before"
    if not earlier:
        return f"First rated on {long_date(cell.held_on)}" if cell.held_on else ""
    parts = [f"{RATING_NAMES[rating]} in {year}" for rating, year in reversed(earlier[-3:])]
    return f"Was {' and '.join(parts)}" if len(parts) < 3 else f"Was {', '.join(parts[:-1])} and {parts[-1]}"


def names_of(rows: Sequence[Row]) -> Mapping[str, str]:
    return {row.core_service: row.short for row in rows if row.core_service}
