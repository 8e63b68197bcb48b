"""What CQC found: reports as uploaded and read, findings waiting to be confirmed, inspections and their ratings."""

from springboard.inspections.models.drafts import DraftFinding
from springboard.inspections.models.ratings import Inspection, Rating, StatementScore
from springboard.inspections.models.reports import Report, ReportPage, ReviewShare, UnreadBlock

__all__ = [
    "DraftFinding",
    "Inspection",
    "Rating",
    "Report",
    "ReportPage",
    "ReviewShare",
    "StatementScore",
    "UnreadBlock",
]
