"""What cannot be read is refused in two plain sentences, each kind in its own."""

from __future__ import annotations

import json
import time
import zlib
from pathlib import Path

import pytest

from springboard.kernel.reports import Limits, read_report
from springboard.kernel.reports.errors import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    NotAReportFileError,
    NotCqcError,
    NoTextError,
    OldFormatError,
    ReportError,
    TooLargeError,
)
from tests.kernel.reports.examples import HEAD, front_page
from tests.kernel.reports.pdf_maker import MadePage, pdf

OLD = """Laurel House
Inspection Report
We are the regulator: Our job is to check whether hospitals and care homes are meeting essential standards.
Date of Inspection: 10 January 2013
Date of Publication: February 2013
We inspected the following standards. Consent to care and treatment  Met this standard
Care and welfare of people who use services  Action needed
The Care Quality Commission
"""
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
    b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n0\n%%EOF"
)


def whole() -> bytes:
    return pdf([front_page()])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", EmptyFileError),
        (b" \n\t\n", EmptyFileError),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, NotAReportFileError),
        (b"PK\x03\x04" + b"x" * 50, NotAReportFileError),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, NotAReportFileError),
        (b"<!DOCTYPE html><html><body>CQC</body></html>", NotAReportFileError),
        (bytes(range(256)) * 20, NotAReportFileError),
        (LOCKED, EncryptedError),
        (b"%PDF-1.7\n" + b"junk " * 300, DamagedError),
        (b'{"locationId": "1-1", "currentRatings": {', DamagedError),
        (b"[" * 200_000, DamagedError),
        (b'{"name": "something else"}', NotCqcError),
        (b"[1, 2, 3]", NotCqcError),
        (b'{"locationId": 7, "reports": [], "currentRatings": {}}', NotCqcError),
        (b"Dear Sir, thank you for your letter about the drains.", NotCqcError),
        (OLD.encode(), OldFormatError),
    ],
    ids=lambda v: v.__name__ if isinstance(v, type) else repr(v[:12]),
)
def test_refusals(content: bytes, kind: type[ReportError]) -> None:
    with pytest.raises(kind) as caught:
        read_report(content)
    assert type(caught.value) is kind
    for sentence in (caught.value.happened, caught.value.to_do):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "Error" not in sentence


def test_a_scan_has_no_text() -> None:
    with pytest.raises(NoTextError):
        read_report(pdf([MadePage(picture=True), MadePage(picture=True)]))


def test_a_pdf_of_something_else() -> None:
    with pytest.raises(NotCqcError):
        read_report(pdf([MadePage().text(40, 80, "Invoice for plants")]))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_is_damaged_or_still_read(part: float) -> None:
    content = whole()
    with pytest.raises((DamagedError, NoTextError, NotCqcError)):
        read_report(content[: int(len(content) * part)])


def test_too_many_bytes(tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300_000_000)
    with pytest.raises(TooLargeError, match="300 MB"):
        read_report(big)


def test_too_many_pages() -> None:
    with pytest.raises(TooLargeError, match="3 pages"):
        read_report(pdf([front_page(), MadePage(), MadePage()]), limits=Limits(pages=2))


def test_too_many_characters_on_a_page() -> None:
    page = MadePage()
    for y in range(10, 800):
        page.text(10, y, "abcdefghij" * 20, 1)
    with pytest.raises(TooLargeError, match="Page 2"):
        read_report(pdf([front_page(), page]), limits=Limits(characters_per_page=100_000))


def test_a_stream_that_swells_is_refused_or_read_in_time() -> None:
    bomb = zlib.compress(b"q " * 20_000_000)
    content = whole().replace(b"%%EOF", b"")
    body = b"9 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n%%%%EOF" % (len(bomb), bomb)
    started = time.process_time()
    report = read_report(content + body)
    assert report.title
    assert time.process_time() - started < 20


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAReportFileError):
        read_report(tmp_path / "none.pdf")
    with pytest.raises(NotAReportFileError):
        read_report(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    body = "Action the trust MUST take to improve\n\n• The trust must mend people’s doors – all of them.\n"
    report = read_report((HEAD + body).encode(encoding))
    assert [f.text for f in report.findings] == ["The trust must mend people’s doors – all of them."]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending: str) -> None:
    body = "Action the trust MUST take to improve\n\n• The trust must mend doors.\n"
    assert len(read_report((HEAD + body).replace("\n", ending).encode()).findings) == 1


def test_an_answer_with_wrong_types_loses_nothing_in_silence() -> None:
    body = {
        "locationId": "1-1",
        "providerId": "1-2",
        "name": "A place",
        "organisationType": "Location",
        "currentRatings": {
            "overall": {"rating": "Splendid", "keyQuestionRatings": [{"name": "Smell", "rating": "Good"}, 7, None]}
        },
        "historicRatings": "none",
        "assessment": [{"ratings": {"asgRatings": [{"rating": "Good", "name": 3}]}}, "x"],
    }
    report = read_report(json.dumps(body).encode())
    assert [r.rating for r in report.ratings] == ["good"]
    assert [u.why for u in report.unread] == [
        "a rating in words we do not know (“Splendid”)",
        "a rating of something that is no key question (“Smell”)",
    ]
