"""From rows to a plan to the trust: what would be done, what is wrong, and all or nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations import queries, services
from springboard.organisations.models import Membership, Site, Trust, Unit
from springboard.organisations.rules import Refused
from springboard.organisations.sheets.plan import Line, Plan
from springboard.organisations.sheets.planning import plan_import
from springboard.organisations.sheets.reading import read_book
from springboard.organisations.sheets.tables import PEOPLE, SITES, TABLES, UNITS, Book, Row
from springboard.organisations.sheets.writing import as_workbook
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def book(**tables: list[list[str]]) -> Book:
    """``units=[["Service", "Adult wards", …]]``: rows by column, numbered from 2 as in a spreadsheet."""
    heads = {table.code: table.heads for table in TABLES}
    return Book(
        {
            code: tuple(Row(n, dict(zip(heads[code], row, strict=False))) for n, row in enumerate(rows, start=2))
            for code, rows in tables.items()
        }
    )


def plan(trust: Trust, by: User, given: Book) -> Plan:
    emails = [row["E-mail"].lower() for row in given.tables.get("people", ())]
    now = queries.sheet_now(trust.pk, emails)
    return plan_import(given, now, today=timezone.localdate(), actor_id=by.pk)


def verdicts(made: Plan) -> list[tuple[str, str]]:
    return [(line.label, line.verdict) for line in made.lines]


def wrong(made: Plan) -> list[str]:
    return [f"{line.row}: {line.words[0]}" for line in made.lines if line.verdict == "wrong"]


FRESH = book(
    sites=[["Lakeside", "zz1 1zz", ""], ["Millbrook", "", "RX1"]],
    units=[
        ["Ward", "Heron", "Acute care › Adult wards", "", "Lakeside"],
        ["Service", "Adult wards", "acute care", "Acute wards for adults of working age and PICUs", ""],
        ["Directorate", "Acute care", "", "", ""],
        ["team", "Liaison", "Adult wards", "", ""],
        ["Service", "Crisis", "", "crisis", ""],
    ],
    people=[
        ["Jo Example", "Jo@example.test", "Nurse", "Ward or team manager", "Heron", "", ""],
        ["Jo Example", "jo@example.test", "Nurse", "staff", "Acute care > Adult wards > Liaison", "", ""],
        ["Al Viewer", "al@example.test", "", "External viewer", "Crisis", "01/12/2026", "2099-12-31"],
    ],
)


def test_a_whole_trust_from_nothing(trust: Trust, administrator: User) -> None:
    made = plan(trust, administrator, FRESH)
    assert wrong(made) == []
    assert made.count("new") == 10
    new = services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    heron = Unit.objects.get(name="Heron")
    assert [unit.name for unit in (heron.parent.parent, heron.parent)] == ["Acute care", "Adult wards"]  # type: ignore[union-attr]
    assert heron.path == f"{heron.parent.path}{heron.pk}/"  # type: ignore[union-attr]
    assert heron.site == Site.objects.get(name="Lakeside", postcode="ZZ1 1ZZ")
    assert set(Unit.objects.exclude(core_service="").values_list("name", "core_service")) == {
        ("Adult wards", "acute_picu"),
        ("Crisis", "crisis"),
    }
    jo = User.objects.get(email="jo@example.test")
    assert {(m.role, m.unit.name) for m in jo.memberships.all() if m.unit} == {
        ("ward_manager", "Heron"),
        ("staff", "Liaison"),
    }
    assert set(new) == {jo.pk, User.objects.get(email="al@example.test").pk}
    assert not jo.has_usable_password()
    event = Event.objects.order_by("-pk").first()
    assert event is not None
    assert (event.action, event.facts) == ("organisation.imported", {"new": 10, "changed": 0, "unchanged": 0})


def test_the_same_file_again_changes_nothing(trust: Trust, administrator: User) -> None:
    services.carry_out(by=administrator, trust_id=trust.pk, plan=plan(trust, administrator, FRESH))
    again = plan(trust, administrator, FRESH)
    assert {line.verdict for line in again.lines} == {"unchanged"}
    assert not again.possible
    with pytest.raises(Refused, match="nothing to do"):
        services.carry_out(by=administrator, trust_id=trust.pk, plan=again)


def test_what_is_exported_imports_as_unchanged(tree: Tree, trust: Trust, administrator: User, member: Any) -> None:
    member("ward_manager", unit=tree.heron, name="=Jo", email="jo@example.test", job_title="-Nurse")
    member("external_viewer", unit=tree.crisis)
    exported = as_workbook(queries.sheet_rows(trust.pk))
    made = plan(trust, administrator, read_book(exported))
    names = [line.label for line in made.lines if line.verdict != "unchanged"]
    assert names == ["=Jo"]  # a name like a formula is the one thing the import does not take
    assert len(made.lines) == 1 + 6 + 3


def test_changes_are_shown_and_made(tree: Tree, trust: Trust, administrator: User, member: Any) -> None:
    jo = member("ward_manager", unit=tree.heron, name="Jo", email="jo@example.test")
    viewer = member("external_viewer", email="al@example.test", name="Al")
    given = book(
        sites=[["lakeside", "ZZ9 9ZZ", ""]],
        units=[["Service", "crisis TEAM", "Community", "community_adults", "Lakeside"]],
        people=[
            ["Jo Example", "jo@example.test", "Matron", "Ward or team manager", "Heron", "", ""],
            ["Al", "al@example.test", "", "External viewer", "", "", "31/12/2098"],
        ],
    )
    made = plan(trust, administrator, given)
    assert [(line.verdict, line.words) for line in made.lines] == [
        ("changed", ("postcode: nothing → ZZ9 9ZZ",)),
        ("changed", ("core service: crisis → community_adults", "site: nothing → lakeside")),
        ("changed", ("name or job title: Jo, no title → Jo Example, Matron",)),
        ("changed", ("the dates of the role",)),
    ]
    services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    tree.crisis.refresh_from_db()
    jo.refresh_from_db()
    assert (tree.crisis.name, tree.crisis.core_service, tree.crisis.site) == (
        "Crisis team",
        "community_adults",
        tree.lakeside,
    )
    assert (jo.name, jo.job_title) == ("Jo Example", "Matron")
    assert viewer.memberships.get().ends_on == datetime.date(2098, 12, 31)


def test_empty_cells_leave_what_is_there(tree: Tree, trust: Trust, administrator: User) -> None:
    given = book(units=[["Ward", "Heron", "Adult wards"], ["Service", "Adult wards", "Acute care"]])
    assert {line.verdict for line in plan(trust, administrator, given).lines} == {"unchanged"}


WRONG_UNITS = [
    (["Galaxy", "X", ""], "“Galaxy” is not a kind of unit"),
    (["Ward", "", "Adult wards"], "Enter the name"),
    (["Ward", "A › B", "Adult wards"], "cannot hold ›"),
    (["Ward", "X", "Nowhere"], "“Nowhere” is not a unit of this trust, nor in this file"),
    (["Ward", "X", "Twin"], "Several units are called “Twin”"),
    (["Directorate", "X", "Acute care"], "stands directly below the trust"),
    (["Ward", "X", "Heron"], "can be part of a service or a directorate"),
    (["Service", "Heron", "Acute care › Adult wards"], "can be part of a directorate"),
    (["Service", "X", "Acute care", "Heart surgery"], "not one of CQC’s core services"),
    (["Ward", "X", "Adult wards", "crisis"], "Only a service"),
    (["Ward", "X", "Adult wards", "", "Atlantis"], "not one of the trust’s sites"),
    (["Service", "Heron twin", "Heron twin"], "not a unit of this trust"),
    (["Ward", "=1+1", "Adult wards"], "begins with “=”"),
    (["Ward", "@SUM", "Adult wards"], "begins with “@”"),
    (["Ward", "x" * 301, "Adult wards"], "more than 300 characters"),
    (["Ward", "x" * 161, "Adult wards"], "160 characters or fewer"),
    (["Ward or team", "Crisis team", "Community"], "is there as service"),
]


@pytest.mark.parametrize(("row", "says"), WRONG_UNITS, ids=[says for _, says in WRONG_UNITS])
def test_wrong_units_are_named_row_by_row(
    tree: Tree, trust: Trust, administrator: User, row: list[str], says: str
) -> None:
    UnitFactory(trust=trust, name="Twin", parent=tree.adult)
    UnitFactory(trust=trust, name="Twin", parent=tree.crisis)
    made = plan(trust, administrator, book(units=[["Ward", "Fine", "Adult wards"], row]))
    (line,) = wrong(made)
    assert line.startswith("3: ")
    assert says in line
    assert not made.possible


def test_the_same_unit_or_site_twice_is_wrong(trust: Trust, administrator: User) -> None:
    given = book(sites=[["A"], ["a"]], units=[["Directorate", "D"], ["Directorate", "d"]])
    assert [line[:3] for line in wrong(plan(trust, administrator, given))] == ["3: ", "3: "]


WRONG_PEOPLE = [
    (["", "jo@example.test", "", "Staff member"], "Enter the person’s name"),
    (["Jo", "nobody", "", "Staff member"], "is not an e-mail address"),
    (["Jo", "", "", "Staff member"], "Enter an e-mail address"),
    (["Jo", "jo@example.test", "", "Emperor"], "“Emperor” is not a role"),
    (["Jo", "jo@example.test", "", ""], "is not a role"),
    (["Jo", "jo@example.test", "", "Ward or team manager"], "Choose the unit"),
    (["Jo", "jo@example.test", "", "Board member", "Heron"], "for the whole trust"),
    (["Jo", "jo@example.test", "", "External viewer", "Heron"], "Enter the last day"),
    (["Jo", "jo@example.test", "", "Staff member", "Nowhere"], "“Nowhere” is not a unit"),
    (["Jo", "jo@example.test", "", "Staff member", "Heron", "soon"], "“soon” in “First day” is not a day"),
    (["Jo", "jo@example.test", "", "Staff member", "Heron", "", "31/02/2099"], "is not a day"),
    (["Jo", "jo@example.test", "", "Staff member", "Heron", "", "01/01/2020"], "in the past"),
    (["Jo", "jo@example.test", "", "Staff member", "Heron", "02/01/2099", "01/01/2099"], "before the first day"),
    (["Jo", "closed@example.test", "", "Staff member", "Heron"], "is closed"),
    (["Fine Two", "fine@example.test", "", "Board member"], "another name or job title"),
    (["Fine", "FINE@example.test", "", "Staff member", "Heron"], "twice"),
]


@pytest.mark.parametrize(("row", "says"), WRONG_PEOPLE, ids=[says for _, says in WRONG_PEOPLE])
def test_wrong_people_are_named_row_by_row(
    tree: Tree, trust: Trust, administrator: User, member: Any, row: list[str], says: str
) -> None:
    member("staff", email="closed@example.test", is_active=False)
    fine = ["Fine", "fine@example.test", "", "Staff member", "Heron"]
    (line,) = wrong(plan(trust, administrator, book(people=[fine, row])))
    assert line.startswith("3: ")
    assert says in line


def test_one_s_own_row_is_left_alone(trust: Trust, administrator: User) -> None:
    given = book(people=[["Other name", administrator.email, "", "Quality lead"]])
    (line,) = plan(trust, administrator, given).lines
    assert line.verdict == "unchanged"
    assert "cannot give yourself" in line.words[0]


def test_somebody_from_another_trust_keeps_the_name(trust: Trust, other_trust: Trust, administrator: User) -> None:
    there = UserFactory(email="jo@example.test", name="Jo Elsewhere")
    MembershipFactory(user=there, trust=other_trust)
    made = plan(trust, administrator, book(people=[["Jo Here", "jo@example.test", "", "Staff member"]]))
    (line,) = made.lines
    assert line.verdict == "new"
    assert "keeps its name, Jo Elsewhere" in line.words[0]
    services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    there.refresh_from_db()
    assert (there.name, there.memberships.count()) == ("Jo Elsewhere", 2)


def test_a_role_that_ran_out_is_given_anew(trust: Trust, administrator: User, member: Any) -> None:
    jo = member("staff", email="jo@example.test", name="Jo")
    jo.memberships.update(ends_on=timezone.localdate() - DAY)
    made = plan(trust, administrator, book(people=[["Jo", "jo@example.test", "", "Staff member"]]))
    services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    assert queries.scope_for(jo) is not None


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Unit, Site, User, Membership, Event))  # type: ignore[attr-defined]


def test_when_the_trust_changed_meanwhile_nothing_of_the_file_stays(trust: Trust, administrator: User) -> None:
    made = plan(trust, administrator, FRESH)
    UserFactory(email="jo@example.test")
    UnitFactory(trust=trust, kind="service", name="crisis")
    before = counts()
    with pytest.raises(Refused, match="Row 6: There is already a unit called Crisis"):
        services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    assert counts() == before


def test_a_person_changed_meanwhile_undoes_all(tree: Tree, trust: Trust, administrator: User, member: Any) -> None:
    jo = member("staff", email="jo@example.test", name="Jo")
    given = book(
        units=[["Ward", "New ward", "Adult wards"]], people=[["Joanna", "jo@example.test", "", "Staff member"]]
    )
    made = plan(trust, administrator, given)
    User.objects.filter(pk=jo.pk).update(version=2)
    before = counts()
    with pytest.raises(Refused, match="Row 2: Somebody else changed the details of Jo"):
        services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    assert counts() == before


def test_a_plan_with_one_wrong_row_is_never_carried_out(trust: Trust, administrator: User) -> None:
    made = plan(trust, administrator, book(units=[["Directorate", "Fine"], ["Galaxy", "X"]]))
    before = counts()
    with pytest.raises(Refused, match="a row is wrong"):
        services.carry_out(by=administrator, trust_id=trust.pk, plan=made)
    assert counts() == before


def test_lines_come_in_the_order_of_the_file(trust: Trust, administrator: User) -> None:
    lines = plan(trust, administrator, FRESH).lines
    order = [SITES.code, UNITS.code, PEOPLE.code]
    assert [(order.index(line.table), line.row) for line in lines] == sorted(
        (order.index(line.table), line.row) for line in lines
    )
    assert lines[0] == Line("sites", 2, "Lakeside", "new", ())


def test_a_large_file_is_planned_in_no_time(trust: Trust, administrator: User) -> None:
    units = [["Directorate", f"D{n}"] for n in range(30)]
    units += [["Ward", f"W{n}", f"D{n % 30}"] for n in range(470)][::-1]
    people = [["P", f"p{n}@example.test", "", "Staff member", f"W{n % 470}"] for n in range(500)]
    started = datetime.datetime.now(tz=datetime.UTC)
    made = plan(trust, administrator, book(units=units[::-1], people=people))
    assert (wrong(made), made.count("new")) == ([], 1000)
    assert datetime.datetime.now(tz=datetime.UTC) - started < datetime.timedelta(seconds=3)
