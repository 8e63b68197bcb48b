"""Rooms above say what they know; one small registry, and what is in it is a closed list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from springboard.organisations.scope import Scope
from springboard.plan import panels, queries
from springboard.plan.choices import Outcome
from springboard.plan.panels import Panel, SourceLink
from springboard.plan.rules.board import Filters
from springboard.plan.rules.board.rows import Source
from springboard.plan.rules.outcome import OutcomeSeen


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in ("_sources", "_panels", "_outcomes"):
        monkeypatch.setattr(panels, registry, {})


def test_what_is_registered_is_a_closed_list() -> None:
    assert panels.registered() == {
        "sources": ["cqc_report"],
        "panels": ["finding: how it was read"],
        "outcomes": [],
    }


def test_one_resolver_a_kind(empty: None) -> None:
    def resolver(scope: Scope, sources: Sequence[Source]) -> Mapping[int, SourceLink]:
        return {source.id: SourceLink("A report", "/r", f"/r#{source.page}") for source in sources}

    panels.register_source("audit", resolver)
    panels.register_source("audit", resolver)
    with pytest.raises(panels.AlreadyRegisteredError):
        panels.register_source("audit", lambda scope, sources: {})
    assert panels.registered()["sources"] == ["audit"]


def test_sources_are_asked_once_a_kind_and_the_rest_has_no_link(empty: None, lead_scope: Scope) -> None:
    asked: list[int] = []

    def resolver(scope: Scope, sources: Sequence[Source]) -> Mapping[int, SourceLink]:
        asked.append(len(sources))
        return {source.id: SourceLink("A report", page_href=f"#{source.page}") for source in sources}

    panels.register_source("audit", resolver)
    given = [Source(1, "AUD-1/G1", "audit", "AUD-1", page=3), Source(2, "AUD-1/G2", "audit", "AUD-1", page=4)]
    links = panels.source_links(lead_scope, [*given, Source(3, "X/G1", "other", "X")])
    assert (asked, sorted(links), links[2].page_href) == ([2], [1, 2], "#4")


def test_a_panel_may_have_nothing_to_say(empty: None, lead_scope: Scope) -> None:
    panels.register_panel("finding", "quiet", lambda scope, pk: None)
    panels.register_panel("finding", "loud", lambda scope, pk: Panel("Visits", "x.jinja", pk))
    panels.register_panel("action", "other", lambda scope, pk: Panel("Chart", "x.jinja", pk))
    assert [panel.heading for panel in panels.panels_on("finding", lead_scope, 7)] == ["Visits"]


def test_the_outcome_is_no_measure_until_a_room_says_otherwise(empty: None, lead_scope: Scope, added: object) -> None:
    action = added()  # type: ignore[operator]
    assert panels.outcomes(lead_scope, [action.pk])[action.pk].state == Outcome.NO_MEASURE
    better = OutcomeSeen(Outcome.IMPROVING, "41% fewer since June.")
    panels.register_outcome("measures", lambda scope, ids: {action.pk: better})
    counts = queries.plan_page(lead_scope, Filters()).counts
    assert (counts.outcome["improving"], counts.outcome["no_measure"]) == (1, 0)
