"""One plan from many reports: merging keeps everything, and every merge can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.scope import Scope
from springboard.plan import queries, services
from springboard.plan.models import Action, Finding
from springboard.plan.rules import NotYours, Refused
from springboard.plan.rules.board import Filters
from tests.factories import FindingFactory
from tests.plan.conftest import Place

Found = Callable[..., Finding]
Added = Callable[..., Action]


def into(finding: Finding) -> Finding | None:
    finding.refresh_from_db()
    return finding.merged_into


def test_a_merge_moves_nothing_and_comes_undone(
    found: Found, added: Added, quality_lead: User, lead_scope: Scope
) -> None:
    keep, other = found(text="Supervise staff"), found(text="Staff supervision", source_reference="CQC-2025-09")
    action = added(other)
    services.merge_findings(by=quality_lead, scope=lead_scope, keep_id=keep.pk, other_id=other.pk)
    assert into(other) == keep
    page = queries.plan_page(lead_scope, Filters())
    (block,) = page.page.groups[0].blocks
    assert block.finding is not None
    assert (block.finding.reference, [a.number for a in block.actions]) == (keep.reference, [action.number])
    assert [source.reference for source in block.finding.merged] == [other.reference]
    assert list(other.links.values_list("action_id", flat=True)) == [action.pk]
    services.unmerge(by=quality_lead, scope=lead_scope, finding_id=other.pk)
    assert into(other) is None
    assert [f.reference for f in queries.plan_page(lead_scope, Filters()).waiting] == [keep.reference]
    said = set(Event.objects.filter(action__startswith="finding.").values_list("action", flat=True))
    assert {"finding.merged", "finding.took_in", "finding.unmerged", "finding.gave_back"} <= said


def test_the_earliest_deadline_of_all_sources_holds(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    keep, other = found(deadline=date(2027, 2, 8)), found(deadline=date(2026, 12, 1))
    services.merge_findings(by=quality_lead, scope=lead_scope, keep_id=keep.pk, other_id=other.pk)
    (row,) = queries.plan_page(lead_scope, Filters()).waiting
    assert row.deadline == date(2026, 12, 1)


def test_what_was_merged_before_comes_along_and_goes_back(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    a, b, c = found(), found(), found()
    who = {"by": quality_lead, "scope": lead_scope}
    services.merge_findings(**who, keep_id=b.pk, other_id=c.pk)
    services.merge_findings(**who, keep_id=a.pk, other_id=b.pk)
    assert (into(b), into(c)) == (a, a)
    services.unmerge(**who, finding_id=b.pk)
    assert (into(b), into(c)) == (None, b)
    services.unmerge(**who, finding_id=c.pk)
    assert into(c) is None


def test_one_that_was_carried_along_can_leave_by_itself(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    a, b, c = found(), found(), found()
    who = {"by": quality_lead, "scope": lead_scope}
    services.merge_findings(**who, keep_id=b.pk, other_id=c.pk)
    services.merge_findings(**who, keep_id=a.pk, other_id=b.pk)
    services.unmerge(**who, finding_id=c.pk)
    services.unmerge(**who, finding_id=b.pk)
    assert (into(b), into(c)) == (None, None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_any_merging_keeps_depth_one_and_ends_undone(
    steps: list[tuple[bool, int, int]], quality_lead: User, lead_scope: Scope
) -> None:
    """After any merges and undos nobody points at one that points on; undoing all leaves every finding by
    itself."""
    who = {"by": quality_lead, "scope": lead_scope}
    findings = [FindingFactory(trust_id=lead_scope.trust_id) for _ in range(5)]
    for merge, one, two in steps:
        try:
            if merge:
                services.merge_findings(**who, keep_id=findings[one].pk, other_id=findings[two].pk)
            else:
                services.unmerge(**who, finding_id=findings[one].pk)
        except Refused:
            pass
        for finding in findings:
            root = into(finding)
            assert root is None or (root != finding and root.merged_into_id is None)
    for _ in findings:
        for finding in findings:
            if into(finding):
                services.unmerge(**who, finding_id=finding.pk)
    assert [into(finding) for finding in findings] == [None] * 5


def test_merges_that_are_refused(found: Found, quality_lead: User, lead_scope: Scope) -> None:
    who = {"by": quality_lead, "scope": lead_scope}
    must, notice, praise = found(), found("warning_notice"), found("good_practice")
    for keep, other, sentence in (
        (must, must, "with itself"),
        (must, notice, "has to stay in sight"),
        (must, praise, "cannot be one finding"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.merge_findings(**who, keep_id=keep.pk, other_id=other.pk)
    services.merge_findings(**who, keep_id=notice.pk, other_id=must.pk)
    with pytest.raises(Refused, match="was merged into"):
        services.merge_findings(**who, keep_id=must.pk, other_id=found().pk)
    with pytest.raises(Refused, match="Undo those merges first"):
        services.withdraw_finding(**who, finding_id=notice.pk, version=1, why="x")
    with pytest.raises(Refused, match="is not merged"):
        services.unmerge(**who, finding_id=notice.pk)
    with pytest.raises(Refused, match="an action cannot answer it"):
        services.add_action(**who, fields=services.ActionFields(what="x"), finding_ids=[must.pk])


def test_both_findings_have_to_be_theirs(
    found: Found, member: Callable[..., User], scope_of: Callable[[User], Scope], place: Place
) -> None:
    lead = member("unit_lead", unit=place.acute)
    mine, trusts = found(core_service="acute_picu"), found(trust_wide=True)
    with pytest.raises(NotYours):
        services.merge_findings(by=lead, scope=scope_of(lead), keep_id=mine.pk, other_id=trusts.pk)
