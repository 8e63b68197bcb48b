"""Tables as files: nothing runs, nothing is lost, and a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from springboard.kernel.tables import Sheet, as_csv, as_xlsx, safe_text, unshielded

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize("text", ["", "Plain", "12(2)(a)", "a=b", "In 3 of 10 records"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(max_size=60))
def test_no_text_ever_begins_a_formula(text: str) -> None:
    assert not safe_text(text).lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_comes_back_as_it_went_in() -> None:
    content = as_csv(["What", "When", "How many"], [["Søren’s “ward”\nnew line", date(2026, 11, 24), 0], ["", None, 3]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1] == ["Søren’s “ward”\nnew line", "2026-11-24", "0"]
    assert rows[2] == ["", "", "3"]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(Sheet("T", ["=head"], [[text] for text in HOSTILE]))))
    assert {cell.data_type for row in book["T"].iter_rows() for cell in row} == {"s"}


def test_a_workbook_holds_numbers_dates_and_every_sheet() -> None:
    first = Sheet("First", ["Day", "Count"], [[date(2026, 11, 24), 7]], wide=frozenset({"Day"}))
    content = as_xlsx(first, Sheet("x" * 40, ["A"], []))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["First", "x" * 31]
    assert book.get_sheet_by_name("First").to_python() == [["Day", "Count"], [date(2026, 11, 24), 7.0]]


def test_control_characters_and_endless_text_do_not_break_a_workbook() -> None:
    content = as_xlsx(
        Sheet(
            "T",
            ["A"],
            [
                [
                    "bad\x00\x0b\uffff",
                ],
                ["y" * 50_000],
            ],
        )
    )
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("T").to_python()
    assert rows[1] == ["bad"]
    assert len(rows[2][0]) == 32_000


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_characters="\x7f\uffff\ufffe"), max_size=40))
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert unshielded(safe_text(text)) == text


def test_an_apostrophe_of_the_text_s_own_stays() -> None:
    assert unshielded("'tis") == "'tis"
