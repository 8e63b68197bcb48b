"""Lists that a sentence announces: conditions, or the failings of a warning notice with their own deadlines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from springboard.kernel.reports.block import Block
from springboard.kernel.reports.dates import dates_in
from springboard.kernel.reports.lists import ListReader, Reading
from springboard.kernel.reports.model import Finding, Level
from springboard.kernel.reports.regulations import cited
from springboard.kernel.reports.sections import Context, Section

_DEADLINE = re.compile(r"\b(?:by|before|until|within|no later than|deadline|met)\b", re.IGNORECASE)


def read_stemmed(
    reading: Reading, stem: str, level: Level, blocks: list[Block], heading: str, context: Context
) -> None:
    """Each bullet under such a stem is one condition, or one failing with its own deadline."""
    section = Section(kind="conditions", heading=heading, blocks=blocks, context=context)
    inner = ListReader(reading, section)
    inner.level = level
    before = len(reading.findings)
    inner.read()
    shared = dates_in(stem) if _DEADLINE.search(stem) else []
    for position in range(before, len(reading.findings)):
        found = reading.findings[position]
        reading.findings[position] = _with_stem(found, stem, shared[-1] if shared else None, level)


def _with_stem(found: Finding, stem: str, shared: date | None, level: Level) -> Finding:
    deadline = found.deadline or (shared if level == "warning_notice" else None)
    return replace(found, deadline=deadline, regulations=found.regulations or cited(stem))
