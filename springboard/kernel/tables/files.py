"""Rows as CSV or as a workbook. Rows are streamed into the file: the writer holds one at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from springboard.kernel.tables.cells import Cell, safe_text

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (31 characters are kept), its headings, its rows, and which headings hold long text."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]
    wide: frozenset[str] = frozenset()


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """CSV in UTF-8 with the mark by which spreadsheets know it; dates as ISO; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_text(name) for name in columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else safe_text(cell)


def as_xlsx(*sheets: Sheet) -> bytes:
    """A workbook: headings bold and kept in sight, filters on, long text wrapped, dates as dates, text as text."""
    from springboard.kernel.tables.workbook import written  # noqa: PLC0415 - only an export should load the library

    return written(sheets)
