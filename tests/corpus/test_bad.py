"""The bad files are what they say they are."""

from __future__ import annotations

import json
import zlib

import pypdfium2
import pytest

from corpus.bad import OUTCOMES, REPORT, bad_file, bad_files

REASONS = {
    "empty", "too_large", "wrong_kind", "encrypted", "damaged", "no_text", "not_cqc", "old_format", "too_long", "read",
}  # fmt: skip


def test_every_bad_file_says_what_may_come_of_it() -> None:
    assert set(bad_files()) == set(OUTCOMES)
    assert all(outcome and outcome <= REASONS for outcome in OUTCOMES.values())


def test_none_is_large_to_store() -> None:
    assert max(len(data) for data in bad_files().values()) < 6_000_000


def test_the_locked_file_opens_with_its_password_alone() -> None:
    locked = bad_file("password.pdf")
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(locked)
    pdf = pypdfium2.PdfDocument(locked, password="open sesame")
    assert "first aid" in pdf[0].get_textpage().get_text_bounded()
    pdf.close()


def test_a_file_locked_against_changes_alone_can_be_read() -> None:
    pdf = pypdfium2.PdfDocument(bad_file("owner-password.pdf"))
    assert "MUST take to improve" in pdf[0].get_textpage().get_text_bounded()
    pdf.close()


@pytest.mark.parametrize("name", ["scanned.pdf", "blank-pages.pdf"])
def test_scans_have_pages_and_no_text(name: str) -> None:
    pdf = pypdfium2.PdfDocument(bad_file(name))
    assert len(pdf) == 3
    assert not any(page.get_textpage().get_text_bounded().strip() for page in pdf)
    pdf.close()


def test_the_bomb_unpacks_to_300_megabytes() -> None:
    data = bad_file("bomb-flate.pdf")
    start = data.index(b"stream\n", data.index(b"FlateDecode /FlateDecode")) + len(b"stream\n")
    once = zlib.decompressobj().decompress(data[start:])
    inflate = zlib.decompressobj()
    length = len(inflate.decompress(once, 1_000_000))
    while inflate.unconsumed_tail:
        length += len(inflate.decompress(inflate.unconsumed_tail, 10_000_000))
    assert length == 300_000_000
    assert len(data) < 10_000


def test_other_encodings_hold_the_same_words() -> None:
    assert bad_file("utf16.txt").decode("utf-16") == REPORT
    assert b"caf\xe9" in bad_file("latin1.txt")


@pytest.mark.parametrize("name", ["other.json", "list.json", "wrong-types.json"])
def test_json_of_another_shape_is_json(name: str) -> None:
    assert json.loads(bad_file(name))


def test_json_that_is_cut_off_does_not_parse() -> None:
    with pytest.raises(json.JSONDecodeError):
        json.loads(bad_file("cut.json"))
