"""More findings, ratings or gaps than a report can hold: refused in words, soon, and never half kept."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from springboard.kernel.reports import Limits, isolated, read_report
from springboard.kernel.reports.errors import TooLargeError
from springboard.kernel.reports.isolated import read_in_child
from tests.kernel.reports.examples import HEAD

MUST = "Areas for improvement\n\nAction the provider MUST take to improve\n\n"


def bullets(count: int) -> bytes:
    items = (f"• The trust must mend door {number} of the ward. (Regulation 15)\n" for number in range(count))
    return (HEAD + MUST + "".join(items)).encode()


def paragraphs(count: int) -> bytes:
    return (HEAD + MUST + "".join(f"The trust must mend door {number}.\n\n" for number in range(count))).encode()


def breaches(count: int) -> bytes:
    items = (f"Ward {number} was in breach of Regulation 12.\n\n" for number in range(count))
    return (HEAD + "Overall summary\n\n" + "".join(items)).encode()


def api_answer(**parts: object) -> bytes:
    body = {"providerId": "RXX", "name": "Northmoor (example)", "organisationType": "Provider", **parts}
    return json.dumps(body).encode()


def services_rated(count: int) -> dict[str, object]:
    rows = [{"name": f"Service {number}", "rating": "Good"} for number in range(count)]
    return {"serviceRatings": rows, "reportDate": "2026-01-01"}


@pytest.mark.parametrize("make", [bullets, paragraphs, breaches])
def test_more_findings_than_the_ceiling_are_refused_whole(make: object) -> None:
    limits = Limits(findings=20)
    assert len(read_report(make(20), limits=limits).findings) == 20  # type: ignore[operator]
    with pytest.raises(TooLargeError, match=r"more than 20 findings.*single CQC report"):
        read_report(make(21), limits=limits)  # type: ignore[operator]


def test_a_hundred_thousand_findings_are_refused_before_the_time_is_up() -> None:
    begun = time.process_time()
    with pytest.raises(TooLargeError, match="more than 2,000 findings"):
        read_report(bullets(50_000))
    assert time.process_time() - begun < 20  # 3 seconds where it was written; it was over a minute


def test_the_child_says_it_in_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(bullets(31))
    with pytest.raises(TooLargeError, match="more than 30 findings"):
        read_in_child(path, limits=Limits(findings=30))


def test_more_ratings_than_the_ceiling_are_refused() -> None:
    limits = Limits(ratings=50)
    assert len(read_report(api_answer(currentRatings=services_rated(50)), limits=limits).ratings) == 50
    with pytest.raises(TooLargeError, match="more than 50 ratings"):
        read_report(api_answer(currentRatings=services_rated(51)), limits=limits)
    with pytest.raises(TooLargeError, match="more than 0 ratings"):
        read_report(bullets(1), limits=Limits(ratings=0))


def test_of_what_could_not_be_read_the_first_are_listed_and_the_others_counted() -> None:
    doors = "".join(f"• Ward {number} has a door.\n" for number in range(30))
    report = read_report((HEAD + "Areas for improvement\n\n" + doors).encode(), limits=Limits(unread=10))
    assert len(report.unread) == 11
    assert report.unread[-1].why == "20 more places of this report could not be read: read it yourselves"


def test_an_answer_in_many_pieces_is_put_together() -> None:
    begun: list[bytes] = []
    pieces = [b'{"a":', b" 1", b'}\n{"b": 2}\n{"c"', b": 3}\n", b"rest"]
    lines = [line for piece in pieces for line in isolated._ended_lines(begun, piece)]
    assert lines == [b'{"a": 1}', b'{"b": 2}', b'{"c": 3}']
    assert b"".join(begun) == b"rest"


def test_an_answer_of_many_megabytes_costs_time_in_proportion() -> None:
    def seconds(pieces: int) -> float:
        begun: list[bytes] = []
        start = time.process_time()
        for _ in range(pieces):
            isolated._ended_lines(begun, b"x" * 65_536)
        isolated._ended_lines(begun, b"\n")
        return time.process_time() - start

    assert seconds(1600) < 40 * max(seconds(100), 0.01)  # sixteen times as much; with copies it was 250 times
