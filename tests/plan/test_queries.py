"""Reads: the same number of queries for 10 rows or 200, scope first, and everything found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from springboard.accounts.models import User
from springboard.kernel.text.likeness import Likeness
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import panels, queries, services
from springboard.plan.models import Action, Finding
from springboard.plan.queries.register import RegisterFilters
from springboard.plan.rules.board import Filters
from tests.factories import ActionFactory, ActionFindingFactory, FindingFactory, MembershipFactory
from tests.plan.conftest import Place

Found = Callable[..., Finding]
Added = Callable[..., Action]
Member = Callable[..., User]
ScopeOf = Callable[[User], Scope]


def fill(trust: Trust, number: int) -> None:
    for n in range(number):
        finding = FindingFactory(trust=trust, reference=f"CQC-2026-03/M{n}", core_service="acute_picu")
        ActionFindingFactory(action=ActionFactory(trust=trust, number=1000 + n), finding=finding)


READS: dict[str, tuple[int, Callable[[Scope], object]]] = {
    "plan": (6, lambda scope: queries.plan_page(scope, Filters())),
    "plan, filtered": (7, lambda scope: queries.plan_page(scope, Filters(level="must", text="thing", page=2))),
    "grid": (4, queries.grid),
    "register": (6, lambda scope: queries.register_page(scope, RegisterFilters())),
    "search": (2, lambda scope: queries.search(scope, "thing")),
    "waiting": (4, queries.waiting_for),
    "finding": (15, lambda scope: queries.finding_page(scope, "CQC-2026-03/M1")),
    "action": (6, lambda scope: queries.action_page(scope, 1001)),
}


@pytest.fixture
def no_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other rooms add their own queries; these are the plan's."""
    for registry in ("_sources", "_panels", "_outcomes"):
        monkeypatch.setattr(panels, registry, {})


@pytest.mark.usefixtures("no_panels")
@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("size", [10, 120])
def test_queries_do_not_grow_with_the_plan(
    name: str, size: int, trust: Trust, lead_scope: Scope, django_assert_num_queries: Any
) -> None:
    fill(trust, size)
    number, read = READS[name]
    with django_assert_num_queries(number):
        assert read(lead_scope) is not None


# -- scope -------------------------------------------------------------------------------------------------
# ----------
@pytest.fixture
def spread(found: Found, added: Added, place: Place) -> dict[str, Finding]:
    """One finding for each kind of place, each with an action of that place."""
    spread = {
        "hazel": found("gap", "hazel", unit_id=place.hazel.pk),
        "rowan": found("gap", "rowan", unit_id=place.rowan.pk),
        "acute": found("must", "acute", core_service="acute_picu"),
        "older": found("must", "older", core_service="older_wards"),
        "trust": found("must", "trust", trust_wide=True),
        "unknown": found("must", "unknown"),
    }
    for name, finding in spread.items():
        unit = getattr(place, name).pk if name in {"hazel", "rowan"} else None
        added(finding, what=f"for {name}", unit_id=unit)
    return spread


SEES = {
    "quality_lead": {"hazel", "rowan", "acute", "older", "trust", "unknown"},
    "unit_lead": {"hazel", "rowan", "acute", "trust"},
    "ward_manager": {"hazel", "acute", "trust"},
    "staff": {"hazel", "acute", "trust"},
}


@pytest.mark.parametrize("role", SEES)
def test_who_sees_which_findings_and_actions(
    role: str, spread: dict[str, Finding], member: Member, scope_of: ScopeOf, place: Place
) -> None:
    unit = {"quality_lead": None, "unit_lead": place.acute}.get(role, place.hazel)
    scope = scope_of(member(role, unit=unit))
    assert set(queries.visible_findings(scope).values_list("text", flat=True)) == SEES[role]
    seen = {text.removeprefix("for ") for text in queries.visible_actions(scope).values_list("what", flat=True)}
    assert seen == SEES[role]


def test_an_external_viewer_sees_the_given_unit_and_nothing_of_the_whole_trust(
    spread: dict[str, Finding], trust: Trust, scope_of: ScopeOf, place: Place, member: Member
) -> None:
    scope = scope_of(member("external_viewer", unit=place.hazel))
    assert scope.external
    assert "trust" not in set(queries.visible_findings(scope).values_list("text", flat=True))
    assert "rowan" not in set(queries.visible_findings(scope).values_list("text", flat=True))


