"""One way to compare words whatever their case, accents and typography, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PLAIN: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})
_SPACE: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents, plain quotes and dashes, single spaces.

    ``ÉLAN`` and ``élan`` fold to ``elan``, ``Straße`` to ``strasse``. Folding twice changes nothing.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _SPACE.sub(" ", bare.translate(_PLAIN).casefold()).strip()
