"""Which files are taken at all, told by their first bytes and never by their name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from springboard.kernel.reports.kinds import other_kind
from springboard.plan.rules import Refused


class AlreadyHere(Refused):
    """The same file was uploaded to this trust before; ``report_id`` is the first."""

    def __init__(self, message: str, report_id: int) -> None:
        super().__init__(message)
        self.report_id = report_id


class TooManyWaiting(Refused):
    """So many reports of this trust wait to be read that another one is not taken now."""


MOST_WAITING: Final = 20


def check_waiting(waiting: int) -> None:
    """Refuses another report while ``MOST_WAITING`` of the trust wait to be read or are being read: one person must
    not fill the disk, nor make every other trust wait."""
    if waiting >= MOST_WAITING:
        raise TooManyWaiting(
            f"{waiting} reports of your trust are waiting to be read, which is the most we take at once. This file was "
            "not kept; the ones before it were. Wait a minute or two until some have been read, then upload it "
            "again. If none is read, tell the person who runs Springboard: its worker may have stopped."
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file could not be read: what happened, what was kept, what to do next."""

    code: str
    happened: str
    kept: str
    to_do: str


def file_kind(head: bytes) -> str:
    """``".pdf"``, ``".json"`` or ``".txt"`` by the first bytes, never by the name.

    Refuses an empty file and kinds of files no CQC report comes in; nothing of them is kept.
    """
    if not head.strip():
        raise Refused("The file is empty. Nothing was kept. Download the report again from CQC's website.")
    if called := other_kind(head):
        raise Refused(
            f"This is {called}, not a CQC report. Nothing was kept. "
            "Choose the PDF, the plain text or the JSON that CQC publishes."
        )
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return ".json"
    return ".txt"


def clean_name(name: str) -> str:
    """The name to show: no folders, no control characters, short. Never used as a path."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(
        c for c in last if c.isprintable() and c not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    ).strip()
    return shown[:180] or "report"


def too_large(limit_bytes: int) -> str:
    """The sentence for a file over the limit."""
    return (
        f"The file is larger than {limit_bytes // (1024 * 1024)} MB, which is the most we take. Nothing was kept. "
        "CQC's longest reports are under 20 MB: check that you chose the report, and download it again from CQC."
    )
