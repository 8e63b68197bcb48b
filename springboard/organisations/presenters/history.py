"""The record, read by thing, by person, or of the whole trust."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from springboard.audit.presenters import EventLine


@dataclass(frozen=True, slots=True)
class HistoryPage:
    title: str
    lede: str
    lines: tuple[EventLine, ...]
    older: tuple[str, str] | None
    newest: str


def history_page(
    *, title: str, lede: str, lines: tuple[EventLine, ...], query: dict[str, str], older: int | None, later: bool
) -> HistoryPage:
    """``query`` is what was asked for; ``later`` says that this is not the first page."""
    base = reverse("history")
    next_page = (f"{base}?{urlencode({**query, 'before': older})}", "older events") if older else None
    first = f"{base}?{urlencode(query)}" if query else base
    return HistoryPage(title, lede, lines, next_page, first if later else "")
