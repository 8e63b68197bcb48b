"""Every shape of date seen in reports."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.kernel.reports.dates import dates_in, span


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("26-30 June 2017", date(2017, 6, 26), date(2017, 6, 30)),
        ("17 – 26 May 2016", date(2016, 5, 17), date(2016, 5, 26)),
        ("7 11 July 2014", date(2014, 7, 7), date(2014, 7, 11)),
        ("2 Oct to 7 Dec 2017", date(2017, 10, 2), date(2017, 12, 7)),
        ("05 Mar to 03 Apr 2019", date(2019, 3, 5), date(2019, 4, 3)),
        ("11, 12 and 17 June 2019", date(2019, 6, 11), date(2019, 6, 17)),
        ("30 April - 2 May 2018", date(2018, 4, 30), date(2018, 5, 2)),
        ("7 and 10 July 2015", date(2015, 7, 7), date(2015, 7, 10)),
        ("20, 21, 28 & 29 January and 13 February 2015", date(2015, 1, 20), date(2015, 2, 13)),
        ("4 July, 5 July, 6 July 2023", date(2023, 7, 4), date(2023, 7, 6)),
        ("12 December 2019 to 6 January 2020", date(2019, 12, 12), date(2020, 1, 6)),
        ("16 July to 8 August 2024", date(2024, 7, 16), date(2024, 8, 8)),
        ("Updated 3 October 2023", date(2023, 10, 3), date(2023, 10, 3)),
        ("03/10/2017", date(2017, 10, 3), date(2017, 10, 3)),
        ("24 October 2014", date(2014, 10, 24), date(2014, 10, 24)),
        ("2024-05-10", date(2024, 5, 10), date(2024, 5, 10)),
        ("1st and 2nd of May 2019", date(2019, 5, 1), date(2019, 5, 2)),
        ("to be met by 30 September 2015.", date(2015, 9, 30), date(2015, 9, 30)),
    ],
)
def test_span(printed: str, first: date, last: date) -> None:
    found = span(printed)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("printed", ["September 2015", "February 2014"])
def test_a_month_alone_is_no_day(printed: str) -> None:
    found = span(printed)
    assert found is not None
    assert (found.first, found.last, found.printed) == (None, None, printed)


def test_no_date_at_all() -> None:
    assert span("Overall summary") is None


def test_impossible_days_are_left_out() -> None:
    assert dates_in("31 February 2020 and 3 March 2020") == [date(2020, 3, 3)]


@pytest.mark.parametrize("hostile", ["1  " * 20_000, "11" * 20_000, "1 - , " * 10_000, "May " * 10_000])
def test_hostile_rows_of_digits_take_no_time(hostile: str) -> None:
    started = time.process_time()
    span(hostile)
    assert time.process_time() - started < 1


@given(st.text(alphabet="0123456789 ,-–/&JanFebMarchMayto", max_size=200))
def test_anything_is_read_or_left(text: str) -> None:
    found = span(text)
    assert found is None or (found.first is None) == (found.last is None)
    assert found is None or found.first is None or found.last is None or found.first <= found.last
