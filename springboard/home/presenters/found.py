"""What a search shows."""

from __future__ import annotations

from dataclasses import dataclass

from springboard.plan.queries.searching import Hit, Hits


@dataclass(frozen=True, slots=True)
class SearchPage:
    typed: str
    lists: tuple[tuple[str, tuple[Hit, ...]], ...]
    more: bool

    @property
    def found(self) -> bool:
        return any(hits for _, hits in self.lists)


def search_page(typed: str, hits: Hits) -> SearchPage:
    return SearchPage(typed, (("Actions", hits.actions), ("Findings", hits.findings)), hits.more)
