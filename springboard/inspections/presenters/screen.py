"""Puts the parts of the review screen together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from springboard.inspections.presenters.review import (
    ReviewPage,
    back_and_skip,
    current_of,
    draft_href,
    picture_of,
    share_lines,
    text_view,
)
from springboard.inspections.presenters.strip import strip_of, unread_line
from springboard.inspections.presenters.words import called
from springboard.inspections.queries import Board
from springboard.nhsuk.filters import long_date


def review_page(
    board: Board,
    draft: Any,
    user_id: int,
    now: datetime,
    *,
    similar: Sequence[Any] = (),
    text: str = "",
    number: int | None = None,
) -> ReviewPage:
    """The screen for one finding, or (``draft`` None) for adding one by hand on page ``number``."""
    report = board.report
    here = draft.page if draft else number
    back, skip = back_and_skip(board, draft.pk, user_id) if draft else ("", "")
    first = next((one.pk for one in board.drafts if one.page == here), None)
    return ReviewPage(
        report_id=report.pk,
        reference=report.reference,
        title=called(report),
        published=f"published {long_date(report.published)}" if report.published else "date not printed",
        pages=len(board.pages),
        decided=len(board.drafts) - len(board.pending),
        total=len(board.drafts),
        shares=share_lines(board, user_id),
        unread_open=sum(block.dealt_with_at is None for block in board.unread),
        unread_text=unread_line(board),
        strip=strip_of(board, here),
        has_unread=bool(board.unread),
        current=current_of(board, draft, user_id, now) if draft else None,
        picture=picture_of(board, here, draft.pk if draft else None),
        text=text_view(text, draft.quote if draft else ""),
        back_href=back or ("" if draft else draft_href(report.pk, first)),
        skip_href=skip,
        similar=similar[0] if similar else None,
    )
