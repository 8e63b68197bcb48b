"""Findings and ratings of a report as tables: CSV and XLSX. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from springboard.inspections.presenters.words import short_service
from springboard.inspections.queries import Board
from springboard.inspections.rules import INSTRUMENTS, draft_reference, regulation_words, service_name
from springboard.plan.choices import KEY_QUESTIONS, Level

FINDING_COLUMNS: Final = (
    "Reference", "Level", "What was found", "Service", "Where", "Key questions", "Regulations", "To be put right by",
    "Page", "The report's exact words", "State", "Why left out", "Worked out, not printed",
)  # fmt: skip
RATING_COLUMNS: Final = ("Level", "Service", "Name as printed", "Key question", "Rating", "Before", "Page", "Corrected")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def finding_rows(board: Board) -> list[list[str]]:
    """One row per finding of the report, whatever became of it."""
    return [_finding(board, draft) for draft in board.drafts]


def _finding(board: Board, draft: Any) -> list[str]:
    regulations = (f"{regulation_words(row)} ({INSTRUMENTS[row['instrument']]})" for row in draft.regulations)
    return [
        draft_reference(board.report.reference, draft.level, draft.number),
        str(Level(draft.level).label),
        draft.text,
        short_service(draft.core_service, draft.trust_wide, draft.service_printed),
        draft.unit.name if draft.unit else "",
        ", ".join(KEY_QUESTIONS[code] for code in draft.key_questions),
        "; ".join(regulations),
        draft.deadline.isoformat() if draft.deadline else "",
        str(draft.page or ""),
        draft.quote,
        draft.get_state_display(),
        draft.why_rejected,
        "; ".join(one["why"] for one in draft.inferred),
    ]


def rating_rows(ratings: Iterable[Any]) -> list[list[str]]:
    """One row per rating of the report's inspection."""
    return [
        [
            rating.get_scope_display(),
            service_name(rating.core_service),
            rating.name,
            rating.get_key_question_display(),
            rating.get_rating_display(),
            rating.get_previous_display() if rating.previous else "",
            str(rating.page or ""),
            "yes" if rating.corrected else "",
        ]
        for rating in ratings
    ]


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """CSV as spreadsheets open it: UTF-8 with its mark. A cell that would be taken for a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[_tame(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet: a bold frozen header, filters, wrapped text; every cell is text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title)
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_clean(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(columns, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        wide = "found" in name or "words" in name
        sheet.column_dimensions[get_column_letter(place)].width = 60 if wide else 20
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _clean(cell: str) -> str:
    """Without the control characters a workbook refuses."""
    return "".join(c for c in cell if c in "\n\t" or ord(c) >= 32)[:32_000]
