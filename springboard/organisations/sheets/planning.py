"""Compares the rows of a file with the trust as it is and says, row by row, what would be done or what is
wrong.

An empty cell leaves what is there. Things the trust has and the file has not are left alone: an import adds
and corrects, it never closes or removes."""

from __future__ import annotations

from datetime import date

from springboard.organisations.sheets.plan import Now, Plan
from springboard.organisations.sheets.plan_people import plan_people
from springboard.organisations.sheets.plan_units import plan_sites, plan_units
from springboard.organisations.sheets.state import State
from springboard.organisations.sheets.tables import PEOPLE, SITES, UNITS, Book


def plan_import(book: Book, now: Now, *, today: date, actor_id: int) -> Plan:
    """The plan for a file: a line for every row in the file's order, and the steps in the order they must be
    taken (sites, then units from the top down, then people)."""
    state = State(now=now, today=today, actor_id=actor_id)
    plan_sites(state, book.tables.get(SITES.code, ()))
    plan_units(state, book.tables.get(UNITS.code, ()))
    plan_people(state, book.tables.get(PEOPLE.code, ()))
    return Plan(tuple(state.lines), tuple(state.steps))