def test_another_trust_sees_nothing(
    spread: dict[str, Finding], other_trust: Trust, member: Member, scope_of: ScopeOf
) -> None:
    scope = scope_of(member("quality_lead", trust_=other_trust))
    assert not queries.visible_findings(scope).exists()
    assert not queries.visible_actions(scope).exists()
    assert queries.search(scope, "acute").findings == ()
    assert queries.finding_page(scope, spread["acute"].reference) is None
    assert queries.action_page(scope, 1) is None
    assert queries.find_similar(scope, "acute") == []


def test_owners_see_their_action_and_what_it_answers(
    found: Found, added: Added, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    manager = member("ward_manager", unit=place.hazel)
    finding = found("gap", "elsewhere", unit_id=place.linden.pk)
    action = added(finding, owner=manager, unit_id=place.linden.pk)
    scope = scope_of(manager)
    assert list(queries.visible_actions(scope)) == [action]
    assert list(queries.visible_findings(scope)) == [finding]


def test_a_finding_answered_elsewhere_is_answered(
    found: Found, added: Added, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    finding = found("must", "acute", core_service="acute_picu")
    added(finding, unit_id=place.rowan.pk)
    scope = scope_of(member("ward_manager", unit=place.hazel))
    page = queries.plan_page(scope, Filters())
    assert page.waiting == ()
    assert page.counts.delivery_total == 0
    found_page = queries.finding_page(scope, finding.reference)
    assert found_page is not None
    assert (found_page.actions, found_page.elsewhere) == ((), 1)


def test_a_ward_still_finds_its_finding_after_it_was_merged_into_another_wards(
    found: Found, quality_lead: User, lead_scope: Scope, member: Member, scope_of: ScopeOf, place: Place
) -> None:
    rowan, hazel = found("gap", unit_id=place.rowan.pk), found("gap", unit_id=place.hazel.pk)
    services.merge_findings(by=quality_lead, scope=lead_scope, keep_id=rowan.pk, other_id=hazel.pk)
    scope = scope_of(member("ward_manager", unit=place.hazel))
    assert [row.reference for row in queries.plan_page(scope, Filters()).waiting] == [rowan.reference]


# -- the plan
# --------------------------------------------------------------------------------------------------------
def test_unanswered_findings_stand_first_strongest_first(found: Found, added: Added, lead_scope: Scope) -> None:
    should, must, notice = found("should"), found("must"), found("warning_notice")
    added(found("must"))
    page = queries.plan_page(lead_scope, Filters())
    assert [row.id for row in page.waiting] == [notice.pk, must.pk, should.pk]
    assert page.counts.delivery["not_started"] == 1
    about = queries.plan_page(lead_scope, Filters(status="overdue"))
    assert (about.waiting, about.mine.number) == ((), 3)
    only = queries.plan_page(lead_scope, Filters(only="waiting", level="must"))
    assert ([row.id for row in only.waiting], only.page.groups) == ([must.pk], ())


def test_findings_answered_by_a_decision_are_counted_and_shown_when_asked(
    found: Found, added: Added, quality_lead: User, lead_scope: Scope
) -> None:
    added(found("must"))
    found("should")
    old, new = found("must", raised_on=date(2021, 11, 1)), found("must")
    for one in (old, new):
        services.record_decision(by=quality_lead, scope=lead_scope, finding_id=one.pk, version=1, text="Done before")
    page = queries.plan_page(lead_scope, Filters())
    assert list(page.answers.values()) == [1, 1, 2]
    assert [b.finding.state for g in page.page.groups for b in g.blocks if b.finding] == ["actions"]
    decided = queries.plan_page(lead_scope, Filters(only="decided", level="must"))
    assert [b.finding.id for g in decided.page.groups for b in g.blocks if b.finding] == [new.pk, old.pk]
    assert (decided.waiting, decided.page.first, decided.page.last, decided.page.total) == ((), 1, 2, 2)
    assert decided.counts.delivery_total == 1


def test_good_practice_is_in_the_register_and_not_in_the_plan(found: Found, lead_scope: Scope) -> None:
    found("good_practice")
    page = queries.plan_page(lead_scope, Filters())
    assert (page.waiting, page.page.groups) == ((), ())
    assert queries.register_page(lead_scope, RegisterFilters()).levels == {"good_practice": 1}


def test_the_registers_counts_add_up_to_what_they_show(found: Found, added: Added, lead_scope: Scope) -> None:
    for level in ("must", "must", "should", "good_practice"):
        found(level, core_service="crisis")
    added(found("must", core_service="acute_picu"))
    for filters in (RegisterFilters(), RegisterFilters(service="crisis"), RegisterFilters(state="waiting")):
        page = queries.register_page(lead_scope, filters)
        for name, figures in (("level", page.levels), ("state", page.states)):
            assert sum(figures.values()) == queries.register_page(lead_scope, filters.but(**{name: ""})).total
            for value, figure in figures.items():
                assert queries.register_page(lead_scope, filters.but(**{name: value})).total == figure


def test_the_grids_columns_add_up_and_its_links_show_as_many(found: Found, lead_scope: Scope) -> None:
    found("must", core_service="crisis", key_questions=["safe", "responsive"])
    found("must", core_service="crisis", key_questions=["safe"])
    found("should", trust_wide=True)
    found("good_practice", core_service="crisis", key_questions=["safe"])
    table = queries.grid(lead_scope)
    assert [(row.name, row.all.findings) for row in table.rows] == [
        ("Across the trust", 1),
        ("Mental health crisis services and health-based places of safety", 2),
    ]
    for place in range(len(table.foot.cells)):
        assert sum(row.cells[place].findings for row in table.rows) == table.foot.cells[place].findings
    assert (table.foot.all.findings, table.twice) == (3, 1)
    assert (table.columns, table.unstated) == (("safe", "responsive", "none"), ("effective", "caring", "well_led"))


# -- search
# ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["A-1", "a-1", "a1", "A - 1"])
def test_an_actions_reference_leads_straight_to_it(typed: str, added: Added, lead_scope: Scope) -> None:
    action = added(what="Write A-1 on the board")
    added(what="Another one about A-1 of last year")
    hits = queries.search(lead_scope, typed)
    assert hits.exact is not None
    assert (hits.exact.reference, hits.exact.href) == (action.reference, "/plan/A-1")


@pytest.mark.parametrize("typed", ["CQC-2026-03/M1", "cqc-2026-03/m1", "CQC–2026–03/M1"])
def test_a_findings_reference_leads_straight_to_it(typed: str, found: Found, lead_scope: Scope) -> None:
    finding = found()
    hits = queries.search(lead_scope, typed)
    assert hits.exact is not None
    assert hits.exact.reference == finding.reference


@pytest.mark.parametrize(
    "typed", ["élan", "ÉLAN", "elan", "ELAN ward", "Straße", "STRASSE", "carers’ view", "carers' view"]
)
def test_words_are_found_in_any_case_and_spelling(typed: str, found: Found, lead_scope: Scope) -> None:
    finding = found("must", "The Élan ward on Straße 4 must ask for carers’ views.")
    assert [hit.reference for hit in queries.search(lead_scope, typed).findings] == [finding.reference]


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "\x00", "100%_", "' OR 1=1 --", "x" * 5000, "a" * 8 + " " * 100]
)
def test_search_takes_anything(typed: str, found: Found, lead_scope: Scope) -> None:
    found("must", "Staff were held to account.")
    assert queries.search(lead_scope, typed).findings == ()


