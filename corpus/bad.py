"""Files that are hostile or mistaken: what somebody may upload in place of a report.

``bad_files()`` gives name → bytes, ``OUTCOMES`` what a reader may answer to each: codes of its own errors, or
``read`` where the file is odd and still readable. Nothing here is larger than about 6 MB, though some would unpack
to a great deal more.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image

from corpus.bad_pdf import Pdf, encrypted, page_of, simple

REPORT = (
    "Larkfield Partnership NHS Trust\nQuality Report\nDate of inspection visit: 3 - 5 March 2016\n"
    "Date of publication: 20/07/2016\nOverall rating for this trust Good\nAre services safe? Good\n"
    "Areas for improvement\nAction the provider MUST take to improve\n"
    "The trust must ensure that café staff are trained in first aid. (Regulation 18)\n"
    "Action the provider SHOULD take to improve\nThe trust should mend the clock in the hall.\n"
    "1 Larkfield Partnership NHS Trust Quality Report 20/07/2016\n"
)

OUTCOMES: dict[str, frozenset[str]] = {
    "empty.pdf": frozenset({"empty"}),
    "spaces.txt": frozenset({"empty", "not_cqc"}),
    "picture.pdf": frozenset({"wrong_kind"}),
    "word.docx": frozenset({"wrong_kind"}),
    "page.html": frozenset({"wrong_kind", "not_cqc"}),
    "program.pdf": frozenset({"wrong_kind"}),
    "noise.pdf": frozenset({"damaged", "wrong_kind", "no_text", "not_cqc"}),
    "truncated.pdf": frozenset({"damaged", "no_text", "not_cqc"}),
    "half.pdf": frozenset({"damaged", "no_text", "not_cqc", "read"}),
    "header-only.pdf": frozenset({"damaged"}),
    "password.pdf": frozenset({"encrypted"}),
    "owner-password.pdf": frozenset({"read"}),
    "scanned.pdf": frozenset({"no_text"}),
    "blank-pages.pdf": frozenset({"no_text", "not_cqc"}),
    "minutes.pdf": frozenset({"not_cqc"}),
    "recipe.txt": frozenset({"not_cqc"}),
    "bomb-flate.pdf": frozenset({"too_long", "too_large", "damaged", "not_cqc", "no_text"}),
    "bomb-objects.pdf": frozenset({"too_long", "too_large", "damaged", "not_cqc", "no_text"}),
    "bomb-pages.pdf": frozenset({"too_long", "too_large", "damaged", "not_cqc", "no_text"}),
    "bomb-text.pdf": frozenset({"too_long", "too_large", "damaged", "not_cqc", "no_text"}),
    "huge-page.pdf": frozenset({"too_long", "too_large", "damaged", "not_cqc", "no_text", "read"}),
    "loop.pdf": frozenset({"damaged", "no_text", "not_cqc", "too_long"}),
    "junk-before.pdf": frozenset({"read", "wrong_kind", "damaged"}),
    "utf16.txt": frozenset({"read", "wrong_kind", "damaged"}),
    "latin1.txt": frozenset({"read"}),
    "nul.txt": frozenset({"wrong_kind", "damaged", "not_cqc", "read"}),
    "other.json": frozenset({"not_cqc", "wrong_kind", "damaged"}),
    "list.json": frozenset({"not_cqc", "wrong_kind", "damaged"}),
    "deep.json": frozenset({"damaged", "not_cqc", "too_long", "too_large", "wrong_kind"}),
    "cut.json": frozenset({"damaged", "not_cqc", "wrong_kind"}),
    "wrong-types.json": frozenset({"not_cqc", "damaged", "wrong_kind", "read"}),
    "number.json": frozenset({"damaged", "not_cqc", "wrong_kind", "empty"}),
}


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "purple").save(out, "PNG")
    return out.getvalue()


def _scanned() -> bytes:
    """Three pages that are pictures, as a scanner makes them."""
    out = io.BytesIO()
    pages = [Image.effect_noise((620, 877), 60) for _ in range(3)]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=75)
    return out.getvalue()


def _docx() -> bytes:
    """Enough of a Word file to be taken for one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        archive.writestr("word/document.xml", f"<w:document><w:t>{REPORT}</w:t></w:document>")
    return out.getvalue()


def _noise() -> bytes:
    return b"%PDF-1.7\n" + random.Random(29).randbytes(40_000)  # noqa: S311 - noise, not a secret


def _report_pdf() -> bytes:
    return simple([REPORT])


