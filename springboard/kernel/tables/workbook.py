"""Writes a workbook with openpyxl, a row at a time. Loaded by ``files.as_xlsx`` when somebody asks for one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from springboard.kernel.tables.cells import Cell, clean_text
from springboard.kernel.tables.files import Sheet

_NARROW: Final = 16
_WIDE: Final = 50
_BOLD: Final = Font(bold=True)
_WRAP: Final = Alignment(wrap_text=True, vertical="top")


def written(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as bytes."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    wide = [name in sheet.wide for name in sheet.columns]
    page.freeze_panes = "A2"
    for number, is_wide in enumerate(wide, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDE if is_wide else _NARROW
    page.append([_cell(page, name, font=_BOLD) for name in sheet.columns])
    last = 1
    for row in sheet.rows:
        page.append([_cell(page, cell, wrap=is_wide) for cell, is_wide in zip(row, wide, strict=True)])
        last += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _cell(page: Any, value: Cell, *, font: Font | None = None, wrap: bool = False) -> Any:
    """Only what needs a style gets one: styles are what makes a large workbook slow."""
    if value is None or value == "":
        return None
    content: Any = clean_text(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(page, value=content)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes "=…" for a formula unless told that it is text
    elif isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    if wrap:
        cell.alignment = _WRAP
    if font:
        cell.font = font
    return cell
