"""The tables as files: the template people fill in, and the export that the import reads back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from springboard.kernel import tables
from springboard.organisations.sheets.tables import TABLES, Table

Rows = Iterable[Sequence[str]]


def as_csv(table: Table, rows: Rows) -> bytes:
    """One table as CSV in UTF-8 with the mark that Excel needs."""
    return tables.as_csv(table.heads, rows)


def as_workbook(rows: Mapping[str, Rows], *, words: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """All tables in one workbook, and a first sheet that says how to fill it in; ``words`` are lists of
    allowed values shown there."""
    book = Workbook()
    first = book.active
    if isinstance(first, Worksheet):
        _read_me(first, words or {})
    for table in TABLES:
        _write(book.create_sheet(table.name), table, rows.get(table.code, ()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read_me(sheet: Worksheet, words: Mapping[str, Sequence[str]]) -> None:
    sheet.title = "Read me"
    sheet.append(["Fill in the sheets Sites, Units and People, then choose this file on the page Import."])
    sheet.append(["Nothing is changed before you have seen what would be. Rows that are already there stay."])
    sheet.append([])
    for table in TABLES:
        for column in table.columns:
            needed = "needed" if column.needed else "may be empty"
            sheet.append([table.name, column.name, needed, column.about])
    for name, allowed in words.items():
        sheet.append([])
        sheet.append([f"{name}: write one of these"])
        for word in allowed:
            sheet.append([tables.safe_text(word)])
    for letter, width in (("A", 24), ("B", 22), ("C", 14), ("D", 80)):
        sheet.column_dimensions[letter].width = width


def _write(sheet: Worksheet, table: Table, rows: Rows) -> None:
    sheet.append(list(table.heads))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, tables.safe_text(text))
            cell.data_type = "s"
    for column in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 30
    sheet.freeze_panes = "A2"
