"""What a search shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from springboard.plan.queries.searching import Hit, Hits
from springboard.plan.rules.titles import without_citation


@dataclass(frozen=True, slots=True)
class SearchPage:
    typed: str
    lists: tuple[tuple[str, tuple[Hit, ...]], ...]
    more: bool

    @property
    def found(self) -> bool:
        return any(hits for _, hits in self.lists)


def search_page(typed: str, hits: Hits) -> SearchPage:
    findings = tuple(replace(hit, text=without_citation(hit.text)) for hit in hits.findings)
    return SearchPage(typed, (("Actions", hits.actions), ("Findings", findings)), hits.more)
