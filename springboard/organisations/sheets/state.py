"""What the planning of the three tables shares: the trust as it is, and what the file adds so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from springboard.accounts.rules import Refused
from springboard.organisations.sheets.plan import Line, Now, Path, Step
from springboard.organisations.sheets.tables import MAX_CELL, Row, Table

Verdict = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class State:
    """``known``: path → kind, of the units there are and those the file adds; ``sites``: names in lower
    case."""

    now: Now
    today: date
    actor_id: int
    lines: list[Line] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    known: dict[Path, str] = field(default_factory=dict)
    endings: dict[Path, list[Path]] = field(default_factory=dict)
    sites: set[str] = field(default_factory=set)

    def add_unit(self, path: Path, kind: str) -> None:
        self.known[path] = kind
        for start in range(len(path)):
            self.endings.setdefault(path[start:], []).append(path)

    def find_unit(self, text: str) -> Path:
        """The path a cell means: the whole path, or the end of one that only one unit has. Refuses none and
        several."""
        path = split_path(text)
        if path in self.known:
            return path
        meant = self.endings.get(path, [])
        if len(meant) > 1:
            raise Refused(f"Several units are called “{text}”. Write where it stands: Directorate › Service › {text}.")
        if not meant:
            raise Refused(f"“{text}” is not a unit of this trust, nor in this file.")
        return meant[0]

    def judge(self, table: Table, row: Row, label: str, decide: Callable[[Row], Verdict]) -> None:
        """Adds the line of one row: what ``decide`` says, or the sentence with which it refused."""
        try:
            _refuse_cells(row)
            verdict, words = decide(row)
        except Refused as refusal:
            verdict, words = "wrong", (refusal.text,)
        self.lines.append(Line(table.code, row.number, label[:160] or "(no name)", verdict, words))


def _refuse_cells(row: Row) -> None:
    for name, text in row.cells.items():
        if len(text) > MAX_CELL:
            raise Refused(f"“{name}” has more than {MAX_CELL} characters.")
        if text.startswith(("=", "@")):
            raise Refused(f"“{name}” begins with “{text[0]}”, as a formula does. Type the text itself.")


def split_path(text: str) -> Path:
    """``Acute care › Adult wards`` as names in lower case; ``>`` does as well as ``›``."""
    parts = (" ".join(part.split()).casefold() for part in text.replace(">", "›").split("›"))
    return tuple(part for part in parts if part)
