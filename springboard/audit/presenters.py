"""An event as a sentence: who did what, when, and what changed. Rooms above teach it their words at
start-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from springboard.nhsuk.filters import long_date


class EventLike(Protocol):
    """What is shown of an event (presenters do not know the models)."""

    at: datetime
    actor_name: str
    action: str
    object_label: str
    facts: Any


_words: dict[str, str] = {}
_names: dict[str, str] = {}
_NOTHING = "nothing"


def register_words(actions: Mapping[str, str], facts: Mapping[str, str] | None = None) -> None:
    """``actions``: ``{"finding.raised": "raised the finding"}``, read between the person's name and the
    thing's. ``facts``: how a fact is called on the page, ``{"due": "due date"}``."""
    _words.update(actions)
    _names.update(facts or {})


def known_actions() -> frozenset[str]:
    return frozenset(_words)


@dataclass(frozen=True, slots=True)
class EventLine:
    at: datetime
    who: str
    did: str
    what: str
    changes: tuple[str, ...] = ()


def line_of(event: EventLike) -> EventLine:
    """One event in plain words; an action nobody taught us reads as its code with spaces."""
    return EventLine(
        at=event.at,
        who=event.actor_name,
        did=_words.get(event.action) or _plain(event.action),
        what=event.object_label,
        changes=tuple(_change(name, value) for name, value in event.facts.items() if value not in ("", None, [], {})),
    )


def _plain(action: str) -> str:
    noun, _, verb = action.partition(".")
    return f"{verb} {noun}".replace("_", " ").strip()


def _change(name: str, value: Any) -> str:
    called = _names.get(name, name.replace("_", " "))
    if isinstance(value, list) and len(value) == 2:
        return f"{called}: {_text(value[0])} → {_text(value[1])}"
    return f"{called}: {_text(value)}"


def _text(value: Any) -> str:
    if value in ("", None, [], {}):
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_text(item)}" for key, item in value.items())
    return _day(str(value))


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