def _flate_bomb() -> bytes:
    """300 MB of spaces, deflated twice, as the page's contents: a few kilobytes of file."""
    deflate = zlib.compressobj(9)
    once = b"".join(deflate.compress(b" " * 1_000_000) for _ in range(300)) + deflate.flush()
    pdf = Pdf()
    contents = pdf.stream(zlib.compress(once, 9), "/Filter [/FlateDecode /FlateDecode]")
    return pdf.finish([page_of(pdf, contents)])


def _object_bomb() -> bytes:
    """More than a hundred thousand objects that say nothing."""
    pdf = Pdf()
    page = page_of(pdf, pdf.text(REPORT[:30]))
    for _ in range(120_000):
        pdf.add(b"null")
    return pdf.finish([page])


def _page_bomb() -> bytes:
    """Fifty thousand pages which are all the same page."""
    pdf = Pdf()
    page = page_of(pdf, pdf.text("Nothing to see"))
    return pdf.finish([page] * 50_000)


def _text_bomb() -> bytes:
    """One page of eight million characters on top of each other."""
    pdf = Pdf()
    line = b"(" + b"must " * 200 + b") Tj 0 0 Td "
    contents = zlib.compress(b"BT /F1 9 Tf 40 700 Td " + line * 8_000 + b"ET", 9)
    return pdf.finish([page_of(pdf, pdf.stream(contents, "/Filter /FlateDecode"))])


def _huge_page() -> bytes:
    pdf = Pdf()
    return pdf.finish([page_of(pdf, pdf.text(REPORT), box="0 0 14400000 14400000")])


def _loop() -> bytes:
    """A tree of pages that holds itself, and a cross-reference table that comes before itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]/Parent 2 0 R>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R/Prev 140>>\nstartxref\n140\n%%EOF"
    )


def _wrong_types() -> bytes:
    """The keys of an interface's answer, with values of other kinds."""
    return json.dumps(
        {
            "locationId": ["1-1"],
            "providerId": {"a": 1},
            "name": 7,
            "currentRatings": "Good",
            "assessment": [None, 3, {"ratings": [[]]}],
        }
    ).encode()


_MAKERS: dict[str, Callable[[], bytes]] = {
    "empty.pdf": bytes,
    "spaces.txt": lambda: b"  \n\t \n" * 50,
    "picture.pdf": _picture,
    "word.docx": _docx,
    "page.html": lambda: b"<!doctype html><html><head><title>Sign in</title></head><body>Please sign in</body></html>",
    "program.pdf": lambda: b"MZ\x90\x00" + bytes(range(256)) * 40,
    "noise.pdf": _noise,
    "truncated.pdf": lambda: _report_pdf()[:260],
    "half.pdf": lambda: simple([REPORT] * 12)[:6_000],
    "header-only.pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "password.pdf": lambda: encrypted(REPORT, user=b"open sesame", owner=b"owner"),
    "owner-password.pdf": lambda: encrypted(REPORT, user=b"", owner=b"owner"),
    "scanned.pdf": _scanned,
    "blank-pages.pdf": lambda: simple(["", "", ""]),
    "minutes.pdf": lambda: simple(["Minutes of the allotment society\nThe committee must mend the gate.\n"]),
    "recipe.txt": lambda: b"Flapjack\nYou must melt the butter. You should not let it brown.\n",
    "bomb-flate.pdf": _flate_bomb,
    "bomb-objects.pdf": _object_bomb,
    "bomb-pages.pdf": _page_bomb,
    "bomb-text.pdf": _text_bomb,
    "huge-page.pdf": _huge_page,
    "loop.pdf": _loop,
    "junk-before.pdf": lambda: b"From: scanner@example.org\r\n\r\n" + _report_pdf(),
    "utf16.txt": lambda: REPORT.encode("utf-16"),
    "latin1.txt": lambda: REPORT.encode("latin-1"),
    "nul.txt": lambda: REPORT.replace(" ", "\x00").encode(),
    "other.json": lambda: b'{"hello": [1, 2, {"must": "ensure"}], "ratings": null}',
    "list.json": lambda: b'[{"name": "Larkfield"}, {"name": "Weir"}]',
    "deep.json": lambda: b"[" * 200_000 + b"]" * 200_000,
    "cut.json": lambda: b'{"providerId": "RZ9", "name": "Northmoor", "currentRatings": {"overall": {"rat',
    "wrong-types.json": _wrong_types,
    "number.json": lambda: b"1e999999",
}


@cache
def bad_file(name: str) -> bytes:
    """One bad file by its name (see ``OUTCOMES``)."""
    return _MAKERS[name]()


def bad_files() -> dict[str, bytes]:
    """All of them, name → bytes; made once, a second or two in all."""
    return {name: bad_file(name) for name in _MAKERS}