def test_withdrawn_things_are_not_found(found: Found, added: Added, quality_lead: User, lead_scope: Scope) -> None:
    finding, action = found(text="restraint"), added(what="restraint")
    services.withdraw_finding(by=quality_lead, scope=lead_scope, finding_id=finding.pk, version=1, why="x")
    services.withdraw_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=1, why="x")
    hits = queries.search(lead_scope, "restraint")
    assert (hits.findings, hits.actions, hits.more) == ((), (), False)


def test_a_long_answer_says_that_there_is_more(trust: Trust, lead_scope: Scope) -> None:
    fill(trust, 12)
    hits = queries.search(lead_scope, "thing", limit=10)
    assert (len(hits.findings), len(hits.actions), hits.more) == (10, 10, True)


# -- look-alikes
# -----------------------------------------------------------------------------------------------------
SUPERVISION = "The trust must ensure that all staff receive regular supervision and an annual appraisal."


def test_a_finding_said_again_is_suggested_with_why(found: Found, lead_scope: Scope) -> None:
    rule = [{"instrument": "2014", "number": "18"}]
    again = found(
        "must",
        "The trust must ensure staff have regular supervision and appraisals.",
        core_service="acute_picu",
        regulations=rule,
    )
    found(
        "must",
        "The trust must ensure ligature points are assessed on every ward.",
        core_service="acute_picu",
        regulations=rule,
    )
    found("must", "The trust must ensure medicines are stored at the right temperature.")
    (first,) = queries.find_similar(lead_scope, SUPERVISION, "acute_picu", rule)
    assert first.id == again.pk
    assert first.why.startswith("Same words: ")
    assert "supervision" in first.why
    assert first.why.endswith("Same service. Same regulation: 18 (2014).")


