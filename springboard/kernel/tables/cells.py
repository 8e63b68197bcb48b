"""What may stand in a cell. One place decides what a spreadsheet program could take for a formula."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

Cell = str | int | date | None

# A spreadsheet runs what begins with one of these (OWASP, "CSV Injection"); some skip blanks before looking.
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LONGEST: Final = 32_000  # a cell of Excel holds 32,767 characters


def clean_text(text: str) -> str:
    """The text without the control characters that a workbook refuses, at most 32,000 characters."""
    return _REFUSED.sub("", text)[:LONGEST]


def safe_text(text: str | None) -> str:
    """Text that no spreadsheet program runs as a formula: an apostrophe stands before what would start one, and one
    more before what already looks so, that ``unshielded`` can take exactly one off."""
    clean = clean_text(text or "")
    return f"'{clean}" if _risky(clean.lstrip("'")) else clean


def _risky(text: str) -> bool:
    return text.startswith(_STARTS) or text.lstrip(" \n").startswith(_STARTS)


def unshielded(text: str) -> str:
    """The text as it was before ``safe_text``: for files of ours that come back."""
    return text[1:] if text.startswith("'") and safe_text(text[1:]) == text else text
