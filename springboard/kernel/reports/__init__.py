"""The CQC report reader: PDF, text or CQC API JSON in, one frozen :class:`Report` out. No Django.

The reader itself is loaded when it is first used: a process that has its reports read by a child needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from springboard.kernel.reports.errors import ReportError
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Limits
from springboard.kernel.reports.model import Report

if TYPE_CHECKING:
    from springboard.kernel.reports.reader import read_report

__all__ = ["DEFAULT_LIMITS", "Limits", "Report", "ReportError", "read_report"]


def __getattr__(name: str) -> Any:
    if name == "read_report":
        from springboard.kernel.reports.reader import read_report  # noqa: PLC0415  (when it is first used)

        return read_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
