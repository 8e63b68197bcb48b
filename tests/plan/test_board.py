"""Counts that add up, links that show what they count, groups and pages that lose nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.plan.choices import KEY_QUESTIONS, RANK, Delivery, Level, Outcome
from springboard.plan.ordering import finding_order, natural, order_key
from springboard.plan.rules.answering import AnswerState
from springboard.plan.rules.board import (
    GROUPINGS,
    ActionRow,
    Block,
    Counts,
    Filters,
    FindingRow,
    Group,
    count,
    group,
    matching,
    paged,
    parse,
)
from springboard.plan.rules.board.filters import NO_FINDING, ONLY, Asker, finding_matches, late_for
from springboard.plan.rules.board.grouping import PAGE_ROWS, findings_on
from springboard.plan.rules.board.rows import Source
from springboard.plan.rules.delivery import Status
from springboard.plan.rules.outcome import OutcomeSeen

SERVICES = {"acute_picu": "Acute wards", "older_wards": "Wards for older people"}
ME = 7
ASKER = Asker(ME, date(2027, 2, 8))


def finding(pk: int, **fields: Any) -> FindingRow:
    base: dict[str, Any] = {
        "reference": f"CQC-2026-03/M{pk}",
        "level": "must",
        "text": f"Finding {pk}",
        "state": AnswerState.ACTIONS,
        "source": Source(pk, f"CQC-2026-03/M{pk}", "cqc_report", "CQC-2026-03"),
    }
    return FindingRow(id=pk, **{**base, **fields})


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[ActionRow], dict[int, FindingRow]]:
    """A plan of any shape: findings of every level and service, actions that answer none, one or several."""
    findings = {}
    for pk in range(1, draw(st.integers(1, 7))):
        findings[pk] = finding(
            pk,
            level=draw(st.sampled_from(Level.values)),
            core_service=draw(st.sampled_from(["", *SERVICES])),
            key_questions=tuple(draw(st.lists(st.sampled_from(list(KEY_QUESTIONS)), unique=True, max_size=2))),
            state=draw(st.sampled_from([AnswerState.ACTIONS, AnswerState.DECISION, AnswerState.WAITING])),
            search_text=draw(st.sampled_from(["restraint reviewed", "supervision"])),
        )
    actions = []
    for pk in range(1, draw(st.integers(1, 12))):
        ids = draw(st.lists(st.sampled_from(sorted(findings)), unique=True, max_size=3)) if findings else []
        ids.sort(key=lambda i: findings[i].order)
        owner = draw(st.sampled_from([None, ME, 8]))
        actions.append(
            ActionRow(
                id=pk,
                number=pk,
                what=f"Action {pk}",
                status=Status(draw(st.sampled_from(list(Delivery))), "."),
                outcome=OutcomeSeen(draw(st.sampled_from(list(Outcome))), "."),
                owner_id=owner,
                owner="Same name" if owner else "",
                due=draw(st.sampled_from([None, date(2027, 1, 1), date(2027, 3, 1)])),
                agreed_on=draw(st.sampled_from([None, date(2026, 1, 1)])),
                stuck_since=draw(st.sampled_from([None, date(2026, 1, 1)])),
                finding_ids=tuple(ids),
                level=findings[ids[0]].level if ids else "",
                search_text=draw(st.sampled_from(["huddle", "supervision hour"])),
            )
        )
    return actions, findings


FILTERS = st.builds(
    Filters,
    level=st.sampled_from(["", "must", "warning_notice", NO_FINDING]),
    status=st.sampled_from(["", *Delivery.values]),
    outcome=st.sampled_from(["", "worse", "no_measure"]),
    only=st.sampled_from(["", *ONLY]),
    service=st.sampled_from(["", "trust", *SERVICES]),
    key_question=st.sampled_from(["", "safe", NO_FINDING]),
    owner=st.sampled_from(["", str(ME)]),
    text=st.sampled_from(["", "supervision", "REVIEWED restraint"]),
    group=st.sampled_from(list(GROUPINGS)),
)


def shown_by(counts: Counts) -> dict[str, dict[str, int]]:
    return {"status": dict(counts.delivery), "outcome": dict(counts.outcome), "level": dict(counts.level)}


@given(plans(), FILTERS)
def test_each_sum_adds_up_and_each_count_is_what_its_link_shows(
    plan: tuple[list[ActionRow], dict[int, FindingRow]], filters: Filters
) -> None:
    actions, findings = plan
    counts = count(actions, findings, filters, ASKER)
    for name, figures in shown_by(counts).items():
        everything = matching(actions, findings, filters.for_actions.but(**{name: ""}), ASKER)
        assert sum(figures.values()) == len(everything)
        for value, figure in figures.items():
            followed = matching(actions, findings, filters.for_actions.but(**{name: value}), ASKER)
            assert len(followed) == figure, (name, value)
    for only, figure in counts.only.items():
        assert len(matching(actions, findings, filters.but(only=only), ASKER)) == figure


@given(plans())
def test_with_no_filter_both_sums_are_every_action(plan: tuple[list[ActionRow], dict[int, FindingRow]]) -> None:
    actions, findings = plan
    counts = count(actions, findings, Filters(), ASKER)
    assert counts.delivery_total == counts.outcome_total == counts.level_total == len(actions)


@given(plans(), FILTERS)
def test_every_action_stands_in_the_table_exactly_once(
    plan: tuple[list[ActionRow], dict[int, FindingRow]], filters: Filters
) -> None:
    actions, findings = plan
    shown = matching(actions, findings, filters, ASKER)
    groups = group(shown, findings, filters, service_names=SERVICES)
    printed = Counter(action.id for g in groups for block in g.blocks for action in block.actions)
    assert printed == Counter(action.id for action in shown)


@given(plans())
def test_an_answered_finding_is_never_missing_from_the_whole_plan(
    plan: tuple[list[ActionRow], dict[int, FindingRow]],
) -> None:
    actions, findings = plan
    groups = group(actions, findings, Filters(), service_names=SERVICES)
    heads = {block.finding.id for g in groups for block in g.blocks if block.finding}
    assert {f.id for f in findings.values() if f.state == AnswerState.ACTIONS} <= heads


@given(plans(), FILTERS)
def test_decided_findings_stand_where_they_are_asked_for_and_nowhere_else(
    plan: tuple[list[ActionRow], dict[int, FindingRow]], filters: Filters
) -> None:
    _, findings = plan
    only_these = group([], findings, replace(filters, only="decided"), service_names=SERVICES)
    asked = Counter(block.finding.id for g in only_these for block in g.blocks if block.finding)
    let_through = [f.id for f in findings.values() if f.state == AnswerState.DECISION and finding_matches(f, filters)]
    assert asked == Counter(let_through)
    assert paged(only_these, 1, of=findings_on).total == len(let_through)
    otherwise = group([], findings, replace(filters, only=""), service_names=SERVICES)
    assert not any(b.finding and b.finding.state == AnswerState.DECISION for g in otherwise for b in g.blocks)


@given(plans(), st.integers(1, 6), st.sampled_from(list(GROUPINGS)))
def test_pages_together_are_the_whole_and_part_no_finding(
    plan: tuple[list[ActionRow], dict[int, FindingRow]], size: int, by: str
) -> None:
    actions, findings = plan
    groups = group(actions, findings, Filters(group=by), service_names=SERVICES)
    first = paged(groups, 1, size=size)
    pages = [paged(groups, number, size=size) for number in range(1, first.pages + 1)]
    blocks = [block for page in pages for g in page.groups for block in g.blocks]
    whole = [part for block in blocks for part in _lines(block)]
    assert whole == [line for g in groups for block in g.blocks for line in _lines(block)]
    assert [page.last for page in pages if page.last][-1:] == ([first.total] if actions else [])
    for page in pages:
        here = [block for g in page.groups for block in g.blocks]
        assert sum(block.rows for block in here[:-1]) < size
        assert all(block.rows <= size for block in here)
        assert not any(
            block.continued and block.finding and len(_whole(groups, block).actions) <= size for block in here
        )


def _lines(block: Block) -> list[tuple[int | None, int | None]]:
    finding_id = block.finding.id if block.finding else None
    return [(finding_id, action.id) for action in block.actions] or [(finding_id, None)]


def _whole(groups: list[Group], part: Block) -> Block:
    return next(
        b for g in groups for b in g.blocks if b.finding == part.finding and set(part.actions) <= set(b.actions)
    )


def test_a_group_that_goes_on_says_so_and_keeps_its_own_counts() -> None:
    findings = {pk: finding(pk) for pk in range(1, 4)}
    actions = [
        ActionRow(pk, pk, "x", Status(Delivery.ON_TRACK, "."), finding_ids=(pk,), level="must") for pk in findings
    ]
    groups = group(actions, findings, Filters(), service_names=SERVICES)
    second = paged(groups, 2, size=2)
    (rest,) = second.groups
    assert (rest.name, rest.continued, len(rest.blocks), rest.tally.actions) == ("Across the trust", True, 1, 3)
    assert (second.first, second.last, second.total, second.pages) == (3, 3, 3, 2)
    assert paged(groups, 99, size=2).number == 2


def test_the_strongest_finding_takes_the_action_and_the_other_says_where_it_is() -> None:
    findings = {1: finding(1, level="should"), 2: finding(2, level="warning_notice")}
    action = ActionRow(1, 1, "x", Status(Delivery.ON_TRACK, "."), finding_ids=(2, 1), level="warning_notice")
    (only,) = group([action], findings, Filters(), service_names=SERVICES)
    assert [(b.finding.level, len(b.actions)) for b in only.blocks if b.finding] == [
        ("warning_notice", 1),
        ("should", 0),
    ]


def test_two_owners_of_one_name_stay_two_groups() -> None:
    actions = [ActionRow(pk, pk, "x", Status(Delivery.ON_TRACK, "."), owner_id=pk, owner="Same name") for pk in (1, 2)]
    groups = group(actions, {}, Filters(group="owner"), service_names=SERVICES)
    assert [g.name for g in groups] == ["Same name", "Same name"]


def test_natural_order_of_references() -> None:
    assert sorted(["M12", "M2", "S1", "M1"], key=natural) == ["M1", "M2", "M12", "S1"]
    assert finding(2).order < finding(12).order
    newer, older = (finding(pk, raised_on=date(year, 3, 1)) for pk, year in ((12, 2026), (2, 2021)))
    assert newer.order < older.order < finding(1, level="should", raised_on=date(2027, 1, 1)).order
    assert RANK["warning_notice"] < RANK["must"] < RANK["should"] < RANK["gap"] < RANK["good_practice"]


REFERENCES = st.from_regex(r"[A-Za-z./-]{0,3}[0-9]{0,3}[A-Za-z./-]{0,2}[0-9]{0,2}", fullmatch=True)
DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@given(st.lists(st.tuples(st.sampled_from(Level.values), DAYS, REFERENCES), max_size=12))
def test_the_key_a_database_sorts_by_gives_the_order_of_the_rules(many: list[tuple[str, date, str]]) -> None:
    assert [finding_order(*one) for one in sorted(many, key=lambda one: order_key(*one))] == sorted(
        finding_order(*one) for one in many
    )
    keys = {one[2]: order_key("must", date(2026, 3, 2), one[2]) for one in many}
    assert len(set(keys.values())) == len(keys)
    assert all(not other.startswith(key) for key in keys.values() for other in keys.values() if other != key)
    assert all(set(key) <= set("0123456789abcdef") for key in keys.values())


@given(FILTERS, st.integers(1, 40))
def test_filters_survive_the_address(filters: Filters, page: int) -> None:
    filters = replace(filters, page=page)
    assert parse(dict(parse_qsl(filters.query().removeprefix("?"))), services=SERVICES) == filters


@given(st.dictionaries(st.sampled_from(["level", "status", "only", "page", "owner", "text", "group", "x"]), st.text()))
def test_any_address_gives_sound_filters(given_: dict[str, str]) -> None:
    filters = parse(given_, services=SERVICES)
    assert filters.page >= 1
    assert filters.group in GROUPINGS
    assert filters.level in {"", NO_FINDING, *Level.values}
    assert "\x00" not in filters.text


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        ("on_track", date(2027, 2, 8), False),
        ("on_track", date(2027, 2, 9), True),
        ("on_track", None, True),
        ("claimed", date(2027, 3, 1), False),
        ("assured", None, False),
        ("reopened", date(2027, 3, 1), True),
    ],
)
def test_late_for_the_reinspection(state: str, due: date | None, late: bool) -> None:
    action = ActionRow(1, 1, "x", Status(Delivery(state), "."), due=due)
    assert late_for(action, date(2027, 2, 8)) is late
    assert late_for(action, None) is False


def test_a_page_holds_what_somebody_takes_in() -> None:
    assert PAGE_ROWS == 25
