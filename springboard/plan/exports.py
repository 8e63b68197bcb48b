"""The plan and the register as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from springboard.kernel.tables import Cell, Row
from springboard.plan.choices import KEY_QUESTIONS, Effort, Level, Priority, Response, SourceKind
from springboard.plan.presenters.words import regulations_in_words, where
from springboard.plan.queries.plan import PlanPage, service_names
from springboard.plan.rules.answering import STATE_NAMES
from springboard.plan.rules.board import ActionRow, FindingRow

FINDING_COLUMNS: Final = (
    "Finding", "Level", "What was found", "Source", "Source title", "Page", "Where", "Key questions", "Regulations",
    "Raised", "Put right by", "Response", "Answer", "Decision", "Also asked for in",
)  # fmt: skip
ACTION_COLUMNS: Final = (
    "Action", "What we will do", "What changes for the person", "Owner", "Sponsor", "Ward or team", "Programme",
    "Priority", "Effort", "Starts", "Due", "Agreed", "Owner said done", "Is it done", "Why", "Is it better",
    "Why (better)", "Stuck on", "Also answers",
)  # fmt: skip
WIDE: Final = frozenset({"What was found", "What we will do", "What changes for the person", "Decision"})
PLAN_COLUMNS: Final = ("Group", *FINDING_COLUMNS, *ACTION_COLUMNS)


def plan_rows(page: PlanPage) -> Iterator[Row]:
    """Unanswered findings, then every action beside its finding, in the order of the page."""
    services = service_names()
    for finding in page.waiting:
        yield ("Not answered yet", *finding_cells(finding, services), *_no_action())
    for group in page.page.groups:
        for block in group.blocks:
            cells = finding_cells(block.finding, services) if block.finding else [None] * len(FINDING_COLUMNS)
            for action in block.actions:
                yield (group.name, *cells, *action_cells(action, block.finding, page.findings))
            if not block.actions:
                yield (group.name, *cells, *_no_action())


def register_rows(findings: Iterable[FindingRow]) -> Iterator[Row]:
    """One row a finding."""
    services = service_names()
    for finding in findings:
        yield finding_cells(finding, services)


def _no_action() -> list[Cell]:
    return [None] * len(ACTION_COLUMNS)


def finding_cells(row: FindingRow, services: Mapping[str, str]) -> list[Cell]:
    return [
        row.reference,
        Level(row.level).label,
        row.text,
        row.source.source_reference or SourceKind(row.source.kind).label,
        row.source.title,
        row.source.page,
        where(row, services),
        ", ".join(KEY_QUESTIONS[code] for code in KEY_QUESTIONS if code in row.key_questions),
        regulations_in_words(row.regulations),
        row.raised_on,
        row.deadline,
        Response(row.response).label,
        STATE_NAMES[row.state],
        row.decision,
        ", ".join(source.reference for source in row.merged),
    ]


def action_cells(row: ActionRow, under: FindingRow | None, findings: Mapping[int, FindingRow]) -> list[Cell]:
    others = [findings[pk].reference for pk in row.finding_ids if pk in findings and findings[pk] is not under]
    return [
        row.reference,
        row.what,
        row.impact,
        row.owner,
        row.sponsor,
        row.unit,
        row.programme,
        Priority(row.priority).label if row.priority else "",
        Effort(row.effort).label if row.effort else "",
        row.starts_on,
        row.due,
        row.agreed_on,
        row.claimed_on,
        row.status.name,
        row.status.why,
        row.outcome.name,
        row.outcome.why,
        row.stuck_why,
        ", ".join(others),
    ]
