"""The pure decisions, tried out exhaustively."""

from __future__ import annotations

import datetime
from itertools import product as every

import pytest

from springboard.accounts.permissions import Permission
from springboard.accounts.roles import BY_CODE, ROLES
from springboard.accounts.rules import Refused, clean_email, clean_line
from springboard.organisations import rules
from springboard.organisations.choices import UnitKind
from springboard.organisations.rules import UnitRow, grant_of, holds_on, services_seen
from springboard.organisations.scope import Grant, Scope

DAY = datetime.date(2026, 11, 23)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
ROWS = [
    UnitRow(1, "/1/"),
    UnitRow(2, "/1/2/", "acute_picu"),
    UnitRow(3, "/1/2/3/"),
    UnitRow(4, "/4/"),
    UnitRow(5, "/4/5/", "crisis"),
    UnitRow(10, "/10/", "older_wards"),
]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
@pytest.mark.parametrize("path", [None, "/1/", "/1/2/", "/1/2/3/", "/4/"])
def test_a_grant_covers_the_unit_and_what_is_below_and_nothing_else(role: rules.Role, path: str | None) -> None:
    grant = grant_of(role, path, ROWS)
    if role.whole_trust or path is None:
        assert (grant.unit_ids, grant.core_services) == (None, None)
        return
    assert grant.unit_ids == {row.pk for row in ROWS if row.path.startswith(path)}
    assert grant.core_services == {row.core_service for row in ROWS if row.path.startswith(path) and row.core_service}


def test_unit_1_does_not_cover_unit_10() -> None:
    assert grant_of(BY_CODE["staff"], "/1/", ROWS).unit_ids == {1, 2, 3}


def test_services_above_are_seen_by_everybody_but_external_viewers() -> None:
    staff, viewer = BY_CODE["staff"], BY_CODE["external_viewer"]
    assert services_seen([(staff, "/1/2/3/")], ROWS) == {"acute_picu"}
    assert services_seen([(viewer, "/1/2/3/")], ROWS) == frozenset()
    assert services_seen([(viewer, "/1/")], ROWS) == {"acute_picu"}
    assert services_seen([(viewer, "/1/2/3/"), (staff, "/4/")], ROWS) == {"crisis"}


@pytest.mark.parametrize(
    ("start", "end", "ended"), list(every([None, BEFORE, DAY, AFTER], [None, BEFORE, DAY, AFTER], [False, True]))
)
def test_a_membership_holds_between_its_days(
    start: datetime.date | None, end: datetime.date | None, ended: bool
) -> None:
    expected = not ended and start in (None, BEFORE, DAY) and end in (None, DAY, AFTER)
    assert holds_on(DAY, start, end, ended) is expected


ALLOWED = {
    ("directorate", ""),
    ("service", ""),
    ("service", "directorate"),
    ("team", ""),
    ("team", "directorate"),
    ("team", "service"),
}


@pytest.mark.parametrize(("kind", "parent"), list(every(UnitKind.values, ["", *UnitKind.values])))
def test_what_may_stand_below_what(kind: str, parent: str) -> None:
    if (kind, parent) in ALLOWED:
        rules.check_place(kind, parent)
    else:
        with pytest.raises(Refused) as refused:
            rules.check_place(kind, parent)
        assert refused.value.field == "parent"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Refused, match="not a kind of unit"):
        rules.check_place("galaxy", "")


@pytest.mark.parametrize(
    ("kind", "code", "fits"),
    [
        ("service", "acute_picu", True),
        ("service", "", True),
        ("team", "", True),
        ("directorate", "", True),
        ("team", "acute_picu", False),
        ("directorate", "crisis", False),
        ("service", "heart_surgery", False),
    ],
)
def test_core_services_are_cqc_s_and_stand_on_services(kind: str, code: str, fits: bool) -> None:
    if fits:
        rules.check_core_service(kind, code)
    else:
        with pytest.raises(Refused):
            rules.check_core_service(kind, code)


