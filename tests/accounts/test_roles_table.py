"""Who may do what, written out: a change of a role or a new permission has to be made here too, on
purpose."""

from __future__ import annotations

import pytest

from springboard.accounts.permissions import Permission
from springboard.accounts.roles import BY_CODE, CHOICES, ROLES

COLUMNS = "quality_lead administrator executive unit_lead ward_manager staff expert_by_experience board external_viewer"
TABLE = """
home.view            x x x x x x x x x
search.use           x x x x x x x x -
plan.view            x x x x x x x x x
ratings.view         x x x x x x x x x
report.view          x x x x x x x x -
organisation.view    x x x x x x x x -
history.view         x x x x - - - x -
finding.raise        x - x x x x x - -
finding.respond      x - x x - - - - -
action.add           x - x x x - - - -
action.change        x - x x x - - - -
action.agree         x - x x - - - - -
action.update        x - x x x - - - -
report.upload        x - - - - - - - -
report.review        x - - - - - - - -
organisation.manage  - x - - - - - - -
people.manage        - x - - - - - - -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(name, role, mark == "x") for name, *marks in ROWS for role, mark in zip(COLUMNS.split(), marks, strict=True)]


@pytest.mark.parametrize(("permission", "role", "may"), CELLS, ids=str)
def test_role_and_permission(permission: str, role: str, may: bool) -> None:
    assert (Permission(permission) in BY_CODE[role].permissions) is may


def test_the_table_has_every_permission_and_every_role() -> None:
    assert sorted(row[0] for row in ROWS) == sorted(Permission)
    assert COLUMNS.split() == [role.code for role in ROLES] == [code for code, _ in CHOICES]


def test_who_sees_the_whole_trust_and_whose_role_ends() -> None:
    whole = {role.code for role in ROLES if role.whole_trust}
    assert whole == {"quality_lead", "administrator", "executive", "board"}
    assert {role.code for role in ROLES if role.needs_end} == {"external_viewer"}


def test_nobody_who_reviews_findings_also_manages_people() -> None:
    both = {Permission.PEOPLE_MANAGE, Permission.REPORT_REVIEW}
    assert not [role.code for role in ROLES if both <= role.permissions]


def test_every_role_says_what_it_is_in_a_sentence() -> None:
    assert all(role.about.endswith(".") and role.name for role in ROLES)
    assert len({role.name for role in ROLES}) == len(ROLES)
