"""Every write of this room. Keyword-only, ``by=``, one transaction with its audit event; refusals are sentences."""

from springboard.inspections.services.accepting import accept, accept_many, bring_back, merge, reject
from springboard.inspections.services.editing import add_by_hand, open_draft, save_draft, split
from springboard.inspections.services.finishing import correct_rating, finish_review
from springboard.inspections.services.managing import (
    confirm_provider,
    share_pages,
    stop_sharing,
    withdraw,
)
from springboard.inspections.services.rating_by_hand import put_rating
from springboard.inspections.services.reading import (
    beat,
    claim_reading,
    fail,
    keep_results,
    read_again,
    reap_dead,
)
from springboard.inspections.services.receiving import receive_report
from springboard.inspections.services.unread import add_after_review, add_from_unread, deal_with_unread

__all__ = [
    "accept",
    "accept_many",
    "add_after_review",
    "add_by_hand",
    "add_from_unread",
    "beat",
    "bring_back",
    "claim_reading",
    "confirm_provider",
    "correct_rating",
    "deal_with_unread",
    "fail",
    "finish_review",
    "keep_results",
    "merge",
    "open_draft",
    "put_rating",
    "read_again",
    "reap_dead",
    "receive_report",
    "reject",
    "save_draft",
    "share_pages",
    "split",
    "stop_sharing",
    "withdraw",
]
