"""A PDF writer of a few lines, for files no proper library would write: bombs, loops, passwords."""

from __future__ import annotations

import hashlib

# PDF 32000-1:2008, 7.6.3.3: pads a password to 32 bytes.
PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
PERMISSIONS = -44  # printing and reading only
FILE_ID = b"springboard-test"


def rc4(key: bytes, data: bytes) -> bytes:
    """The stream cipher of the standard security handler, revision 2: broken long ago, and good enough here."""
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


class Pdf:
    """Objects in order; ``finish`` writes the table of contents and the trailer. Key: encrypts streams."""

    def __init__(self, key: bytes | None = None) -> None:
        self.key = key
        self.objects: list[bytes] = []
        # the tree of pages and the catalogue come first, and are filled in at the end
        self.tree = self.add(b"")
        self.catalogue = self.add(f"<</Type/Catalog/Pages {self.tree} 0 R>>".encode())
        self.font = self.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")

    def add(self, body: bytes) -> int:
        """Add an object and return its number."""
        self.objects.append(body)
        return len(self.objects)

    def stream(self, data: bytes, extra: str = "") -> int:
        number = len(self.objects) + 1
        if self.key is not None:
            # 7.6.2: the key of an object is the file's key, its number and its generation, hashed
            salted = self.key + number.to_bytes(3, "little") + b"\0\0"
            data = rc4(hashlib.md5(salted, usedforsecurity=False).digest()[: len(self.key) + 5], data)
        return self.add(f"<</Length {len(data)} {extra}>>stream\n".encode() + data + b"\nendstream")

    def text(self, text: str) -> int:
        """The contents of a page with these lines on it."""
        shown = b" 0 -16 Td ".join(b"(" + _escaped(line) + b") Tj" for line in text.split("\n"))
        return self.stream(b"BT /F1 11 Tf 50 790 Td " + shown + b" ET")

    def finish(self, pages: list[int], trailer: str = "") -> bytes:
        kids = " ".join(f"{page} 0 R" for page in pages)
        self.objects[self.tree - 1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += f"trailer<</Size {len(places) + 1}/Root {self.catalogue} 0 R{trailer}>>\n".encode()
        return bytes(out) + f"startxref\n{start}\n%%EOF\n".encode()


def page_of(pdf: Pdf, contents: int, box: str = "0 0 595 842") -> int:
    """A page with these contents; returns its number."""
    font = f"/Resources<</Font<</F1 {pdf.font} 0 R>>>>"
    return pdf.add(f"<</Type/Page/Parent {pdf.tree} 0 R/MediaBox[{box}]{font}/Contents {contents} 0 R>>".encode())


def simple(pages: list[str]) -> bytes:
    """A plain PDF with these pages of text."""
    pdf = Pdf()
    return pdf.finish([page_of(pdf, pdf.text(text)) for text in pages])


def _padded(password: bytes) -> bytes:
    return (password + PADDING)[:32]


def encrypted(text: str, *, user: bytes, owner: bytes) -> bytes:
    """A PDF locked by the standard handler (RC4, 40 bits); an empty ``user`` password opens for anybody.

    Algorithms 2, 3 and 4 of PDF 32000-1:2008, 7.6.3.
    """
    owner_key = hashlib.md5(_padded(owner), usedforsecurity=False).digest()[:5]
    o_entry = rc4(owner_key, _padded(user))
    seed = _padded(user) + o_entry + (PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little") + FILE_ID
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    u_entry = rc4(key, PADDING)
    pdf = Pdf(key)
    page = page_of(pdf, pdf.text(text))
    lock = pdf.add(f"<</Filter/Standard/V 1/R 2/O<{o_entry.hex()}>/U<{u_entry.hex()}>/P {PERMISSIONS}>>".encode())
    identity = FILE_ID.hex()
    return pdf.finish([page], f"/Encrypt {lock} 0 R/ID[<{identity}><{identity}>]")
