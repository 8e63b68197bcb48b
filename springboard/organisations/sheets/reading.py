"""A file a person chose, as tables of text. Everything in it may be a mistake or hostile: sizes are capped
before anything is opened, and no cell is ever anything but text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import python_calamine

from springboard.kernel.tables import unshielded
from springboard.organisations.sheets.scan import DAMAGED, check_workbook
from springboard.organisations.sheets.tables import (
    MAX_BYTES,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    TABLES,
    Book,
    NotReadable,
    Row,
    Table,
    bare,
)

EMPTY = "The file is empty. Choose the file that you filled in."


def read_book(data: bytes) -> Book:
    """The tables in an .xlsx workbook or a CSV file; refuses (``NotReadable``) anything else, in words."""
    if not data.strip():
        raise NotReadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise NotReadable(f"The file is larger than {MAX_BYTES // 1024**2} MB. Delete what is not needed, or split it.")
    if data[:4] == b"PK\x03\x04":
        return _book(_workbook(data))
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NotReadable("This is an old .xls workbook, or one with a password. Save it as .xlsx without a password.")
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise NotReadable("This is not a spreadsheet we can read. Use .xlsx or .csv; the template has the columns.")
    return _book([("", _csv(data))])


def _workbook(data: bytes) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    check_workbook(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise NotReadable(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a fault inside the Rust reader arrives
            raise NotReadable(DAMAGED) from error
        raise


def _csv(data: bytes) -> list[list[str]]:
    text = _decode(data)
    if not text.strip():  # a byte order mark or spaces of some kind, and nothing else
        raise NotReadable(EMPTY)
    first = text.lstrip().splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable("This CSV file is damaged. Save it again as “CSV UTF-8” and try again.") from error


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what Excel writes when it is not asked for UTF-8


def _book(sheets: Iterable[tuple[str, Iterable[Sequence[object]]]]) -> Book:
    tables: dict[str, tuple[Row, ...]] = {}
    ignored: list[str] = []
    for name, rows in sheets:
        found = _table(rows)
        if found is None:
            ignored += [f"the sheet “{name}”"] if name and bare(name) != "readme" else []
            continue
        table, read, strange = found
        if table.code in tables:
            raise NotReadable(f"There are two tables of {table.name.lower()} in this file. Keep one.")
        tables[table.code] = read
        ignored += [f"the column “{head}” ({table.name})" for head in strange]
    if not tables:
        heads = "; ".join(f"{table.name}: {', '.join(table.heads)}" for table in TABLES)
        raise NotReadable(f"None of our tables is in this file. The first row must hold the headings. {heads}.")
    _refuse_too_many(sum(len(rows) for rows in tables.values()))
    return Book(tables, tuple(ignored))


def _refuse_too_many(rows: int) -> None:
    if rows > MAX_ROWS:
        raise NotReadable(f"The file has {rows:,} rows. At most {MAX_ROWS:,} at a time: split it in two.")


def _table(rows: Iterable[Sequence[object]]) -> tuple[Table, tuple[Row, ...], list[str]] | None:
    numbered = enumerate(rows, start=1)
    heads: list[str] = []
    for _, row in numbered:
        heads = [_text(cell) for cell in row]
        if any(heads):
            break
    table = _which({bare(head) for head in heads if head})
    if table is None:
        return None
    if len(heads) > MAX_COLUMNS:
        raise NotReadable(f"The table of {table.name.lower()} has {len(heads)} columns. At most {MAX_COLUMNS}.")
    ours = {bare(column.name): column.name for column in table.columns}
    named = [ours.get(bare(head)) for head in heads]
    strange = [head for head, name in zip(heads, named, strict=True) if head and name is None]
    return table, tuple(_rows(numbered, named)), strange


def _which(heads: set[str]) -> Table | None:
    """The table whose needed columns are all there; the one with most columns in common when several fit."""
    fitting = [t for t in TABLES if {bare(column.name) for column in t.columns if column.needed} <= heads]
    return max(fitting, key=lambda t: len(heads & {bare(head) for head in t.heads}), default=None)


def _rows(numbered: Iterable[tuple[int, Sequence[object]]], named: Sequence[str | None]) -> Iterator[Row]:
    for number, row in numbered:
        _refuse_too_many(number - 1)
        cells = {name: _text(cell) for name, cell in zip(named, row, strict=False) if name}
        if any(cells.values()):
            yield Row(number, cells)


def _text(cell: object) -> str:
    """A cell as one line of text; dates as ISO, whole numbers without ``.0``, never longer than kept + 1."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = " ".join(str(cell)[: MAX_CELL * 4].replace("\x00", "").split())
    return unshielded(text)[: MAX_CELL + 1]