@pytest.mark.parametrize(
    ("path", "parent", "circle"),
    [
        ("/1/", "/1/", True),
        ("/1/", "/1/2/", True),
        ("/1/", "/10/", False),
        ("/1/2/", "/1/", False),
        ("/1/", "/2/", False),
    ],
)
def test_no_unit_goes_below_itself(path: str, parent: str, circle: bool) -> None:
    if circle:
        with pytest.raises(Refused, match="below itself"):
            rules.check_no_cycle(path, parent)
    else:
        rules.check_no_cycle(path, parent)


def test_paths() -> None:
    assert rules.path_below("", 7) == "/7/"
    assert rules.path_below("/1/5/", 9) == "/1/5/9/"


@pytest.mark.parametrize(
    ("role", "has_unit", "start", "end"),
    list(every([role.code for role in ROLES], [False, True], [None, BEFORE, AFTER], [None, BEFORE, DAY, AFTER])),
)
def test_every_role_with_every_place_and_dates(
    role: str, has_unit: bool, start: datetime.date | None, end: datetime.date | None
) -> None:
    facts = BY_CODE[role]
    wrong = {
        "unit": (facts.whole_trust and has_unit) or (role in {"unit_lead", "ward_manager"} and not has_unit),
        "ends_on": (facts.needs_end and end is None)
        or (end is not None and end < DAY)
        or (end is not None and start is not None and end < start),
    }
    if not any(wrong.values()):
        assert rules.check_role(role, has_unit=has_unit, starts_on=start, ends_on=end, today=DAY) is facts
        return
    with pytest.raises(Refused) as refused:
        rules.check_role(role, has_unit=has_unit, starts_on=start, ends_on=end, today=DAY)
    assert wrong[refused.value.field]


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="Choose a role"):
        rules.check_role("emperor", has_unit=False, starts_on=None, ends_on=None, today=DAY)


@pytest.mark.parametrize("name", ["Adult › Heron", "a > b", "", "   ", "x" * 161, "\u200b\u0000"])
def test_unit_names_that_are_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.clean_unit_name(name)
    assert refused.value.field == "name"


def test_lines_lose_control_characters_and_double_spaces() -> None:
    assert clean_line("  Ward\t of\r\nhope\x00 ", name="a name", field="name") == "Ward of hope"
    assert clean_line("", name="a name", field="name", needed=False) == ""


@pytest.mark.parametrize("text", ["", "nobody", "a@b", "a b@example.nhs.uk", "x" * 260 + "@example.nhs.uk", "a@b@c.uk"])
def test_what_is_not_an_address_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_email(text)
    assert refused.value.field == "email"


def test_addresses_are_kept_in_lower_case() -> None:
    assert clean_email("  Jo.Bloggs@Example.NHS.uk ") == "jo.bloggs@example.nhs.uk"


UNITS: list[frozenset[int] | None] = [None, frozenset(), frozenset({1}), frozenset({2}), frozenset({1, 2})]


@pytest.mark.parametrize(("first", "second", "unit"), list(every(UNITS, UNITS, [None, 1, 2, 3])))
def test_may_on_is_true_when_one_grant_alone_says_so(
    first: frozenset[int] | None, second: frozenset[int] | None, unit: int | None
) -> None:
    see, change = Permission.PLAN_VIEW, Permission.ACTION_CHANGE
    grants = (Grant("a", frozenset({see}), first, None), Grant("b", frozenset({see, change}), second, None))
    scope = Scope(1, "x", 1, "t", (), frozenset({see, change}), grants=grants)

    def covered(ids: frozenset[int] | None) -> bool:
        return ids is None or (unit is not None and unit in ids)

    assert scope.may_on(change, unit) is covered(second)
    assert scope.may_on(see, unit) is (covered(first) or covered(second))
    assert not scope.may_on(Permission.REPORT_UPLOAD, unit)
