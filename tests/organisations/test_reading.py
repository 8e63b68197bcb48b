"""Files people choose: readable ones become rows, everything else one sentence, and nothing eats the
machine."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from springboard.organisations.sheets import scan
from springboard.organisations.sheets.reading import read_book
from springboard.organisations.sheets.tables import MAX_BYTES, MAX_CELL, MAX_ROWS, TABLES, NotReadable
from springboard.organisations.sheets.writing import as_csv, as_workbook

PEOPLE = ["Name", "E-mail", "Job title", "Role", "Unit", "First day", "Last day"]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The workbook with parts replaced, or added to ``xl/``: ``sheet1=b"<…>"``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].removesuffix(".xml")
            new.writestr(name, parts.pop(stem, old.read(name)))
        for stem, part in parts.items():
            new.writestr(f"xl/{stem}.xml", part)
    return out.getvalue()


def why_not(data: bytes) -> str:
    with pytest.raises(NotReadable) as caught:
        read_book(data)
    return str(caught.value)


def sheet_xml(inside: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{inside}</sheetData></worksheet>'.encode()


def test_a_workbook_is_read_by_its_headings_whatever_their_order_and_spelling() -> None:
    data = workbook(
        Anything=[
            ["role", "NAME ", "Email", "unit", "Shoe size"],
            ["Staff member", " Jo   Example ", "jo@example.test", None, 7],
            [None, None, None, None, None],
            ["Board member", "Al", "al@example.test", "", None],
        ],
        Sites=[["Site", "Postcode"], ["Lakeside", 12345], ["Mill", 1.5]],
        Notes=[["anything"], ["else"]],
    )
    book = read_book(data)
    assert [(row.number, row["Name"], row["E-mail"]) for row in book.tables["people"]] == [
        (2, "Jo Example", "jo@example.test"),
        (4, "Al", "al@example.test"),
    ]
    assert [(row["Site"], row["Postcode"]) for row in book.tables["sites"]] == [("Lakeside", "12345"), ("Mill", "1.5")]
    assert book.ignored == ("the column “Shoe size” (People)", "the sheet “Notes”")


def test_dates_and_formulas_are_plain_text() -> None:
    day = datetime.datetime(2026, 11, 30)  # noqa: DTZ001 - a spreadsheet has no time zone
    row = ["Jo", "jo@example.test", "=1+1", "Staff member", "", day, day.date()]
    people = read_book(workbook(People=[PEOPLE, row])).tables["people"]
    assert (people[0]["First day"], people[0]["Last day"]) == ("2026-11-30", "2026-11-30")
    assert people[0]["Job title"] == ""  # a formula that was never worked out has no value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_with_every_separator(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["Kind", "Name", "Part of"]) + "\r\n" + delimiter.join(["Ward", "Café “Heron”", ""]) + "\r\n"
    (row,) = read_book(text.encode(encoding)).tables["units"]
    assert (row["Kind"], row["Name"]) == ("Ward", "Café “Heron”")


def test_what_we_write_we_read_back_the_same() -> None:
    rows = {
        "sites": [["=Lake", "ZZ1", "+1"]],
        "units": [["Service", "-Adult", "@Acute › Care", "", "'tis"]],
        "people": [["Jo", "jo@example.test", "", "Staff member", "", "", "30/11/2026"]],
    }
    book = read_book(as_workbook(rows))
    again = {code: [list(row.cells.values()) for row in table] for code, table in book.tables.items()}
    assert again == rows
    for table in TABLES:
        (row,) = read_book(as_csv(table, rows[table.code])).tables[table.code]
        assert list(row.cells.values()) == rows[table.code][0]


def test_no_cell_we_write_begins_like_a_formula() -> None:
    for start in "=+-@\t\r":
        line = as_csv(TABLES[0], [[f"{start}cmd|x", "", ""]]).decode("utf-8-sig").splitlines()[1]
        assert line.lstrip('"').startswith("'")


def test_the_template_is_readable_and_empty() -> None:
    book = read_book(as_workbook({}, words={"Role": ["Staff member"]}))
    assert book.tables == {"sites": (), "units": (), "people": ()}
    assert book.ignored == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7\x00\x01", "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old .xls"),
        (b"PK\x03\x04" + b"\x00" * 40, "damaged"),
        (b"one,two\n1,2\n", "None of our tables"),
        (b"x" * (MAX_BYTES + 1), "larger than 4 MB"),
        (b'Kind,Name\n"never closed', None),
        (b"\xff\xfe\x00", "None of our tables"),
    ],
)
def test_what_is_no_spreadsheet_of_ours_is_refused_in_words(data: bytes, says: str | None) -> None:
    if says is None:
        assert read_book(data).tables["units"][0]["Kind"].startswith("never closed")
    else:
        assert says in why_not(data)


def test_too_many_rows_are_refused() -> None:
    line = "Ward,W\n"
    assert "At most 1,000" in why_not(("Kind,Name\n" + line * (MAX_ROWS + 1)).encode())
    assert len(read_book(("Kind,Name\n" + line * MAX_ROWS).encode()).tables["units"]) == MAX_ROWS


def test_two_tables_of_the_same_kind_are_refused() -> None:
    units = [["Kind", "Name"], ["Ward", "Heron"]]
    assert "two tables of units" in why_not(workbook(One=units, Two=units))


def test_a_long_cell_is_cut_just_beyond_the_limit_so_that_the_row_can_be_named() -> None:
    (row,) = read_book(("Kind,Name\nWard," + "x" * 5000).encode()).tables["units"]
    assert len(row["Name"]) == MAX_CELL + 1


HONEST = workbook(Units=[["Kind", "Name"], ["Ward", "Heron"]])


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        "<row r='1'><c r='XFD1'><v>1</v></c></row>",
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * (scan.MAX_CELLS + 1) + "</row>",
    ],
)
def test_a_cell_far_out_is_refused_before_anything_is_laid_out(inside: str) -> None:
    assert "too large" in why_not(repacked(HONEST, sheet1=sheet_xml(inside)))


@pytest.mark.parametrize(
    "inside",
    ['<row r="one"><c r="A1"/></row>', '<row r="1"><c r="??"/></row>', '<row r="1"><c r="A1">', "<row></c>"],
)
def test_a_damaged_sheet_is_refused(inside: str) -> None:
    assert "damaged" in why_not(repacked(HONEST, sheet1=sheet_xml(inside)))


def test_a_document_type_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "damaged" in why_not(repacked(HONEST, sheet1=bomb))


def test_one_long_text_that_every_cell_points_to_is_refused() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<?xml version="1.0"?><sst xmlns="{space}"><si><t>{"x" * 5000}</t></si></sst>'.encode()
    assert "more than 1,000 characters" in why_not(repacked(HONEST, sharedStrings=strings))
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 600}</t><t>{"y" * 600}</t></is></c></row>'
    assert "more than 1,000 characters" in why_not(repacked(HONEST, sheet1=sheet_xml(inline)))


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        for part in range(40):
            packed.writestr(f"xl/media/{part}.bin", bytes(8 * 1024 * 1024))
    data = out.getvalue()
    assert len(data) < MAX_BYTES
    tracemalloc.start()
    try:
        assert "too large" in why_not(data)
        assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_sheet_dressed_up_as_a_picture_is_refused() -> None:
    out = io.BytesIO(HONEST)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/media/picture.png", b"<worksheet><sheetData><row><c r=A1048576></row>")
    assert "damaged" in why_not(out.getvalue())


@pytest.mark.parametrize("seed", range(8))
def test_mutated_workbooks_are_read_or_refused_and_nothing_else(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same mutations every time
    for _ in range(50):
        data = bytearray(HONEST)
        for _ in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if rng.random() < 0.3:
            del data[rng.randrange(len(data)) :]
        with contextlib.suppress(NotReadable):  # any other error fails the test
            read_book(bytes(data))
