"""Kinds of files no CQC report comes in, told by their first bytes and never by their name."""

from __future__ import annotations

from typing import Final

_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


def other_kind(head: bytes) -> str | None:
    """What a file is called that begins so ("a picture") when no report comes in its kind; else ``None``."""
    return next((called for start, called in _KINDS if head.startswith(start)), None)
