"""Planning the table of people: one row is one person in one role."""

from __future__ import annotations

from datetime import date, datetime

from springboard.accounts.roles import ROLES
from springboard.accounts.rules import Refused, clean_email, clean_line
from springboard.organisations.rules import check_role
from springboard.organisations.sheets.plan import ChangeDates, ChangePerson, GiveRole, Path, PersonNow, RoleNow
from springboard.organisations.sheets.state import State, Verdict
from springboard.organisations.sheets.tables import PEOPLE, Row, bare

_ROLES = {bare(word): role.code for role in ROLES for word in (role.name, role.code)}
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
Key = tuple[str, str, Path | None]


class _Seen:
    """What earlier rows said: the name of each address, and each role."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, str]] = {}
        self.roles: set[Key] = set()


def plan_people(state: State, rows: tuple[Row, ...]) -> None:
    """Adds a line and the steps for each row of the table of people."""
    seen = _Seen()
    for row in rows:
        state.judge(PEOPLE, row, row["Name"] or row["E-mail"], lambda row: _person(state, row, seen))


def _person(state: State, row: Row, seen: _Seen) -> Verdict:
    email = clean_email(row["E-mail"])
    name = clean_line(row["Name"], name="the person’s name", field="name")
    job_title = clean_line(row["Job title"], name="the job title", field="job_title", needed=False)
    role = _ROLES.get(bare(row["Role"]), "")
    if not role:
        raise Refused(f"“{row['Role']}” is not a role. The sheet “Read me” of the template lists them.")
    unit = state.find_unit(row["Unit"]) if row["Unit"] else None
    starts_on, ends_on = _day(row["First day"], "First day"), _day(row["Last day"], "Last day")
    check_role(role, has_unit=unit is not None, starts_on=starts_on, ends_on=ends_on, today=state.today)
    _refuse_twice(seen, email, name, job_title, role, unit)
    now = state.now.people.get(email)
    wanted = GiveRole(row.number, email, name, job_title, role, unit, starts_on, ends_on)
    if now is None:
        state.steps.append(wanted)
        return "new", ("a new account",)
    return _known_person(state, now, wanted)


def _refuse_twice(seen: _Seen, email: str, name: str, job_title: str, role: str, unit: Path | None) -> None:
    before = seen.names.setdefault(email, (name, job_title))
    if before != (name, job_title):
        raise Refused(f"An earlier row gives {email} another name or job title ({before[0]}). Make them the same.")
    key = (email, role, unit)
    if key in seen.roles:
        raise Refused("This person and role are in this table twice. Keep one row.")
    seen.roles.add(key)


def _known_person(state: State, now: PersonNow, wanted: GiveRole) -> Verdict:
    if now.pk == state.actor_id:
        return "unchanged", ("you cannot give yourself roles: this row is left alone",)
    if not now.is_active:
        raise Refused(f"The account of {now.name} is closed. Open it on their page first.")
    words = _account(state, now, wanted)
    held = _held(state, now, wanted)
    if held is None:
        state.steps.append(wanted)
        return "new", (*words, "one more role for an account that is there")
    starts_on, ends_on = wanted.starts_on or held.starts_on, wanted.ends_on or held.ends_on
    if (starts_on, ends_on) != (held.starts_on, held.ends_on):
        state.steps.append(ChangeDates(wanted.row, held.pk, starts_on, ends_on))
        words = (*words, "the dates of the role")
    return ("changed", words) if words else ("unchanged", ())


def _held(state: State, now: PersonNow, wanted: GiveRole) -> RoleNow | None:
    """The same role in the same place, unless it has run out (then it is given anew)."""
    unit = state.now.units.get(wanted.unit) if wanted.unit else None
    if wanted.unit and unit is None:
        return None  # the unit itself is new
    held = now.roles.get((wanted.role, unit.pk if unit else None))
    return held if held and (held.ends_on is None or held.ends_on >= state.today) else None


def _account(state: State, now: PersonNow, wanted: GiveRole) -> tuple[str, ...]:
    name, job_title = wanted.name, wanted.job_title or now.job_title
    if (name, job_title) == (now.name, now.job_title):
        return ()
    if not now.ours_alone:
        return (f"the account keeps its name, {now.name}: it is not this trust’s alone",)
    already = any(isinstance(step, ChangePerson) and step.now.pk == now.pk for step in state.steps)
    if not already:
        state.steps.append(ChangePerson(wanted.row, now, name, job_title))
    return (f"name or job title: {now.name}, {now.job_title or 'no title'} → {name}, {job_title or 'no title'}",)


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise Refused(f"“{text}” in “{column}” is not a day. Write it like 30/11/2026.")
