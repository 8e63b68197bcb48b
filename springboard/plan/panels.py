"""Where rooms above the plan say what they know about a finding or an action, without the plan knowing
them.

A room registers in its ``AppConfig.ready``; a test lists what is registered. Each resolver is called once a
page with everything on it, and takes the scope: what the person may not see is left out of its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from springboard.organisations.scope import Scope
from springboard.plan.rules.board.rows import Source
from springboard.plan.rules.outcome import NO_MEASURE, OutcomeSeen


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where a finding came from, as a link: the report itself, and the very page when it is kept."""

    label: str
    href: str = ""
    page_href: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Something another room shows on a page of the plan: a heading and a template of its own with its
    data."""

    heading: str
    template: str
    data: object


SourceResolver = Callable[[Scope, Sequence[Source]], Mapping[int, SourceLink]]
PanelMaker = Callable[[Scope, int], Panel | None]
OutcomeReader = Callable[[Scope, Sequence[int]], Mapping[int, OutcomeSeen]]
On = Literal["finding", "action"]
_K = TypeVar("_K")
_V = TypeVar("_V")

_sources: Final[dict[str, SourceResolver]] = {}
_panels: Final[dict[tuple[On, str], PanelMaker]] = {}
_outcomes: Final[dict[str, OutcomeReader]] = {}


class AlreadyRegisteredError(RuntimeError):
    """Two rooms want to answer for the same thing."""


def register_source(kind: str, resolver: SourceResolver) -> None:
    """``resolver`` says where findings of this source kind came from. One resolver a kind."""
    _register(_sources, kind, resolver)


def register_panel(on: On, name: str, maker: PanelMaker) -> None:
    """``maker(scope, id)`` gives a panel for the page of a finding or an action, or nothing."""
    _register(_panels, (on, name), maker)


def register_outcome(name: str, reader: OutcomeReader) -> None:
    """``reader(scope, action ids)`` gives the outcome status of those actions that have a measure."""
    _register(_outcomes, name, reader)


def _register(registry: dict[_K, _V], key: _K, value: _V) -> None:
    if registry.get(key, value) is not value:
        raise AlreadyRegisteredError(str(key))
    registry[key] = value


def source_links(scope: Scope, sources: Iterable[Source]) -> dict[int, SourceLink]:
    """A link for each finding id whose source has a resolver; one call a kind."""
    by_kind: dict[str, list[Source]] = {}
    for source in sources:
        by_kind.setdefault(source.kind, []).append(source)
    found: dict[int, SourceLink] = {}
    for kind, some in by_kind.items():
        if resolver := _sources.get(kind):
            found.update(resolver(scope, some))
    return found


def panels_on(on: On, scope: Scope, pk: int) -> list[Panel]:
    """The panels other rooms show on this page, in the order they registered."""
    made = (maker(scope, pk) for (where, _), maker in _panels.items() if where == on)
    return [panel for panel in made if panel is not None]


def outcomes(scope: Scope, action_ids: Sequence[int]) -> dict[int, OutcomeSeen]:
    """Is it better, for each action; "no measure" until a room above says otherwise."""
    found: dict[int, OutcomeSeen] = dict.fromkeys(action_ids, NO_MEASURE)
    for reader in _outcomes.values():
        found.update(reader(scope, action_ids))
    return found


def outcomes_are_read() -> bool:
    """Whether any room says if actions made it better; without one every action has no measure."""
    return bool(_outcomes)


def registered() -> dict[str, list[str]]:
    """What is registered, for the test that lists it."""
    return {
        "sources": sorted(_sources),
        "panels": sorted(f"{on}: {name}" for on, name in _panels),
        "outcomes": sorted(_outcomes),
    }