def test_the_same_words_are_suggested_even_elsewhere(found: Found, lead_scope: Scope) -> None:
    found("should", SUPERVISION, core_service="older_wards")
    (first,) = queries.find_similar(lead_scope, SUPERVISION, "acute_picu")
    assert (first.why, first.score) == ("Nearly the same words.", pytest.approx(1.0))


def test_the_boilerplate_of_every_finding_suggests_nothing(found: Found, lead_scope: Scope) -> None:
    rule = [{"instrument": "2014", "number": "12"}]
    found("must", "The trust must ensure that ligature risks are mitigated.", core_service="crisis", regulations=rule)
    assert queries.find_similar(lead_scope, "The trust must ensure that fridges are cold.", "crisis", rule) == []


_VOCABULARY = ["supervision", "appraisal", "restraint", "fridge", "ligature", "consent", "staff", "records", "risk"]
SENTENCES = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SENTENCES, st.sampled_from(["crisis", "acute_picu"])), max_size=12), SENTENCES)
def test_no_look_alike_is_missed_that_reading_every_text_would_find(
    trust: Trust, lead_scope: Scope, texts: list[tuple[str, str]], text: str
) -> None:
    Finding.objects.all().delete()
    rule = [{"instrument": "2014", "number": "18"}]
    rows = [
        FindingFactory(trust=trust, text=one, core_service=service, regulations=rule if n % 2 else [])
        for n, (one, service) in enumerate(texts)
    ]
    alike = Likeness({row.pk: row.text for row in rows}).to(text)
    lifted = {row.pk: 0.15 * bool(row.regulations) + 0.1 * (row.core_service == "crisis") for row in rows}
    wanted = {
        pk: min(1.0, one.score + lifted[pk])
        for pk, one in alike.items()
        if one.score >= 0.25 and one.score + lifted[pk] >= 0.5
    }
    found = queries.find_similar(lead_scope, text, "crisis", rule, limit=99)
    assert {one.id: one.score for one in found} == pytest.approx(wanted)
    assert [one.id for one in found] == sorted(wanted, key=lambda pk: (-wanted[pk], pk))


@pytest.mark.parametrize("size", [10, 120])
def test_look_alikes_take_no_more_queries_in_a_large_register(
    size: int, trust: Trust, lead_scope: Scope, django_assert_num_queries: Any
) -> None:
    fill(trust, size)
    FindingFactory(trust=trust, text=SUPERVISION)
    with django_assert_num_queries(5):
        assert len(queries.find_similar(lead_scope, SUPERVISION, "acute_picu")) == 1


def test_the_words_of_a_finding_follow_its_text(found: Found) -> None:
    finding = found("must", "Fridges are checked")
    finding.text = "Restraints are reviewed"
    finding.save(update_fields=["text"])
    assert sorted(finding.words.values_list("stem", flat=True)) == ["restraint", "review"]


def test_never_itself_nor_merged_nor_good_practice(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    own, merged, kept = found(text=SUPERVISION), found(text=SUPERVISION), found(text=SUPERVISION)
    found("good_practice", SUPERVISION)
    services.merge_findings(by=quality_lead, scope=lead_scope, keep_id=kept.pk, other_id=merged.pk)
    assert [one.id for one in queries.find_similar(lead_scope, SUPERVISION, but=own.pk)] == [kept.pk]


# -- people
# ----------------------------------------------------------------------------------------------------------
def test_who_can_be_chosen(member: Member, scope_of: ScopeOf, place: Place, trust: Trust, other_trust: Trust) -> None:
    hazel = member("ward_manager", unit=place.hazel, name="Ward manager, Hazel")
    rowan = member("ward_manager", unit=place.rowan, name="Ward manager, Rowan")
    member("staff", unit=place.hazel, name="Nurse")
    member("quality_lead", trust_=other_trust, name="Stranger")
    executive = member("executive", name="Chief nurse", job_title="Director")
    gone = member("ward_manager", unit=place.hazel, name="Gone", is_active=False)
    MembershipFactory(user=gone, trust=trust, role="quality_lead", ends_on=timezone.localdate())
    lead = member("unit_lead", unit=place.acute, name="Acute lead")
    everybody = [choice.id for choice in queries.owners(scope_of(executive))]
    assert everybody == [lead.pk, executive.pk, hazel.pk, rowan.pk]
    assert [choice.name for choice in queries.owners(scope_of(hazel))] == ["Ward manager, Hazel"]
    assert [choice.name for choice in queries.sponsors(scope_of(hazel))] == ["Acute lead", "Chief nurse, Director"]
    assert [choice.name for choice in queries.units(scope_of(hazel))] == ["Hazel, Acute wards"]
