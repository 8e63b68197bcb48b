"""Makes small PDFs for tests: text at given places in Helvetica, a picture, a rotation, any page box."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field


@dataclass
class MadePage:
    """A page under construction; ``y`` counts down from the top."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    boxes: str = ""
    parts: list[str] = field(default_factory=list)
    picture: bool = False

    def text(self, x: float, y: float, words: str, size: float = 11, bold: bool = False) -> MadePage:
        """Puts one line of text with its baseline ``y`` points from the top."""
        escaped = words.encode("cp1252", "replace").decode("latin-1")
        escaped = escaped.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        font = "F2" if bold else "F1"
        self.parts.append(f"BT /{font} {size} Tf {x} {self.height - y} Td ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, texts: list[str], size: float = 11, pitch: float = 1.3) -> float:
        """Puts lines one under the other; returns the height below the last."""
        for words in texts:
            self.text(x, y, words, size)
            y += pitch * size
        return y

    def stream(self) -> bytes:
        """The page's content."""
        drawn = "q 500 0 0 700 40 60 cm /I1 Do Q\n" if self.picture else ""
        return (drawn + "\n".join(self.parts)).encode("latin-1")


def pdf(pages: list[MadePage]) -> bytes:
    """A whole PDF with a correct cross-reference table."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    regular = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    bold = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
    picture = add(
        _stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")
    )
    kids = [_page(page, add, tree, regular, bold, picture) for page in pages]
    objects[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
    objects[tree - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _assembled(objects)


def _stream(head: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


def _page(page: MadePage, add: object, tree: int, regular: int, bold: int, picture: int) -> int:
    assert callable(add)
    content = add(_stream(b"", page.stream()))
    box = page.boxes or f"/MediaBox[0 0 {page.width} {page.height}]"
    body = (
        f"<</Type/Page/Parent {tree} 0 R{box}/Rotate {page.rotate}/Contents {content} 0 R/Resources"
        f"<</Font<</F1 {regular} 0 R/F2 {bold} 0 R>>/XObject<</I1 {picture} 0 R>>>>>>"
    )
    number = add(body.encode())
    assert isinstance(number, int)
    return number


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
