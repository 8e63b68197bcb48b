"""Lines of a report as they stand on the page, whatever the source, and how broken lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from springboard.kernel.reports.model import Rect

Place = tuple[int | None, float, float]
SOFT = "\u00ad"  # a line ending in this was broken at a hyphen that may or may not belong to the word
GLYPHS = "•·●○◦▪▫■□‣⁃∙►▶▸▹➢➤➔➜→✓✔✗✘»›※❖◆◇★☆⬤⦿⦾\u2219\u25cb\u274f\u2756\u2043\u204c\u29bf"
_PRIVATE = "\ue000-\uf8ff"  # symbol fonts map their bullets here
# Letters that symbol fonts draw as bullets; none of them is an English word.
_LETTERS = "lnqvuü§Ø¨"
_BULLET = re.compile(
    rf"^\s*(?:(?P<glyph>[{GLYPHS}{_PRIVATE}]|[-–—*+~>](?=\s|$)|[o{_LETTERS}](?=\s+[A-Za-z]))"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\s|$)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)"
    r"|[MS]\d{1,3}[.:)]?(?=\s|$)))\s*"
)


@dataclass(slots=True)
class Line:
    """One line (or one cell of a line) with where it stands; sizes are 0 where the source has no geometry."""

    text: str
    page: int | None = None
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    size: float = 0.0
    bold: bool = False
    gap: bool = False  # plain text: a blank line stood before it
    cells: int = 1  # how many cells stood on this line of the page

    @property
    def place(self) -> Place:
        """Where it begins: tells lines apart when they are copied."""
        return self.page, self.y0, self.x0

    @property
    def rect(self) -> Rect | None:
        """Where it stands on the page, or ``None`` without geometry."""
        if self.page is None or self.size <= 0 or self.x1 <= self.x0:
            return None
        return Rect(self.page, round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))


@dataclass(slots=True)
class PageLines:
    """A page's lines in reading order."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    characters: int = 0
    pictures: bool = False  # mostly a picture: scanned
    sideways: bool = False  # mostly text that runs up or down the page
    refused: bool = False  # damaged, or of an impossible size

    @property
    def flat(self) -> str:
        """All its words as one text, broken words whole: for quick looks at what it may hold."""
        return " ".join([line.text for line in self.lines]).replace(f"{SOFT} ", "")


def split_bullet(text: str) -> tuple[str, str]:
    """The bullet glyph or number a line starts with ("" for none) and the rest."""
    if text[:2].isalpha() and ")" not in text[:7] and "." not in text[:7]:
        return "", text.strip()  # begins with a word, as most lines do
    match = _BULLET.match(text)
    if not match:
        return "", text.strip()
    return (match.group("glyph") or match.group("number")), text[match.end() :].strip()


_WORDS = re.compile(r"[a-z][a-z'’-]*[a-z]")


class Joiner:
    """Joins lines into running text; decides hyphens by the words the document itself uses."""

    KEEP = frozenset(
        [
            "well",
            "self",
            "non",
            "co",
            "multi",
            "mid",
            "pre",
            "post",
            "anti",
            "ex",
            "high",
            "low",
            "long",
            "short",
            "one",
            "two",
            "three",
            "four",
            "face",
            "day",
            "up",
            "follow",
            "person",
            "evidence",
            "community",
            "health",
            "mixed",
            "same",
            "single",
            "re",
            "cross",
            "inter",
            "intra",
            "sub",
            "trust",
            "ward",
            "team",
            "service",
            "out",
            "in",
            "on",
            "off",
            "user",
            "patient",
            "trauma",
            "risk",
            "decision",
            "part",
            "full",
            "half",
            "first",
            "second",
            "third",
            "over",
            "under",
            "e",
            "hand",
            "family",
            "non-medical",
            "staff",
            "quality",
            "board",
            "year",
            "month",
            "week",
            "hour",
        ]
    )

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = texts
        self._words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """Every word of the document in lower case; gathered when the first broken word asks for it."""
        if self._words is None:
            found: set[str] = set()
            for text in self._texts:
                found.update(_WORDS.findall(text.rstrip(SOFT).lower()))
            self._words = frozenset(found)
        return self._words

    def join(self, texts: Sequence[str]) -> str:
        """The texts as one line, single spaces, broken words whole."""
        out = ""
        for text in texts:
            piece = text.strip()
            if not piece:
                continue
            if out.endswith(SOFT) or (
                out.endswith(("-", "‐")) and len(out) > 1 and out[-2].isalpha() and piece[0].islower()
            ):
                out = self._mend(out[:-1], piece)
            else:
                out = f"{out} {piece}" if out else piece
        return re.sub(r"\s+", " ", out.replace(SOFT, "-" if out.endswith(SOFT) else ""))

    def _mend(self, before: str, after: str) -> str:
        left = re.search(r"[A-Za-z]+$", before)
        right = re.match(r"[A-Za-z]+", after)
        if not left or not right:
            return f"{before}-{after}"
        a, b = left.group().lower(), right.group().lower()
        if a + b in self.words:
            return before + after
        hyphened = f"{a}-{b}" in self.words or a in self.KEEP or (len(a) > 3 and a in self.words and b in self.words)
        return f"{before}-{after}" if hyphened else before + after


def rects_of(lines: Iterable[Line]) -> tuple[Rect, ...]:
    """The rectangles of these lines, in order."""
    return tuple(r for r in (line.rect for line in lines) if r is not None)
