"""Before a workbook is opened: is it small enough when unpacked, and does it say where its last cell is
honestly.

A workbook is a zip of XML. A few kilobytes can unpack to gigabytes, one cell at XFD1048576 makes a reader
that keeps rows and columns in one block ask for as much, and one long text can be pointed at by every cell.
All three are found here, while unpacking in small pieces."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from springboard.organisations.sheets.tables import MAX_COLUMNS, MAX_ROWS, NotReadable

MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 300
MAX_CELLS = 130_000
MAX_TEXT = 1000
PIECE = 64 * 1024
_PLACE = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")
DAMAGED = "This workbook is damaged or not an .xlsx file. Open it, save it as “Excel workbook (.xlsx)” and try again."
TOO_BIG = (
    f"This workbook is too large: at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns in a sheet. "
    "Delete what is outside the tables, or split it in two."
)
TOO_LONG = f"A cell in this workbook holds more than {MAX_TEXT:,} characters. Shorten it and try again."


class _Watch:
    """Watches the elements of every part of the workbook as they go by."""

    def __init__(self) -> None:
        self.cells = 0
        self.left = MAX_UNPACKED

    def new_part(self) -> expat.XMLParserType:
        self.text, self.in_text, self.is_sheet = 0, False, False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        return parser

    def doctype(self, *_: object) -> None:
        raise NotReadable(DAMAGED)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"c", "si"}:
            self.text, self.in_text = 0, True
        if tag == "sheetData":
            self.is_sheet = True
        elif tag == "c":
            self._cell(attributes.get("r", ""))
        elif tag == "row" and int(attributes.get("r") or 0) > MAX_ROWS + 1:
            raise NotReadable(TOO_BIG)

    def characters(self, text: str) -> None:
        self.text += len(text) if self.in_text else 0
        if self.text > MAX_TEXT:
            raise NotReadable(TOO_LONG)

    def _cell(self, place: str) -> None:
        self.cells += 1
        found = _PLACE.fullmatch(place)
        if place and not found:
            raise NotReadable(DAMAGED)
        far = found and (_column(found[1]) > MAX_COLUMNS or int(found[2]) > MAX_ROWS + 1)
        if far or self.cells > MAX_CELLS:
            raise NotReadable(TOO_BIG)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def check_workbook(data: bytes) -> None:
    """Refuses (``NotReadable``) what is not an .xlsx workbook, unpacks to too much, holds cells too far out,
    or longer text than a name needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check(packed)
    except NotReadable:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise NotReadable(DAMAGED) from error


def _check(packed: zipfile.ZipFile) -> None:
    members = packed.infolist()
    plain = all(member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members)
    if "xl/workbook.xml" not in packed.namelist() or len(members) > MAX_MEMBERS or not plain:
        raise NotReadable(DAMAGED)
    watch = _Watch()
    for member in members:
        _check_member(packed, member, watch)


def _check_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, watch: _Watch) -> None:
    parser, well_formed, head = watch.new_part(), True, b""
    with packed.open(member) as part:
        while piece := part.read(PIECE):
            watch.left -= len(piece)
            if watch.left < 0:
                raise NotReadable(TOO_BIG)
            head = head or piece
            well_formed = well_formed and _feed(parser, piece)
    # What is not XML (a picture, printer settings) is fine, unless a lenient reader could take it for a sheet.
    if not well_formed and (watch.is_sheet or watch.in_text or b"sheetData" in head):
        raise NotReadable(DAMAGED)


def _feed(parser: expat.XMLParserType, piece: bytes) -> bool:
    try:
        parser.Parse(piece, False)
    except expat.ExpatError:
        return False
    return True
