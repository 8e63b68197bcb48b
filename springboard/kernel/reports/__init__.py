"""The CQC report reader: PDF, text or CQC API JSON in, one frozen :class:`Report` out. No Django."""

from springboard.kernel.reports.errors import ReportError
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Limits
from springboard.kernel.reports.model import Report
from springboard.kernel.reports.reader import read_report

__all__ = ["DEFAULT_LIMITS", "Limits", "Report", "ReportError", "read_report"]
