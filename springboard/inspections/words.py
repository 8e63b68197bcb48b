"""How this room's events read in the record: between the person's name and the thing's."""

from __future__ import annotations

from typing import Final

ACTIONS: Final = {
    "report.uploaded": "uploaded the report",
    "report.read": "read the report",
    "report.unreadable": "could not read the report",
    "report.back_to_waiting": "put back in the queue, because its reading had stopped, the report",
    "report.read_again": "asked to read again the report",
    "report.provider_confirmed": "said that it is about this trust: the report",
    "report.shared": "gave somebody pages to review of the report",
    "report.share_ended": "took pages back that somebody had of the report",
    "report.reviewed": "finished the review of the report",
    "report.unread_dealt_with": "read a part that could not be read by machine of the report",
    "report.unread_open_again": "said that a part is not read after all of the report",
    "report.withdrawn": "withdrew the report",
    "draft.changed": "changed before it entered the plan:",
    "draft.split": "split in two:",
    "draft.added": "added by hand:",
    "draft.accepted": "put into the plan:",
    "draft.rejected": "left out of the plan:",
    "draft.brought_back": "brought back for review:",
    "rating.corrected": "corrected the rating",
    "rating.added": "added by hand the rating",
}
FACTS: Final = {
    "name": "file",
    "size": "bytes",
    "sha256": "SHA-256 of the file",
    "findings": "findings",
    "ratings": "ratings",
    "unread": "parts not read",
    "rest": "what nobody had decided",
    "left": "how many nobody had decided",
    "printed": "provider as printed",
    "pages": "pages",
    "new": "the new one is",
    "finding": "in the plan as",
}
REST: Final = {"accept": "put into the plan", "leave_out": "left out", "none": "there was nothing"}
EDITED: Final = {
    "level": "level",
    "text": "what was found",
    "core_service": "service",
    "trust_wide": "about the whole trust",
    "unit_id": "ward or team",
    "key_questions": "key questions",
    "regulations": "regulations",
    "deadline": "to be put right by",
}
