"""Decisions of this room without a query."""

from springboard.inspections.rules.edits import (
    INSTRUMENTS,
    DraftEdit,
    check_edit,
    differences,
    regulation_from,
    regulation_words,
    service_name,
)
from springboard.inspections.rules.files import AlreadyHere, Problem, clean_name, file_kind, too_large
from springboard.inspections.rules.references import draft_reference, report_reference
from springboard.inspections.rules.states import (
    DEAD_AFTER,
    FORGOTTEN_AFTER,
    HEARTBEAT_EVERY,
    MAX_ATTEMPTS,
    OPEN_FOR,
    check_pending,
    framework_of,
    is_dead,
    is_open_elsewhere,
    may_read_unread,
    may_review,
    same_provider,
)

__all__ = [
    "DEAD_AFTER",
    "FORGOTTEN_AFTER",
    "HEARTBEAT_EVERY",
    "INSTRUMENTS",
    "MAX_ATTEMPTS",
    "OPEN_FOR",
    "AlreadyHere",
    "DraftEdit",
    "Problem",
    "check_edit",
    "check_pending",
    "clean_name",
    "differences",
    "draft_reference",
    "file_kind",
    "framework_of",
    "is_dead",
    "is_open_elsewhere",
    "may_read_unread",
    "may_review",
    "regulation_from",
    "regulation_words",
    "report_reference",
    "same_provider",
    "service_name",
    "too_large",
]
