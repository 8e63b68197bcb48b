"""Planning the tables of sites and units."""

from __future__ import annotations

from springboard.accounts.rules import Refused, clean_line
from springboard.kernel.vocabulary import core_services, service_named
from springboard.organisations.choices import UnitKind
from springboard.organisations.rules import check_core_service, check_place, clean_unit_name
from springboard.organisations.sheets.plan import AddSite, AddUnit, ChangeSite, ChangeUnit, Path, UnitNow
from springboard.organisations.sheets.state import State, Verdict
from springboard.organisations.sheets.tables import SITES, UNITS, Row, bare

KINDS = {
    "directorate": UnitKind.DIRECTORATE,
    "service": UnitKind.SERVICE,
    "wardorteam": UnitKind.TEAM,
    "ward": UnitKind.TEAM,
    "team": UnitKind.TEAM,
}
_CODES = {service.code for service in core_services()}
_UNCHANGED: Verdict = ("unchanged", ())


def plan_sites(state: State, rows: tuple[Row, ...]) -> None:
    """Adds a line and, where something is to do, a step for each row of the table of sites."""
    state.sites |= set(state.now.sites)
    seen: set[str] = set()
    for row in rows:
        state.judge(SITES, row, row["Site"], lambda row: _site(state, row, seen))


def _site(state: State, row: Row, seen: set[str]) -> Verdict:
    name = clean_line(row["Site"], name="the site’s name", field="name", longest=160)
    key = name.casefold()
    if key in seen:
        raise Refused(f"“{name}” is in this table twice. Keep one row.")
    seen.add(key)
    state.sites.add(key)
    postcode = clean_line(row["Postcode"], name="the postcode", field="postcode", longest=10, needed=False).upper()
    cqc_id = clean_line(row["CQC location id"], name="the CQC location id", field="cqc", longest=20, needed=False)
    now = state.now.sites.get(key)
    if now is None:
        state.steps.append(AddSite(row.number, name, postcode, cqc_id))
        return "new", ()
    postcode, cqc_id = postcode or now.postcode, cqc_id or now.cqc_location_id
    words = _differences(("postcode", now.postcode, postcode), ("CQC location id", now.cqc_location_id, cqc_id))
    if not words:
        return _UNCHANGED
    state.steps.append(ChangeSite(row.number, now.pk, postcode, cqc_id))
    return "changed", words


def _differences(*pairs: tuple[str, str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {old or 'nothing'} → {new}" for name, old, new in pairs if old != new)


def plan_units(state: State, rows: tuple[Row, ...]) -> None:
    """The same for units. A row may name a parent further down: rows wait until their parent is known; those
    that never find one are wrong."""
    for path, unit in state.now.units.items():
        state.add_unit(path, unit.kind)
    seen: set[Path] = set()
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if _parent_known(state, row)] or waiting
        for row in ready:
            state.judge(UNITS, row, row["Name"], lambda row: _unit(state, row, seen))
        numbers = {row.number for row in ready}
        waiting = [row for row in waiting if row.number not in numbers]
    state.lines.sort(key=lambda line: (line.table != SITES.code, line.row))


def _parent_known(state: State, row: Row) -> bool:
    try:
        return not row["Part of"] or bool(state.find_unit(row["Part of"]))
    except Refused:
        return False


def _unit(state: State, row: Row, seen: set[Path]) -> Verdict:
    name = clean_unit_name(row["Name"])
    kind = KINDS.get(bare(row["Kind"]))
    if kind is None:
        raise Refused(f"“{row['Kind']}” is not a kind of unit. Write Directorate, Service, or Ward or team.")
    parent = state.find_unit(row["Part of"]) if row["Part of"] else ()
    check_place(kind, state.known[parent] if parent else "")
    path = (*parent, name.casefold())
    if path in seen:
        raise Refused(f"“{name}” is in this table twice in the same place. Keep one row.")
    core_service, site = _core_service(kind, row["CQC core service"]), _site_of(state, row["Site"])
    seen.add(path)
    now = state.now.units.get(path)
    if now is not None:
        return _change(state, row, now, kind, core_service, site)
    state.add_unit(path, kind)
    state.steps.append(AddUnit(row.number, path, kind, name, core_service, site))
    return "new", _where(row)


def _where(row: Row) -> tuple[str, ...]:
    return (f"part of {row['Part of']}",) if row["Part of"] else ("directly below the trust",)


def _core_service(kind: str, text: str) -> str:
    if not text:
        return ""
    found = service_named(text, loosely=False)
    code = found.code if found else text.strip().lower()
    if code not in _CODES:
        raise Refused(f"“{text}” is not one of CQC’s core services. The sheet “Read me” of the template lists them.")
    check_core_service(kind, code)
    return code


def _site_of(state: State, text: str) -> str:
    if text and text.casefold() not in state.sites:
        raise Refused(f"“{text}” is not one of the trust’s sites, nor in this file’s table of sites.")
    return text.casefold()


def _change(state: State, row: Row, now: UnitNow, kind: str, core_service: str, site: str) -> Verdict:
    if now.kind != kind:
        raise Refused(f"“{now.name}” is there as {UnitKind(now.kind).label.lower()}. An import keeps the kind.")
    core_service, site = core_service or now.core_service, site or now.site.casefold()
    words = _differences(("core service", now.core_service, core_service), ("site", now.site.casefold(), site))
    if not words:
        return _UNCHANGED
    state.steps.append(ChangeUnit(row.number, now, core_service, site))
    return "changed", words
