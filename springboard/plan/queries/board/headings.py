"""What the plan is grouped by, as columns to sort by: the twin of the keys in ``rules.board.grouping``. A group is its
place, the name it is sorted by within its place, and the id that keeps two people of one name apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BigIntegerField, Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Coalesce, Lower

from springboard.plan.choices import KEY_QUESTIONS, RANK, Level
from springboard.plan.queries.board.parts import about

Columns = tuple[Any, Any, Any]  # place, name, id
LAST: Final = 999
OF_ACTIONS: Final = {"owner": "No owner yet", "programme": "No programme"}
_HAS, _HAS_NONE, _NO_ACTION = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One group of a page. ``name`` is what it is sorted by; what it is called, ``title`` says."""

    place: int
    name: str
    pk: int

    def title(self, group: str, services: Mapping[str, str], called: str) -> str:
        """``called``: the name of the owner or programme, read with the group's actions."""
        if group in OF_ACTIONS:
            named = {_HAS: called, _HAS_NONE: OF_ACTIONS[group], _NO_ACTION: "No action under this heading"}
            return named[self.place]
        if group == "key_question":
            return dict(enumerate(KEY_QUESTIONS.values())).get(self.place, "No key question")
        if self.place == LAST:
            return "Not tied to a finding"
        if group == "level":
            return str(Level(Level.values[self.place]).label)
        return {-1: "Across the trust", **dict(enumerate(services.values()))}.get(self.place, self.name)


def of_finding(group: str, services: Mapping[str, str]) -> Columns:
    """The columns of a finding's row; grouped by something of actions, a finding alone stands last."""
    if group in OF_ACTIONS:
        return _columns(_NO_ACTION)
    if group == "key_question":
        return _columns(_places({place: about(code) for place, code in enumerate(KEY_QUESTIONS)}, len(KEY_QUESTIONS)))
    if group == "level":
        return _columns(_places({place: Q(level=code) for code, place in RANK.items()}, LAST))
    known = {-1: Q(core_service=""), **{place: Q(core_service=code) for place, code in enumerate(services)}}
    name = Case(
        When(core_service__in=["", *services], then=Value("")), default=F("core_service"), output_field=TextField()
    )
    return _columns(_places(known, len(services)), name)


def of_action(group: str) -> Columns:
    """The columns of an action's row; grouped by something of findings, these are for actions that answer none."""
    if group not in OF_ACTIONS:
        return _columns(len(KEY_QUESTIONS) if group == "key_question" else LAST)
    place = Case(When(**{f"{group}__isnull": False}, then=_HAS), default=_HAS_NONE, output_field=IntegerField())
    return _columns(place, Lower(Coalesce(f"{group}__name", Value(""))), Coalesce(f"{group}_id", 0))


def _places(conditions: Mapping[int, Q], otherwise: int) -> Case:
    whens = (When(condition, then=Value(place)) for place, condition in conditions.items())
    return Case(*whens, default=Value(otherwise), output_field=IntegerField())


def _columns(place: Any, name: Any = "", pk: Any = 0) -> Columns:
    place = Value(place, IntegerField()) if isinstance(place, int) else place
    name = Value(name, TextField()) if isinstance(name, str) else name
    return place, name, Value(pk, BigIntegerField()) if isinstance(pk, int) else pk
