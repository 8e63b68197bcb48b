"""The plan and the register as tables for a spreadsheet. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from springboard.plan.choices import KEY_QUESTIONS, Effort, Level, Priority, Response, SourceKind
from springboard.plan.presenters.words import regulations_in_words, where
from springboard.plan.queries.plan import PlanPage, service_names
from springboard.plan.rules.answering import STATE_NAMES
from springboard.plan.rules.board import ActionRow, FindingRow

Cell = str | int | date | None
Row = Sequence[Cell]
FINDING_COLUMNS: Final = (
    "Finding", "Level", "What was found", "Source", "Source title", "Page", "Where", "Key questions", "Regulations",
    "Raised", "Put right by", "Response", "Answer", "Decision", "Also asked for in",
)  # fmt: skip
ACTION_COLUMNS: Final = (
    "Action", "What we will do", "What changes for the person", "Owner", "Sponsor", "Ward or team", "Programme",
    "Priority", "Effort", "Starts", "Due", "Agreed", "Owner said done", "Is it done", "Why", "Is it better",
    "Why (better)", "Stuck on", "Also answers",
)  # fmt: skip
_XLSX_LONGEST: Final = 32_767
_WIDE: Final = frozenset({"What was found", "What we will do", "What changes for the person", "Decision"})
_BOLD: Final = Font(bold=True)
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
# A cell that begins with one of these is run as a formula by a spreadsheet that opens a CSV file.
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plan_rows(page: PlanPage) -> Iterator[Row]:
    """The heading, unanswered findings, then every action beside its finding, in the order of the page."""
    services = service_names()
    yield ("Group", *FINDING_COLUMNS, *ACTION_COLUMNS)
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
    """The heading and one row a finding."""
    services = service_names()
    yield FINDING_COLUMNS
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


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads the accents; dates as ISO; formulas disarmed by a
    leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.lstrip(" \n").startswith(_RISKY):
        return f"'{cell}"
    return cell


def as_xlsx(rows: Iterable[Row], *, title: str) -> bytes:
    """A workbook with one sheet: a heading that stays in sight, filters, long text wrapped; every text is
    stored as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    given = iter(rows)
    heading = [str(name) for name in next(given)]
    wide = [name in _WIDE for name in heading]
    sheet.freeze_panes = "A2"
    for number, is_wide in enumerate(wide, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 50 if is_wide else 16
    sheet.append([_xlsx_cell(sheet, name, font=_BOLD) for name in heading])
    last = 1
    for row in given:
        sheet.append([_xlsx_cell(sheet, cell, wrap=is_wide) for cell, is_wide in zip(row, wide, strict=True)])
        last += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heading))}{last}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet: Any, value: Any, *, font: Font | None = None, wrap: bool = False) -> Any:
    """Only what needs a style gets one: styles are what makes a large workbook slow."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_XLSX_LONGEST]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes "=…" for a formula unless told that it is text
    if isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    if wrap:
        cell.alignment = _WRAP
    if font:
        cell.font = font
    return cell
